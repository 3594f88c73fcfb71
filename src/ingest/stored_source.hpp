#pragma once

#include "graph/archived_source.hpp"
#include "ingest/lifted_source.hpp"

#include <functional>

namespace micrograph::ingest {

/// Gives back, one at a time and sorted by name, the sources whose source graphs are indexed or archived: what lift_source()
/// gave when the graph was built, with leaves as counted then and `kept` as found in the source graph now. Findings and
/// documents are not kept in a graph and come empty. `statements` refers to the graph given. RDF that was taken as it is comes,
/// too, with what its graphs hold now counted, and no more.
void for_each_stored_source(const graph::ArchivedSource& graph, const std::function<void(LiftedSource&&)>& each);

/// One of them by its IRI, with nothing counted; `imported()` is false if the graph has no such source, or it is RDF.
[[nodiscard]] LiftedSource stored_source(const graph::ArchivedSource& graph, const std::string& iri);

} // namespace micrograph::ingest
