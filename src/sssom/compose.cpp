#include "sssom/merge.hpp"
#include "sssom/number.hpp"
#include "sssom/operations.hpp"
#include "sssom/predicates.hpp"
#include "sssom/slots.hpp"

#include "base/error.hpp"

#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace micrograph::sssom {

namespace {

constexpr const char* sides_kept[]{"_id", "_label", "_category", "_type", "_source", "_source_version"};

/// What stands on a side of a mapping.
struct End {
  bool is_literal = false;
  std::string name; ///< IRI, or the literal's text
  auto operator<=>(const End&) const = default;
};

/// A link of a chain: one step, or several that were composed to one.
struct Step {
  const Mapping* first = nullptr;  ///< whose subject it starts from
  const Mapping* last = nullptr;   ///< whose object it ends at
  const Mapping* saying = nullptr; ///< whose predicate it has
  End subject, object;
  Link link;
  std::optional<double> confidence;
  std::vector<std::string> via; ///< CURIEs of the entities passed by
  Values license;
};

End end_of(const MappingSet& set, const Mapping& mapping, const std::string& side) {
  if (mapping.text(side + "_type") == "rdfs literal")
    return {true, std::string(mapping.text(side + "_label"))};
  return {false, set.prefixes.expand(mapping.text(side + "_id")).value_or(std::string())};
}

double certainty(const Step& step) {
  return step.confidence.value_or(1);
}

/// The links of a set: of several records of one, the most confident, and of these the first.
std::vector<Step> links_of(const MappingSet& set) {
  std::map<std::tuple<End, std::string, bool, End>, std::size_t> seen;
  std::vector<Step> steps;
  for (const Mapping& mapping : set.mappings) {
    Step step{&mapping,
              &mapping,
              &mapping,
              end_of(set, mapping, "subject"),
              end_of(set, mapping, "object"),
              {set.prefixes.expand(mapping.text("predicate_id")).value_or(std::string()),
               mapping.text("predicate_modifier") == "Not"},
              parse_number(mapping.text("confidence")),
              {},
              mapping.values("license")};
    const bool no_term = step.subject.name == iris::no_term_found || step.object.name == iris::no_term_found;
    if (no_term || review_state(set, mapping) == ReviewState::rejected)
      continue;
    const auto [it, fresh] =
        seen.try_emplace({step.subject, step.link.predicate, step.link.negated, step.object}, steps.size());
    if (fresh)
      steps.push_back(std::move(step));
    else if (certainty(step) > certainty(steps[it->second]))
      steps[it->second] = std::move(step);
  }
  return steps;
}

std::optional<Step> joined(const Step& left, const Step& right) {
  const auto link = chain(left.link, right.link);
  if (!link || left.subject == right.object)
    return std::nullopt;
  Step step{left.first,   right.last,   *link == right.link ? right.saying : left.saying,
            left.subject, right.object, *link,
            std::nullopt, left.via,     {}};
  if (left.confidence || right.confidence)
    step.confidence = certainty(left) * certainty(right);
  step.via.emplace_back(right.first->text("subject_id"));
  if (left.license == right.license)
    step.license = left.license;
  return step;
}

Mapping mapping_of(const Step& step) {
  Mapping mapping;
  for (const std::string part : sides_kept) {
    mapping.slots.set("subject" + part, step.first->values("subject" + part));
    mapping.slots.set("object" + part, step.last->values("object" + part));
  }
  for (const char* slot : {"predicate_id", "predicate_label", "predicate_type"})
    mapping.slots.set(slot, step.saying->values(slot));
  if (step.link.negated)
    mapping.slots.set("predicate_modifier", "Not");
  mapping.slots.set("mapping_justification", "semapv:MappingChaining");
  mapping.slots.set("license", step.license);
  mapping.slots.set("mapping_tool", "micrograph");
  // Nine digits are more than any confidence has, and hide what binary fractions make of a product.
  if (step.confidence)
    mapping.slots.set("confidence", plain_number(std::round(*step.confidence * 1e9) / 1e9));
  std::string via;
  for (const std::string& entity : step.via)
    via += (via.empty() ? "by way of " : ", ") + entity;
  mapping.slots.set("comment", std::move(via));
  return mapping;
}

} // namespace

MappingSet compose(const std::vector<MappingSet>& sets, FindingSink& findings, const ComposeLimits& limits) {
  MICROGRAPH_EXPECTS(!sets.empty());
  // Together, so that prefixes mean the same in all; each step's own mappings are those between two marks.
  MappingSet all = unite(sets, findings);
  std::vector<MappingSet> steps;
  std::size_t start = 0;
  for (const MappingSet& set : sets) {
    MappingSet& step = steps.emplace_back();
    step.prefixes = all.prefixes;
    const auto from = all.mappings.begin() + static_cast<std::ptrdiff_t>(start);
    start += set.mappings.size();
    step.mappings.assign(from, all.mappings.begin() + static_cast<std::ptrdiff_t>(start));
  }
  std::vector<Step> chains = links_of(steps.front());
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const std::vector<Step> links = links_of(steps[i]);
    std::multimap<End, const Step*> by_subject;
    for (const Step& link : links)
      if (!link.subject.is_literal)
        by_subject.emplace(link.subject, &link);
    std::vector<Step> longer;
    std::uint64_t tried = 0;
    for (const Step& left : chains) {
      const auto [begin, end] = by_subject.equal_range(left.object);
      for (auto it = begin; it != end; ++it) {
        if (++tried > limits.chains)
          throw FormatError("sssom.compose.too-many",
                            "there are more than " + std::to_string(limits.chains) +
                                " ways from the subjects of the first set on",
                            Place{sets[i].file, {}, {}, {}, {}});
        if (auto step = joined(left, *it->second))
          longer.push_back(std::move(*step));
      }
    }
    chains = std::move(longer);
  }
  all.mappings.clear();
  for (const Step& step : chains)
    all.mappings.push_back(mapping_of(step));
  return all;
}

} // namespace micrograph::sssom
