#include "identity/decisions.hpp"

#include "rdf/vocabulary.hpp"
#include "sssom/review.hpp"
#include "sssom/slots.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace micrograph::identity {

namespace {

constexpr std::string_view not_modifier = "Not";

using Pair = std::pair<std::string, std::string>;
Pair in_order(std::string a, std::string b) { return a < b ? Pair{std::move(a), std::move(b)} : Pair{std::move(b), std::move(a)}; }

/// The two things that a mapping decides of, whatever it says of them. Absent if it is of another predicate.
std::optional<Pair> things_of(const sssom::MappingSet& set, const sssom::Mapping& mapping) {
  const auto predicate = set.prefixes.expand(mapping.text("predicate_id"));
  const auto subject = set.prefixes.expand(mapping.text("subject_id")), object = set.prefixes.expand(mapping.text("object_id"));
  if (!subject || !object || !predicate || (*predicate != rdf::vocabulary::owl::same_as && *predicate != rdf::vocabulary::skos::exact_match))
    return std::nullopt;
  return Pair{*subject, *object};
}

} // namespace

std::vector<Decision> decisions_of(const sssom::MappingSet& set) {
  std::vector<Decision> out;
  for (const sssom::Mapping& mapping : set.mappings) {
    const auto things = things_of(set, mapping);
    if (!things || things->first == things->second)
      continue;
    const bool negated = mapping.text("predicate_modifier") == not_modifier;
    const sssom::ReviewState state = sssom::review_state(set, mapping);
    // Whoever rejects that two things differ has not said that they are one.
    if (negated ? state != sssom::ReviewState::accepted : state == sssom::ReviewState::candidate)
      continue;
    out.push_back({things->first, things->second, !negated && state == sssom::ReviewState::accepted, set.place_of(mapping)});
  }
  return out;
}

void let_refusals_win(std::vector<Decision>& decisions, FindingSink& findings) {
  std::set<Pair> refused;
  for (const Decision& decision : decisions)
    if (!decision.same)
      refused.insert(in_order(decision.a, decision.b));
  std::erase_if(decisions, [&](const Decision& decision) {
    if (!decision.same || refused.count(in_order(decision.a, decision.b)) == 0)
      return false;
    findings.report({"identity.decision.contradiction", Severity::warning, decision.place,
                     "one row says that " + decision.a + " and " + decision.b + " are one thing, another that they are not; they are kept apart"});
    return true;
  });
}

sssom::MappingSet empty_decisions(const std::string& file) {
  sssom::MappingSet set;
  set.file = file;
  set.slots.set("mapping_set_id", "https://w3id.org/micrograph/identity/decisions");
  set.slots.set("license", "https://w3id.org/sssom/license/unspecified");
  return set;
}

void add_decision(sssom::MappingSet& set, const Decision& decision, const std::string& author) {
  (void)undo_decision(set, decision.a, decision.b);
  sssom::Mapping mapping;
  mapping.slots.set("subject_id", decision.a);
  mapping.slots.set("predicate_id", std::string(rdf::vocabulary::owl::same_as));
  mapping.slots.set("object_id", decision.b);
  if (!decision.same)
    mapping.slots.set("predicate_modifier", std::string(not_modifier));
  mapping.slots.set("mapping_justification", std::string(sssom::iris::semapv) + "ManualMappingCuration");
  if (!author.empty())
    mapping.slots.set("author_id", author);
  set.mappings.push_back(std::move(mapping));
}

std::size_t undo_decision(sssom::MappingSet& set, const std::string& a, const std::string& b) {
  return std::erase_if(set.mappings, [&](const sssom::Mapping& mapping) {
    const auto things = things_of(set, mapping);
    return things && in_order(things->first, things->second) == in_order(a, b);
  });
}

} // namespace micrograph::identity
