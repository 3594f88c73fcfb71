#pragma once

#include "graph/snapshot.hpp"
#include "ingest/pipeline.hpp"
#include "ingest/source_list.hpp"

#include <functional>
#include <string>
#include <vector>

namespace micrograph::ingest {

/// Puts an imported source into a graph: its document, its provenance, its aligned statements, and its source graph if there is no
/// document. `sink` is a lane of `builder`, or the builder itself. The source
/// keeps its report and what it has of RDF, and nothing else.
void load(ImportedSource& source, const mapping::FactView& facts, const std::string& mapping_version, graph::SnapshotBuilder& builder,
          rdf::StatementSink& sink);

/// Imports sources into a graph, `jobs` at once (0 = one per core). Each worker hands over what it made itself, so what waits for its
/// turn is little, and nothing but the merge at the end is left to one thread. The graph does not depend on `jobs`.
///
/// `deliver` gets what load() leaves of each source, one at a time in the order of the files; if it returns false, the rest is not
/// read, and the builder has some of what came. Returns how many were delivered.
std::size_t load_sources(const SourceList& files, unsigned jobs, const mapping::Mapper& mapper,
                         const mapping::FactView& facts, const Options& options, graph::SnapshotBuilder& builder,
                         const std::function<bool(LiftedSource&&)>& deliver);

} // namespace micrograph::ingest
