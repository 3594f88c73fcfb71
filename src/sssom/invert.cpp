#include "sssom/merge.hpp"
#include "sssom/operations.hpp"
#include "sssom/predicates.hpp"
#include "sssom/slots.hpp"

#include <algorithm>

namespace micrograph::sssom {

namespace {

/// The slot of the other side: object_label for subject_label. Other slots are the same on both.
std::string other_side(std::string_view slot) {
  constexpr std::string_view subject = "subject_", object = "object_";
  if (slot.starts_with(subject))
    return std::string(object) + std::string(slot.substr(subject.size()));
  if (slot.starts_with(object))
    return std::string(subject) + std::string(slot.substr(object.size()));
  return std::string(slot);
}

Slots with_sides_swapped(const Slots& slots) {
  Slots out;
  for (const auto& [name, values] : slots)
    out.set(find_slot(name) ? other_side(name) : name, values);
  if (out.has("cardinality_scope")) {
    Values scope = out.values("cardinality_scope");
    std::transform(scope.begin(), scope.end(), scope.begin(), other_side);
    out.set("cardinality_scope", std::move(scope));
  }
  if (std::string cardinality(out.text("mapping_cardinality")); cardinality.size() == 3) {
    std::swap(cardinality.front(), cardinality.back());
    out.set("mapping_cardinality", std::move(cardinality));
  }
  return out;
}

} // namespace

MappingSet invert(const MappingSet& set, FindingSink& findings) {
  MappingSet out = unite({set}, findings);
  out.slots = with_sides_swapped(out.slots);
  out.mappings.clear();
  for (const Mapping& mapping : set.mappings) {
    const std::string predicate = set.prefixes.expand(mapping.text("predicate_id")).value_or(std::string());
    const auto inverse = inverse_predicate(predicate);
    if (!inverse) {
      findings.report({"sssom.invert.no-inverse", Severity::warning, set.place_of(mapping),
                       "SSSOM has no inverse of " + std::string(mapping.text("predicate_id")) +
                           ", so this mapping is left out"});
      continue;
    }
    Mapping& inverted = out.mappings.emplace_back(mapping);
    inverted.slots = with_sides_swapped(mapping.slots);
    inverted.slots.erase("record_id"); // it names the record that was read
    inverted.slots.set("mapping_justification", "semapv:MappingInversion");
    if (*inverse != predicate) {
      inverted.slots.set("predicate_id", out.prefixes.contract(*inverse).value_or(*inverse));
      inverted.slots.erase("predicate_label");
    }
  }
  return out;
}

} // namespace micrograph::sssom
