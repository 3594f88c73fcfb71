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

using graph::ValueId;

/// How the values of one property compare.
struct Comparison {
  std::size_t equal = 0;     ///< properties of which the two have a value in common
  bool different = false;    ///< both have a property, and no value in common
};

Comparison compare_values(std::span<const Stated> a, std::span<const Stated> b) {
  Comparison out;
  for (auto x = a.begin(); x != a.end();) { // sorted by property
    const ValueId property = x->predicate;
    const auto is_other = [property](const Stated& stated) { return stated.predicate != property; };
    const auto x_end = std::find_if(x, a.end(), is_other);
    const auto y = std::find_if(b.begin(), b.end(), [property](const Stated& stated) { return stated.predicate == property; });
    const auto y_end = std::find_if(y, b.end(), is_other);
    if (y != y_end) {
      const bool met = std::find_first_of(x, x_end, y, y_end, [](const Stated& p, const Stated& q) { return p.object == q.object; }) != x_end;
      out.equal += met;
      out.different = out.different || !met;
    }
    x = x_end;
  }
  return out;
}

std::string label_of(const MatchInput& input, std::uint32_t entity) {
  const auto all = input.entities.of(entity, Aspect::title);
  return all.empty() ? std::string() : collapsed(folded(input.source.term(all.front().object).value));
}

class ImageMatcher final : public Matcher {
public:
  explicit ImageMatcher(const MatchInput& input) : input_(input) {
    // A label tells little if many acquisitions have it; however many files one of them is in.
    std::vector<std::pair<std::uint64_t, std::uint64_t>> labels; // and date, or what tells an image without a date
    for_each_image([&](std::uint32_t entity) {
      const auto dates = input_.entities.of(entity, Aspect::date);
      const std::uint64_t acquisition = dates.empty() ? stable_hash("undated", entity) : dates.front().object.bits();
      labels.emplace_back(stable_hash(label_of(input_, entity)), acquisition);
    });
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    for (const auto& [label, acquisition] : labels)
      ++acquisitions_[label];
  }
  [[nodiscard]] std::string_view what() const override { return "images"; }

  void add_to(Blocks& blocks) const override {
    for_each_image([&](std::uint32_t entity) {
      const std::string label = label_of(input_, entity);
      for (const Stated& date : input_.entities.of(entity, Aspect::date))
        blocks.add(stable_hash("date", date.object.bits()), order_of(label), entity);
      std::uint64_t geometry = stable_hash(label, 13);
      for (const Stated& size : input_.entities.of(entity, Aspect::size))
        geometry = stable_hash("size", geometry ^ size.object.bits());
      if (!label.empty())
        blocks.add(geometry, 0, entity);
    });
  }

  [[nodiscard]] Reasons compare(std::uint32_t a, std::uint32_t b) const override {
    const Comparison sizes = of(a, b, Aspect::size), pixels = of(a, b, Aspect::pixel_size), dates = of(a, b, Aspect::date);
    if (sizes.different || pixels.different || dates.different || are_of_one_document(a, b))
      return {};
    Reasons reasons;
    if (dates.equal != 0)
      reasons.add(Rule::acquisition_date, 0.5);
    if (const std::string label = label_of(input_, a); !label.empty() && label == label_of(input_, b))
      reasons.add(Rule::title, 0.4 * rarity(acquisitions_.at(stable_hash(label))));
    if (sizes.equal >= 2)
      reasons.add(Rule::image_size, 0.2);
    if (pixels.equal >= 2)
      reasons.add(Rule::pixel_size, 0.2);
    return reasons;
  }

private:
  template <typename Each> void for_each_image(const Each& each) const {
    for (std::uint32_t entity = 0; entity < input_.entities.size(); ++entity)
      if (input_.entities.kind(entity) == Kind::image)
        each(entity);
  }
  [[nodiscard]] Comparison of(std::uint32_t a, std::uint32_t b, Aspect aspect) const {
    return compare_values(input_.entities.of(a, aspect), input_.entities.of(b, aspect));
  }
  [[nodiscard]] bool are_of_one_document(std::uint32_t a, std::uint32_t b) const {
    const std::string x = input_.source.term(input_.entities.id(a)).value, y = input_.source.term(input_.entities.id(b)).value;
    return !document_of(x).empty() && document_of(x) == document_of(y);
  }

  MatchInput input_;
  std::unordered_map<std::uint64_t, std::uint32_t> acquisitions_; ///< of a label
};

/// Instruments without a serial number, and samples.
class ThingMatcher final : public Matcher {
public:
  explicit ThingMatcher(const MatchInput& input) : input_(input) {}
  [[nodiscard]] std::string_view what() const override { return "instruments and samples"; }

  void add_to(Blocks& blocks) const override {
    for (std::uint32_t entity = 0; entity < input_.entities.size(); ++entity) {
      const Family family = input_.entities.family(entity);
      if (family != Family::instrument && family != Family::sample)
        continue;
      const std::string text = family == Family::instrument ? make_and_model(entity) : label_of(input_, entity);
      if (!text.empty())
        blocks.add(stable_hash(text, static_cast<std::uint64_t>(input_.entities.family(entity))), 0, entity);
    }
  }

  [[nodiscard]] Reasons compare(std::uint32_t a, std::uint32_t b) const override {
    Reasons reasons;
    const std::string name_a = input_.source.term(input_.entities.id(a)).value, name_b = input_.source.term(input_.entities.id(b)).value;
    if (document_of(name_a) == document_of(name_b) && !document_of(name_a).empty())
      return reasons;
    if (input_.entities.family(a) == Family::instrument)
      reasons.add(Rule::make_and_model, 0.4);
    if (const std::string label = label_of(input_, a); !label.empty() && label == label_of(input_, b))
      reasons.add(Rule::title, 0.4);
    if (compare_values(input_.entities.of(a, Aspect::organism), input_.entities.of(b, Aspect::organism)).equal != 0)
      reasons.add(Rule::organism, 0.3);
    return reasons;
  }

private:
  [[nodiscard]] std::string make_and_model(std::uint32_t entity) const {
    const auto make = input_.entities.of(entity, Aspect::manufacturer), model = input_.entities.of(entity, Aspect::model);
    if (make.size() != 1 || model.size() != 1)
      return {};
    return folded(input_.source.term(make.front().object).value) + " / " + folded(input_.source.term(model.front().object).value);
  }

  MatchInput input_;
};

} // namespace

std::unique_ptr<Matcher> make_image_matcher(const MatchInput& input) { return std::make_unique<ImageMatcher>(input); }
std::unique_ptr<Matcher> make_thing_matcher(const MatchInput& input) { return std::make_unique<ThingMatcher>(input); }

} // namespace micrograph::identity
