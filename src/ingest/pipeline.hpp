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
};

/// A source at the end of the way: lifted and, unless it was not imported, mapped.
struct ImportedSource {
  LiftedSource lifted;
  mapping::MappingResult mapping; ///< without used_places, which were counted
  std::vector<mapping::Entity> entities; ///< its images and data sets with their facts
  mapping::MappingTrace trace;           ///< of the mapping; filled only when asked for
  /// What archived() gave; null unless asked for, and where that gave nothing. If it is there, `lifted` has no contents any more, and
  /// takes its statements from here.
  std::shared_ptr<const graph::DocumentEntry> document;
};

/// Lifts, maps and views one file; never throws for what is wrong with the file.
[[nodiscard]] ImportedSource import_source(const SourceFile& file, const mapping::Mapper& mapper,
                                           const mapping::FactView& facts, const Options& options);

/// The second half of the way, for a source that was lifted already.
[[nodiscard]] ImportedSource map_source(LiftedSource lifted, const mapping::Mapper& mapper,
                                        const mapping::FactView& facts, const Options& options);

/// The statements of an imported source in their graphs, with its provenance.
void emit(const ImportedSource& source, const std::string& mapping_version, rdf::StatementSink& sink);
/// The aligned statements of an imported source in their graph, with its provenance.
void emit_knowledge(const ImportedSource& source, const std::string& mapping_version, rdf::StatementSink& sink);
/// Only the source graph, things in order; or only the aligned graph.
void emit_source_graph(const LiftedSource& source, rdf::StatementSink& sink);
void emit_aligned_graph(const ImportedSource& source, rdf::StatementSink& sink);

/// The source graph as it is archived. Absent if there is nothing to be stored: not imported, found in a graph, or too
/// large, in which case the source graph has to be indexed.
[[nodiscard]] std::optional<graph::DocumentEntry> archived(const LiftedSource& source);

} // namespace micrograph::ingest
