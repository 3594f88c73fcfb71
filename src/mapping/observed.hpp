#pragma once

#include "base/diagnostic.hpp"
#include "mapping/mapping_result.hpp"

#include <span>

namespace micrograph::mapping {

/// Reports what a container's own header contradicts: properties of one thing whose observed values (Status::observed) are none of
/// those that the metadata state, as `mapping.observed-differs` with the place of the latter. Both stay in the graph.
///
/// Things that are said to be alternates of each other (prov:alternateOf) are taken for one. Values are literals and terms; links
/// between nodes of the source are no values.
void report_observed_differences(const rdf::TermTable& terms, const StatementList& statements, FindingSink& findings);

} // namespace micrograph::mapping
