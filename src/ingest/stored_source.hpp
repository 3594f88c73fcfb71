#pragma once

#include "graph/snapshot.hpp"
#include "ingest/lifted_source.hpp"

#include <functional>

namespace micrograph::ingest {

/// Gives back, one at a time and sorted by name, the sources whose source graphs are in a snapshot: what lift_source()
/// gave when it was built, with leaves as counted then and `kept` as found in the graph now. Findings and documents are
/// not kept in a graph and come empty.
void for_each_stored_source(const graph::Snapshot& snapshot, const std::function<void(LiftedSource&&)>& each);

} // namespace micrograph::ingest
