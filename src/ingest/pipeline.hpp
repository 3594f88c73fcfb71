#pragma once

#include "graph/document_archive.hpp"
#include "ingest/known_sources.hpp"
#include "ingest/lifted_source.hpp"
#include "mapping/facts.hpp"
#include "mapping/mapper.hpp"
#include "rdf/statement_sink.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::ingest {

struct Options {
  std::string base_iri;          ///< empty: `ni:///sha-256;`
  bool list_not_aligned = false; ///< fill SourceReport::not_aligned
  /// Sources of a graph that is updated: those that are unchanged are not mapped again. May be null.
  const KnownSources* known = nullptr;
  formats::ReadOptions reading;
  bool trace = false; ///< fill ImportedSource::trace
  /// Fill ImportedSource::document before mapping, and let go of the documents, which nobody needs then.
  bool archive = false;
  RdfOptions rdf = {}; ///< but for what is known, which is `known`
};

/// A source at the end of the way: lifted and, unless it was not imported, mapped.
struct ImportedSource {
  LiftedSource lifted;
  mapping::MappingResult mapping; ///< without more_used_places, which were counted
  mapping::MappingTrace trace;    ///< of the mapping; filled only when asked for
  /// What archived() gave; null unless asked for, and where that gave nothing. If it is there, `lifted` has no contents any more, and
  /// takes its statements from here.
  std::shared_ptr<const graph::DocumentEntry> document;
};

/// Lifts and maps one file; never throws for what is wrong with the file.
[[nodiscard]] ImportedSource import_source(const SourceFile& file, const mapping::Mapper& mapper, const Options& options);

/// The second half of the way, for a source that was lifted already.
[[nodiscard]] ImportedSource map_source(LiftedSource lifted, const mapping::Mapper& mapper, const Options& options);

/// Only the source graph, things in order; or only the aligned graph.
void emit_source_graph(const LiftedSource& source, rdf::StatementSink& sink);
void emit_aligned_graph(const ImportedSource& source, rdf::StatementSink& sink);

/// The statements of an imported source that are to be found by scans: the aligned ones and its provenance, and its source graph
/// if that was not archived. `facts` tells which things the source is the primary source of. Lets go of the aligned statements
/// while they are given on: there may be a million of them, and who takes them in needs room.
void give_on(ImportedSource& source, const mapping::FactView& facts, const std::string& mapping_version, rdf::StatementSink& sink);

/// The source graph as it is archived. Absent if there is nothing to be stored: not imported, found in a graph, or too
/// large, in which case the source graph has to be indexed.
[[nodiscard]] std::optional<graph::DocumentEntry> archived(const LiftedSource& source);

} // namespace micrograph::ingest
