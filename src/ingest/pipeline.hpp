#pragma once

#include "ingest/lifted_source.hpp"
#include "mapping/facts.hpp"
#include "mapping/mapper.hpp"
#include "rdf/statement_sink.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace micrograph::ingest {

struct Options {
  std::string base_iri;     ///< empty: `ni:///sha-256;`
  unsigned jobs = 0;        ///< sources at once; 0 = one per core
  bool fail_fast = false;   ///< stop at the first source that is refused or failed
  bool list_not_aligned = false; ///< fill SourceReport::not_aligned
  const std::atomic<bool>* cancelled = nullptr;
};

/// A source at the end of the way: lifted and, unless it was not imported, mapped.
struct ImportedSource {
  LiftedSource lifted;
  mapping::MappingResult mapping;
  std::vector<mapping::Entity> entities; ///< its images and data sets with their facts
};

/// Lifts, maps and views one file; never throws for what is wrong with the file.
[[nodiscard]] ImportedSource import_source(const SourceFile& file, const mapping::Mapper& mapper,
                                           const mapping::FactView& facts, const Options& options);

/// Runs `work` on every file, several at once, and gives the results to `deliver` one at a time in the order of
/// `files`, whatever the order they are finished in. At most a few results wait, so memory stays flat.
///
/// Returns how many were delivered: fewer than all only if `deliver` returned false or the run was cancelled.
/// What `work` or `deliver` throw ends the run and is thrown on.
template <typename Result>
std::size_t for_each_source(const std::vector<SourceFile>& files, const Options& options,
                            const std::function<Result(const SourceFile&)>& work,
                            const std::function<bool(Result&&)>& deliver);

/// The statements of an imported source in their graphs, with its provenance.
void emit(const ImportedSource& source, const std::string& mapping_version, rdf::StatementSink& sink);
/// Only the source graph, or only the aligned graph.
void emit_source_graph(const LiftedSource& source, rdf::StatementSink& sink);
void emit_aligned_graph(const ImportedSource& source, rdf::StatementSink& sink);

} // namespace micrograph::ingest

#include "ingest/ordered_run.hpp"
