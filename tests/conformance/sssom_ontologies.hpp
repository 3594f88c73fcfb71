#pragma once

#include "sssom/mapping_set.hpp"

#include <string>

namespace micrograph::conformance {

/// Both compare SSSOM/OWL of ours with that of sssom-py. They return the first difference, empty if there is
/// none.

/// As whole graphs. Of the goldens for one table, sssom-py has turned 63 axioms round in that of OWL and none
/// in the others, all with predicates that say the same in both directions: so which side of such an axiom is
/// called subject does not count.
[[nodiscard]] std::string compare_graphs(const std::string& ours, const std::string& golden);

/// As what is said of entities and properties, for goldens of before the specification, whose sets are blank
/// nodes; what they say of the set and its mappings is to be compared as records. `golden_set` is what
/// `golden` was read as.
///
/// sssom-py asserts also what a mapping denies (`predicate_modifier: Not`). Whoever merges such an ontology
/// has the contrary of what the set says, so these statements are not asked for; they are told by the
/// golden's own records.
[[nodiscard]] std::string compare_entities(const std::string& ours, const std::string& golden,
                                           const sssom::MappingSet& golden_set);

} // namespace micrograph::conformance
