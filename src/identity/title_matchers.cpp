#include "identifiers/recognition.hpp"
#include "identity/hard_links.hpp"
#include "identity/matcher.hpp"
#include "identity/title.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace micrograph::identity {

namespace {

/// The name of an organisation without what is added to it: `The`, and its short form in brackets.
std::string without_addition(const std::string& name) {
  std::string out = name.starts_with("The ") || name.starts_with("the ") ? name.substr(4) : name;
  if (const auto open = out.find('('); open != std::string::npos && open > 0 && out.back() == ')')
    out.resize(open);
  return out;
}

/// The title by which each entity is compared, and how many have it.
class Titles {
public:
  template <typename Takes> Titles(const MatchInput& input, Aspect aspect, const Takes& takes) : starts_(input.entities.size() + 1, 0) {
    for (std::uint32_t entity = 0; entity < input.entities.size(); ++entity) {
      if (takes(input.entities.kind(entity)))
        for (const Stated& stated : input.entities.of(entity, aspect)) {
          const std::string text = input.source.term(stated.object).value;
          add(read_title(text), entity);
          if (aspect == Aspect::name)
            add(read_title(without_addition(text)), entity);
        }
      starts_[entity + 1] = static_cast<std::uint32_t>(titles_.size());
    }
  }
  [[nodiscard]] std::span<const Title> of(std::uint32_t entity) const {
    return std::span(titles_).subspan(starts_[entity], starts_[entity + 1] - starts_[entity]);
  }
  [[nodiscard]] double rarity_of(const Title& title) const { return rarity(bearers_.at(stable_hash(title.text))); }
  void add_to(Blocks& blocks, std::uint32_t entity) const {
    for (const Title& title : of(entity)) {
      const std::uint64_t order = order_of(title.text);
      blocks.add(stable_hash(title.text, 11), order, entity);
      for (const std::uint64_t least : sketch(title))
        blocks.add(least, order, entity);
    }
  }

private:
  static constexpr std::size_t most = 4; ///< titles of one entity that are looked at

  /// To the entity that is being read: each title once.
  void add(Title title, std::uint32_t entity) {
    const auto same = [&](const Title& other) { return other.text == title.text; };
    if (title.shingles.empty() || titles_.size() - starts_[entity] == most || std::any_of(titles_.begin() + starts_[entity], titles_.end(), same))
      return;
    ++bearers_[stable_hash(title.text)];
    titles_.push_back(std::move(title));
  }
  std::vector<Title> titles_;
  std::vector<std::uint32_t> starts_;
  std::unordered_map<std::uint64_t, std::uint32_t> bearers_;
};

/// The best pair of titles.
struct TitleFit {
  double likeness = 0; ///< the rest is known where it is enough
  double rare = 1;
  std::size_t words = 0;
  bool siblings = false;
};

/// Below this, having words in common says nothing.
constexpr double least_likeness = 0.6;

TitleFit best_fit(const Titles& titles, std::uint32_t a, std::uint32_t b) {
  TitleFit best;
  const Title *best_a = nullptr, *best_b = nullptr;
  for (const Title& x : titles.of(a))
    for (const Title& y : titles.of(b))
      if (const double alike = likeness(x, y); alike > best.likeness) {
        best.likeness = alike;
        best_a = &x;
        best_b = &y;
      }
  if (best.likeness < least_likeness)
    return best;
  best.rare = std::min(titles.rarity_of(*best_a), titles.rarity_of(*best_b));
  best.words = std::min(best_a->words, best_b->words);
  best.siblings = best.likeness < 1 && are_siblings(*best_a, *best_b);
  return best;
}

class OrganisationMatcher final : public Matcher {
public:
  explicit OrganisationMatcher(const MatchInput& input) : input_(input), names_(input, Aspect::name, takes) {}
  [[nodiscard]] std::string_view what() const override { return "organisations"; }

  void add_to(Blocks& blocks) const override {
    for (std::uint32_t entity = 0; entity < input_.entities.size(); ++entity)
      names_.add_to(blocks, entity);
  }

  [[nodiscard]] Reasons compare(std::uint32_t a, std::uint32_t b) const override {
    Reasons reasons;
    // Of those that may be people, too, a name says more when it is compared as one.
    if (may_be_person(a) && may_be_person(b))
      return reasons;
    const TitleFit fit = best_fit(names_, a, b);
    if (fit.siblings)
      return reasons;
    // Organisations are few and their names are used with care, so many bearers of one name are one organisation.
    if (fit.likeness == 1)
      reasons.add(Rule::title, fit.words > 1 ? 0.85 : 0.6);
    else if (fit.likeness >= least_likeness)
      reasons.add(Rule::similar_title, 0.8 * fit.likeness);
    return reasons;
  }

private:
  static bool takes(Kind kind) { return kind == Kind::organisation || kind == Kind::agent; }
  [[nodiscard]] bool may_be_person(std::uint32_t entity) const {
    return input_.entities.kind(entity) == Kind::agent && !input_.authorship.names(entity).empty();
  }
  MatchInput input_;
  Titles names_;
};

class WorkMatcher final : public Matcher {
public:
  explicit WorkMatcher(const MatchInput& input) : input_(input), titles_(input, Aspect::title, takes) { read_uuids(); }
  [[nodiscard]] std::string_view what() const override { return "works"; }

  void add_to(Blocks& blocks) const override {
    for (std::uint32_t entity = 0; entity < input_.entities.size(); ++entity) {
      if (!takes(input_.entities.kind(entity)))
        continue;
      titles_.add_to(blocks, entity);
      for (const Stated& cited : input_.entities.of(entity, Aspect::cited))
        blocks.add(stable_hash("cited", publication(cited).bits()), 0, entity);
      for (const std::uint64_t uuid : uuids_of(entity))
        blocks.add(uuid, 0, entity);
    }
  }

  [[nodiscard]] Reasons compare(std::uint32_t a, std::uint32_t b) const override {
    Reasons reasons;
    if (cites(a, b) || cites(b, a))
      return reasons;
    if (common(uuids_of(a), uuids_of(b)) != 0)
      reasons.add(Rule::shared_uuid, 0.5);
    const TitleFit fit = best_fit(titles_, a, b);
    const bool titled = !titles_.of(a).empty() && !titles_.of(b).empty();
    if (fit.siblings || (titled && fit.likeness < least_likeness)) // two data sets of one publication have makers and more in common, and are two
      return reasons;
    if (are_of_one_document(a, b))
      return {};
    if (fit.likeness == 1)
      reasons.add(Rule::title, fit.rare * (fit.words > 3 ? 0.75 : fit.words > 1 ? 0.45 : 0.2));
    else if (fit.likeness >= least_likeness)
      reasons.add(Rule::similar_title, fit.rare * 0.7 * fit.likeness);
    if (share(a, b, Aspect::cited))
      reasons.add(Rule::same_publication, 0.5);
    const Hashes x = makers(a), y = makers(b);
    if (const std::size_t both = common(x, y); both != 0)
      reasons.add(Rule::same_creators, both > 1 || (x.size() == 1 && y.size() == 1) ? 0.6 : 0.4);
    if (share(a, b, Aspect::issued))
      reasons.add(Rule::same_year, 0.15);
    return reasons;
  }

private:
  static bool takes(Kind kind) { return family_of(kind) == Family::work; }

  /// UUIDs that made no link, or the two would not be compared.
  void read_uuids() {
    uuid_starts_.push_back(0);
    for (std::uint32_t entity = 0; entity < input_.entities.size(); ++entity) {
      if (takes(input_.entities.kind(entity)))
        for (const Stated& stated : input_.entities.of(entity, Aspect::identifier))
          if (const auto read = identifiers::recognise(input_.source.term(stated.object).value);
              read.status == identifiers::Status::valid && read.scheme->name == "uuid")
            uuids_.push_back(stable_hash(read.iri));
      std::sort(uuids_.begin() + uuid_starts_.back(), uuids_.end());
      uuid_starts_.push_back(static_cast<std::uint32_t>(uuids_.size()));
    }
  }
  [[nodiscard]] Hashes uuids_of(std::uint32_t entity) const { return Hashes(uuids_).subspan(uuid_starts_[entity], uuid_starts_[entity + 1] - uuid_starts_[entity]); }

  /// What a work cites is another work, even of the same title: a data set has that of its paper.
  [[nodiscard]] bool cites(std::uint32_t a, std::uint32_t b) const {
    const auto cited = input_.entities.of(a, Aspect::cited);
    return std::any_of(cited.begin(), cited.end(), [&](const Stated& one) {
      const auto entity = input_.entities.find(one.object);
      return entity && input_.clusters.root(*entity) == input_.clusters.root(b);
    });
  }

  /// A document gives each thing one node, so two nodes of it are two things.
  [[nodiscard]] bool are_of_one_document(std::uint32_t a, std::uint32_t b) const {
    const std::string x = input_.source.term(input_.entities.id(a)).value, y = input_.source.term(input_.entities.id(b)).value;
    return !document_of(x).empty() && document_of(x) == document_of(y);
  }
  [[nodiscard]] graph::ValueId publication(const Stated& cited) const {
    const auto entity = input_.entities.find(cited.object);
    return entity ? input_.entities.id(input_.clusters.root(*entity)) : cited.object;
  }
  [[nodiscard]] Hashes makers(std::uint32_t entity) const { return input_.authorship.makers(input_.clusters.root(entity)); }
  [[nodiscard]] bool share(std::uint32_t a, std::uint32_t b, Aspect aspect) const {
    for (const Stated& x : input_.entities.of(a, aspect))
      for (const Stated& y : input_.entities.of(b, aspect))
        if (aspect == Aspect::cited ? publication(x) == publication(y) : x.object == y.object)
          return true;
    return false;
  }

  MatchInput input_;
  Titles titles_;
  std::vector<std::uint64_t> uuids_; ///< by work, sorted
  std::vector<std::uint32_t> uuid_starts_;
};

} // namespace

std::unique_ptr<Matcher> make_organisation_matcher(const MatchInput& input) { return std::make_unique<OrganisationMatcher>(input); }
std::unique_ptr<Matcher> make_work_matcher(const MatchInput& input) { return std::make_unique<WorkMatcher>(input); }

} // namespace micrograph::identity
