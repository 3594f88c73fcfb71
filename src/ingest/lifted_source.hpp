#pragma once

#include "ingest/report.hpp"
#include "ingest/source.hpp"
#include "rdf/document_graph.hpp"

#include <optional>
#include <string>
#include <vector>

namespace micrograph::ingest {

/// A document that was lifted into a source's graph.
struct LiftedDocument {
  std::string iri;
  std::string sha256; ///< hex, of the bytes in the file
  std::string place;  ///< where in the source; empty if it is the whole source
};

/// A source read and lifted: the first half of the way, which `lift` and `coverage` stop at.
struct LiftedSource {
  SourceReport report;
  /// The statements of all its documents. Absent unless the outcome is `imported`.
  std::optional<rdf::DocumentGraph> graph;
  std::vector<LiftedDocument> documents;
};

/// Identifies, reads and lifts one file. Whatever is wrong with it ends in the report, never in an exception:
/// this is the border between one bad file and the rest of the run.
[[nodiscard]] LiftedSource lift_source(const SourceFile& file, const std::string& base_iri);

} // namespace micrograph::ingest
