#include "base/ascii.hpp"
#include "identity/hard_links.hpp"
#include "identity/latin.hpp"
#include "identity/matcher.hpp"
#include "identity/title.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace micrograph::identity {

namespace {

/// Affiliations of one person that are looked at.
constexpr std::size_t most_affiliations = 16;
constexpr std::ptrdiff_t most_contacts = 16;
/// What stands in the place of personal data that an import held back.
constexpr std::string_view withheld = "withheld";

std::string whole(const PersonName& name) {
  std::string out = name.family;
  for (const std::string& given : name.given)
    out += ' ' + given;
  return out;
}

/// The words of a name without their order: `Zhang Wei` and `Wei Zhang` have the same.
std::uint64_t unordered_hash(const PersonName& name) {
  std::vector<std::string> parts = name.given;
  parts.push_back(name.family);
  std::sort(parts.begin(), parts.end());
  std::string joined;
  for (const std::string& part : parts)
    joined += part + ' ';
  return stable_hash(joined, 7);
}

bool has_full_given_name(const PersonName& name) { return name.given.front().size() > 1; }

class PeopleMatcher final : public Matcher {
public:
  explicit PeopleMatcher(const MatchInput& input) : input_(input) {
    affiliation_starts_.push_back(0);
    contact_starts_.push_back(0);
    for (std::uint32_t entity = 0; entity < input_.entities.size(); ++entity) {
      for (const PersonName& name : input_.authorship.names(entity))
        ++bearers_[unordered_hash(name)];
      read_affiliations(entity);
      read_contacts(entity);
    }
  }

  [[nodiscard]] std::string_view what() const override { return "people"; }

  void add_to(Blocks& blocks) const override {
    for (std::uint32_t entity = 0; entity < input_.entities.size(); ++entity) {
      for (const Contact& contact : contacts_of(entity))
        blocks.add(contact.value, 0, entity);
      for (const PersonName& name : input_.authorship.names(entity)) {
        const std::string text = whole(name);
        const std::uint64_t order = order_of(std::string_view(text).substr(name.family.size() + 1));
        blocks.add(Authorship::maker(name), order, entity);
        if (has_full_given_name(name))
          blocks.add(unordered_hash(name), order, entity);
      }
    }
  }

  [[nodiscard]] Reasons compare(std::uint32_t a, std::uint32_t b) const override {
    Reasons reasons;
    add_name(a, b, reasons);
    // Two people may share an address, and of a person known by an account alone the name is not known.
    if (reasons.empty() && !input_.authorship.names(a).empty() && !input_.authorship.names(b).empty())
      return reasons;
    add_contacts(a, b, reasons);
    if (reasons.empty())
      return reasons;
    const std::size_t affiliations = common(affiliations_of(a), affiliations_of(b));
    if (affiliations != 0)
      reasons.add(Rule::affiliation, 0.5);
    if (!add_works(a, b, reasons))
      return {};
    return reasons;
  }

private:
  /// Organisations by the root of their set and by their name, texts by themselves.
  void read_affiliations(std::uint32_t entity) {
    std::vector<std::uint64_t> found;
    for (const Stated& stated : input_.entities.of(entity, Aspect::affiliation)) {
      if (found.size() >= most_affiliations)
        break;
      const auto organisation = input_.entities.find(stated.object);
      if (!organisation) {
        if (input_.source.kind(stated.object) == rdf::TermKind::literal)
          add_affiliation_name(input_.source.term(stated.object).value, found);
        continue;
      }
      found.push_back(stable_hash("root", input_.clusters.root(*organisation)));
      for (const Stated& name : input_.entities.of(*organisation, Aspect::name))
        add_affiliation_name(input_.source.term(name.object).value, found);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    affiliations_.insert(affiliations_.end(), found.begin(), found.end());
    affiliation_starts_.push_back(static_cast<std::uint32_t>(affiliations_.size()));
  }
  static void add_affiliation_name(const std::string& name, std::vector<std::uint64_t>& found) {
    if (const std::string text = collapsed(folded(name)); text.size() > 2)
      found.push_back(stable_hash(text));
  }
  /// An address or account, as a hash of what nobody else has.
  struct Contact {
    std::uint64_t value = 0;
    Rule rule = Rule::email;
    friend auto operator<=>(const Contact&, const Contact&) = default;
  };
  /// An account counts within one institution only: `jsmith` is somebody else elsewhere.
  void read_contacts(std::uint32_t entity) {
    const auto first = static_cast<std::ptrdiff_t>(contacts_.size());
    for (const Stated& stated : input_.entities.of(entity, Aspect::email)) {
      const std::string text = ascii::lower(input_.source.term(stated.object).value);
      const std::string_view address = std::string_view(text).substr(text.starts_with("mailto:") ? 7 : 0);
      if (const auto at = address.find('@'); at != std::string_view::npos && at != 0 && at + 1 != address.size())
        contacts_.push_back({stable_hash(address, 17), Rule::email});
    }
    for (const Stated& stated : input_.entities.of(entity, Aspect::account))
      if (const std::string account = ascii::lower(input_.source.term(stated.object).value); !account.empty() && account != withheld)
        for (const std::uint64_t affiliation : affiliations_of(entity))
          contacts_.push_back({stable_hash(account, affiliation), Rule::account});
    const auto last = contacts_.begin() + std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(contacts_.size()), first + most_contacts);
    contacts_.erase(last, contacts_.end());
    contact_starts_.push_back(static_cast<std::uint32_t>(contacts_.size()));
  }
  [[nodiscard]] std::span<const Contact> contacts_of(std::uint32_t entity) const {
    return std::span(contacts_).subspan(contact_starts_[entity], contact_starts_[entity + 1] - contact_starts_[entity]);
  }
  void add_contacts(std::uint32_t a, std::uint32_t b, Reasons& reasons) const {
    const auto share = [&](Rule rule) {
      const auto of_b = contacts_of(b);
      return std::ranges::any_of(contacts_of(a), [&](const Contact& contact) { return contact.rule == rule && std::ranges::find(of_b, contact) != of_b.end(); });
    };
    if (share(Rule::email))
      reasons.add(Rule::email, 0.9);
    else if (share(Rule::account))
      reasons.add(Rule::account, 0.7);
  }
  [[nodiscard]] Hashes affiliations_of(std::uint32_t entity) const {
    return Hashes(affiliations_).subspan(affiliation_starts_[entity], affiliation_starts_[entity + 1] - affiliation_starts_[entity]);
  }

  /// The best of the names that the two have.
  void add_name(std::uint32_t a, std::uint32_t b, Reasons& reasons) const {
    Rule best = Rule::initials;
    double weight = 0;
    const auto take = [&](Rule rule, double of_rule, const PersonName& x, const PersonName& y) {
      const double rare = rarity(std::max(bearers_.at(unordered_hash(x)), bearers_.at(unordered_hash(y))));
      if (of_rule * rare > weight) {
        weight = of_rule * rare;
        best = rule;
      }
    };
    for (const PersonName& x : input_.authorship.names(a))
      for (const PersonName& y : input_.authorship.names(b)) {
        switch (fit(x, y)) {
        case NameFit::full:
          take(Rule::full_name, x.given.size() > 1 && x.given.size() == y.given.size() ? 0.85 : 0.75, x, y);
          break;
        case NameFit::several_initials:
          take(Rule::several_initials, 0.55, x, y);
          break;
        case NameFit::initials:
          take(Rule::initials, 0.4, x, y);
          break;
        case NameFit::none:
          if (has_full_given_name(x) && has_full_given_name(y) && unordered_hash(x) == unordered_hash(y))
            take(Rule::transposed_name, 0.6, x, y);
          break;
        }
      }
    if (weight > 0)
      reasons.add(best, weight);
  }

  /// False if one document names the two side by side, so that they are two.
  [[nodiscard]] bool add_works(std::uint32_t a, std::uint32_t b, Reasons& reasons) const {
    const auto of_a = input_.authorship.made_by(a), of_b = input_.authorship.made_by(b);
    bool same_work = false;
    std::size_t known_to_both = 0;
    for (const Authorship::Made& x : of_a)
      for (const Authorship::Made& y : of_b) {
        if (x.work == y.work) {
          if (side_by_side(x, y))
            return false;
          same_work = true;
        } else {
          known_to_both = std::max(known_to_both, common(input_.authorship.makers(x.work), input_.authorship.makers(y.work)));
        }
      }
    // The two themselves have a maker in common, which says nothing new.
    const std::size_t co_authors = known_to_both > 0 ? known_to_both - 1 : 0;
    if (same_work)
      reasons.add(Rule::same_work, 0.6);
    else if (co_authors != 0)
      reasons.add(Rule::co_authors, co_authors > 1 ? 0.6 : 0.4);
    return true;
  }

  [[nodiscard]] bool side_by_side(const Authorship::Made& x, const Authorship::Made& y) const {
    const auto all = input_.entities.statements();
    const Stated &first = all[x.stated], &second = all[y.stated];
    if (first.entity != second.entity || first.predicate != second.predicate)
      return false;
    const std::string a = input_.source.term(first.object).value, b = input_.source.term(second.object).value;
    return document_of(a) == document_of(b) && !document_of(a).empty();
  }

  MatchInput input_;
  std::unordered_map<std::uint64_t, std::uint32_t> bearers_; ///< of a name
  std::vector<std::uint64_t> affiliations_;                  ///< by entity, sorted
  std::vector<std::uint32_t> affiliation_starts_;
  std::vector<Contact> contacts_; ///< by entity
  std::vector<std::uint32_t> contact_starts_;
};

} // namespace

std::unique_ptr<Matcher> make_people_matcher(const MatchInput& input) { return std::make_unique<PeopleMatcher>(input); }

} // namespace micrograph::identity
