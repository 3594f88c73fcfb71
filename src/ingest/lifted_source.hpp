#pragma once

#include "graph/document_summary.hpp"
#include "ingest/rdf_source.hpp"
#include "ingest/report.hpp"
#include "ingest/source.hpp"
#include "ingest/stored_document.hpp"
#include "rdf/statement_sink.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace micrograph::ingest {

/// A source read and lifted: the first half of the way, which `lift` and `coverage` stop at.
struct LiftedSource {
  SourceReport report;
  /// Gives the statements of all its documents, each once and without graph; a node is named before it says anything.
  /// Called again, gives them again. Empty unless the outcome is `imported`, and for RDF.
  std::function<void(rdf::StatementSink&)> statements;
  /// What the statements are made from. Null unless the outcome is `imported`, and for a source found in a graph or
  /// archived (Options::archive).
  std::shared_ptr<const SourceDocuments> contents;
  graph::DocumentSummary summary;        ///< of the statements, if there are contents
  std::vector<LiftedDocument> documents; ///< by name, if there are contents

  /// Of RDF that was imported, which has none of the above but the report and its one document: it is not lifted.
  std::shared_ptr<const RdfSource> rdf;

  /// True if it was read and lifted.
  [[nodiscard]] bool imported() const { return static_cast<bool>(statements); }
};

/// Identifies, reads and lifts one file; RDF is only checked. Whatever is wrong with it ends in the report, never in an exception:
/// this is the border between one bad file and the rest of the run. The statements also go to `sink` if there is one; they
/// are to be thrown away unless the source is imported.
[[nodiscard]] LiftedSource lift_source(const SourceFile& file, const std::string& base_iri,
                                       rdf::StatementSink* sink = nullptr, const formats::ReadOptions& options = {},
                                       const RdfOptions& rdf = {});

} // namespace micrograph::ingest
