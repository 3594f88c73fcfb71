#pragma once

#include "base/diagnostic.hpp"
#include "sssom/mapping_set.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace micrograph::identity {

/// What a person said of two things: they are one, or they are not.
struct Decision {
  std::string a, b; ///< IRIs
  bool same = true;
  Place place;      ///< of the row
};

/// The decisions among the mappings of a set: of owl:sameAs and skos:exactMatch, those that are accepted (sssom/review.hpp), and as
/// refused those with predicate_modifier `Not` and those that a reviewer disagrees with. Candidates are no decisions.
/// A subject or object whose CURIE has no known prefix is reported as `sssom.prefix` by sssom::check(), and left out here.
[[nodiscard]] std::vector<Decision> decisions_of(const sssom::MappingSet& set);

/// Takes out of the decisions what another row refuses: of the two, the more careful one holds. Reports
/// `identity.decision.contradiction` for each.
void let_refusals_win(std::vector<Decision>& decisions, FindingSink& findings);

/// A set for decisions, with nothing in it yet.
[[nodiscard]] sssom::MappingSet empty_decisions(const std::string& file);
/// Adds a row. Whatever the set said of the two before is taken out: the last word counts. `author` is an IRI, or empty.
void add_decision(sssom::MappingSet& set, const Decision& decision, const std::string& author);
/// Takes out all rows that decide of these two, in either direction. Returns how many.
std::size_t undo_decision(sssom::MappingSet& set, const std::string& a, const std::string& b);

} // namespace micrograph::identity
