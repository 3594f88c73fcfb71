#include "ingest/pipeline.hpp"

#include "base/allocator.hpp"
#include "base/free_storage.hpp"
#include "ingest/coverage.hpp"
#include "ingest/provenance.hpp"
#include "ingest/stored_document.hpp"
#include "rdf/document_graph.hpp"

#include <memory>
#include <utility>

namespace micrograph::ingest {

namespace {

/// What is needed of a source's statements to map it and to say how much of it was mapped, of one pass over them.
struct NeededOfSource final : rdf::StatementSink {
  NeededOfSource(const mapping::Mapper& mapper, mapping::SourceGraph::Keep keep)
      : graph(std::in_place, mapper.vocabulary(), keep), terms(graph->terms()), leaves(*terms) {}
  void statement(const rdf::QuadView& quad) override {
    graph->statement(quad);
    leaves.statement(quad);
  }
  std::optional<mapping::SourceGraph> graph; ///< until it was mapped
  std::shared_ptr<rdf::TermTable> terms;
  LeafPlaces leaves;
};

ImportedSource map_needed(LiftedSource lifted, NeededOfSource& needed, const mapping::Mapper& mapper, const Options& options) {
  ImportedSource imported;
  imported.lifted = std::move(lifted);
  SourceReport& report = imported.lifted.report;
  if (!imported.lifted.imported())
    return imported;
  FindingList findings;
  imported.mapping = mapper.map(std::move(*needed.graph), findings, options.trace ? &imported.trace : nullptr);
  needed.graph.reset();
  for (Finding& finding : findings.findings()) {
    finding.place.source = report.source;
    report.findings.push_back(std::move(finding));
  }
  Alignment alignment = alignment_of(needed.leaves, imported.mapping, options.list_not_aligned);
  report.aligned = alignment.aligned;
  report.aligned_by_layer = alignment.by_layer;
  report.not_aligned = std::move(alignment.not_aligned);
  free_storage(imported.mapping.more_used_places); // nobody asks for them again
  report.statements += imported.mapping.statements.size();
  return imported;
}

/// Gives statements on as those of one graph.
class InGraph final : public rdf::StatementSink {
public:
  InGraph(std::string name, rdf::StatementSink& next) : name_(std::move(name)), next_(next) {}
  void statement(const rdf::QuadView& quad) override {
    next_.statement({quad.subject, quad.predicate, quad.object, rdf::iri(name_)});
  }

private:
  std::string name_;
  rdf::StatementSink& next_;
};

/// Null if there is nothing to archive.
std::shared_ptr<const graph::DocumentEntry> archive(LiftedSource& lifted) {
  std::optional<graph::DocumentEntry> entry = archived(lifted);
  if (!entry)
    return nullptr;
  auto document = std::make_shared<const graph::DocumentEntry>(std::move(*entry));
  lifted.contents.reset();
  lifted.statements = [document](rdf::StatementSink& out) { (void)StoredDocumentOpener().open(document->payload, out); };
  return document;
}

} // namespace

ImportedSource import_source(const SourceFile& file, const mapping::Mapper& mapper, const Options& options) {
  NeededOfSource needed(mapper, mapping::SourceGraph::Keep::needed);
  RdfOptions rdf = options.rdf;
  rdf.known = options.known;
  LiftedSource lifted = lift_source(file, options.base_iri, &needed, options.reading, rdf);
  if (lifted.imported() && options.known != nullptr && options.known->unchanged(lifted.report, mapper.version())) {
    ImportedSource unchanged;
    unchanged.lifted.report = std::move(lifted.report);
    unchanged.lifted.report.outcome = Outcome::unchanged;
    return unchanged;
  }
  std::shared_ptr<const graph::DocumentEntry> document;
  if (options.archive)
    document = archive(lifted);
  ImportedSource imported = map_needed(std::move(lifted), needed, mapper, options);
  imported.document = std::move(document);
  return imported;
}

ImportedSource map_source(LiftedSource lifted, const mapping::Mapper& mapper, const Options& options) {
  // What was found in a graph does not come in the order of lifting.
  NeededOfSource needed(mapper, lifted.contents ? mapping::SourceGraph::Keep::needed : mapping::SourceGraph::Keep::all);
  if (lifted.imported())
    lifted.statements(needed);
  return map_needed(std::move(lifted), needed, mapper, options);
}

void emit_source_graph(const LiftedSource& source, rdf::StatementSink& sink) {
  if (source.rdf)
    copy_rdf(*source.rdf, sink);
  if (!source.imported())
    return;
  const std::string name = source_graph_name(source.report);
  using Graph = rdf::DocumentGraph;
  Graph statements;
  source.statements(statements);
  auto all = statements.match(Graph::any, Graph::any, Graph::any);
  while (all.next())
    sink.statement({statements.term(all.subject()), statements.term(all.predicate()), statements.term(all.object()),
                    rdf::iri(name)});
}

void emit_aligned_graph(const ImportedSource& source, rdf::StatementSink& sink) {
  if (!source.lifted.imported())
    return;
  InGraph aligned(aligned_graph_name(source.lifted.report), sink);
  for (const mapping::NumberedStatement& statement : source.mapping.statements)
    aligned.statement(source.mapping.quad(statement));
}

void give_on(ImportedSource& source, const mapping::FactView& facts, const std::string& mapping_version, rdf::StatementSink& sink) {
  if (source.lifted.rdf) {
    copy_rdf(*source.lifted.rdf, sink);
    state_rdf_provenance(source.lifted, sink);
  }
  if (!source.lifted.imported())
    return;
  if (!source.document) {
    InGraph source_graph(source_graph_name(source.lifted.report), sink);
    source.lifted.statements(source_graph);
  }
  state_provenance(source.lifted, mapping_version, facts.things(source.mapping), sink);
  InGraph aligned(aligned_graph_name(source.lifted.report), sink);
  // What a large document took lies in small pieces, which the allocator keeps until it is told.
  constexpr std::size_t many = 1U << 17;
  for (mapping::StatementList& statements = source.mapping.statements; !statements.empty(); statements.pop_front()) {
    if (statements.size() % many == 0)
      give_back_freed_memory();
    aligned.statement(source.mapping.quad(statements.front()));
  }
}

std::optional<graph::DocumentEntry> archived(const LiftedSource& source) {
  if (!source.contents)
    return std::nullopt;
  try {
    return graph::DocumentEntry{source_graph_name(source.report), store(*source.contents), source.report.leaves,
                                source.summary};
  } catch (const FormatError& error) {
    if (error.code() == "archive.too-large")
      return std::nullopt;
    throw;
  }
}

} // namespace micrograph::ingest
