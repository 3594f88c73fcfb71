#include "ingest/load.hpp"

#include "ingest/ordered_run.hpp"
#include "ingest/provenance.hpp"

#include <utility>

namespace micrograph::ingest {

void load(ImportedSource& source, const mapping::FactView& facts, const std::string& mapping_version, graph::SnapshotBuilder& builder,
          rdf::StatementSink& sink) {
  if (source.document)
    builder.add_document(*source.document);
  give_on(source, facts, mapping_version, sink);
  source.document = nullptr;
  source.lifted.statements = nullptr;
  source.lifted.contents = nullptr;
  source.lifted.documents.clear();
}

std::size_t load_sources(const SourceList& files, unsigned jobs, const mapping::Mapper& mapper,
                         const mapping::FactView& facts, const Options& options, graph::SnapshotBuilder& builder,
                         const std::function<bool(LiftedSource&&)>& deliver) {
  // What is left of a source is its report, unless somebody made it to have a great many findings or graphs.
  const Backlog<LiftedSource> backlog{256,
                                      [](const LiftedSource& source) {
                                        return source.report.findings.size() + source.report.not_aligned.size() +
                                               (source.rdf ? source.rdf->named_graphs.size() : 0);
                                      },
                                      10'000};
  const auto worker = [&](const WorkerLoop<LiftedSource>& loop) {
    builder.in_lane([&](rdf::StatementSink& lane) {
      loop([&](std::size_t i) {
        ImportedSource source = import_source(files[i], mapper, options);
        load(source, facts, mapper.version(), builder, lane);
        return std::move(source.lifted);
      });
    });
  };
  return run_by_workers<LiftedSource>(files.size(), jobs, nullptr, backlog, worker, deliver);
}

} // namespace micrograph::ingest
