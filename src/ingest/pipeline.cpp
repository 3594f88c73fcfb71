#include "ingest/pipeline.hpp"

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

ImportedSource map_needed(LiftedSource lifted, NeededOfSource& needed, const mapping::Mapper& mapper,
                          const mapping::FactView& facts, const Options& options) {
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
  imported.mapping.used_places = {}; // nobody asks for them again, and facts need room
  imported.entities = facts.facts(imported.mapping);
  report.statements += imported.mapping.statements.size();
  return imported;
}

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

ImportedSource import_source(const SourceFile& file, const mapping::Mapper& mapper, const mapping::FactView& facts,
                             const Options& options) {
  NeededOfSource needed(mapper, mapping::SourceGraph::Keep::needed);
  LiftedSource lifted = lift_source(file, options.base_iri, &needed, options.reading);
  if (lifted.imported() && options.known != nullptr && options.known->unchanged(lifted.report, mapper.version())) {
    ImportedSource unchanged;
    unchanged.lifted.report = std::move(lifted.report);
    unchanged.lifted.report.outcome = Outcome::unchanged;
    return unchanged;
  }
  std::shared_ptr<const graph::DocumentEntry> document;
  if (options.archive)
    document = archive(lifted);
  ImportedSource imported = map_needed(std::move(lifted), needed, mapper, facts, options);
  imported.document = std::move(document);
  return imported;
}

ImportedSource map_source(LiftedSource lifted, const mapping::Mapper& mapper, const mapping::FactView& facts,
                          const Options& options) {
  // What was found in a graph does not come in the order of lifting.
  NeededOfSource needed(mapper, lifted.contents ? mapping::SourceGraph::Keep::needed : mapping::SourceGraph::Keep::all);
  if (lifted.imported())
    lifted.statements(needed);
  return map_needed(std::move(lifted), needed, mapper, facts, options);
}

void emit_source_graph(const LiftedSource& source, rdf::StatementSink& sink) {
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
  const std::string name = aligned_graph_name(source.lifted.report);
  for (const mapping::NumberedStatement& statement : source.mapping.statements) {
    rdf::QuadView quad = source.mapping.quad(statement);
    quad.graph = rdf::iri(name);
    sink.statement(quad);
  }
}

void emit_knowledge(const ImportedSource& source, const std::string& mapping_version, rdf::StatementSink& sink) {
  if (!source.lifted.imported())
    return;
  emit_aligned_graph(source, sink);
  std::vector<std::string> primary;
  for (const mapping::Entity& entity : source.entities)
    primary.push_back(entity.iri);
  state_provenance(source.lifted, mapping_version, primary, sink);
}

void emit(const ImportedSource& source, const std::string& mapping_version, rdf::StatementSink& sink) {
  if (!source.lifted.imported())
    return;
  class SourceGraph final : public rdf::StatementSink {
  public:
    SourceGraph(std::string name, rdf::StatementSink& next) : name_(std::move(name)), next_(next) {}
    void statement(const rdf::QuadView& quad) override {
      next_.statement({quad.subject, quad.predicate, quad.object, rdf::iri(name_)});
    }

  private:
    std::string name_;
    rdf::StatementSink& next_;
  };
  SourceGraph source_graph(source_graph_name(source.lifted.report), sink);
  source.lifted.statements(source_graph);
  emit_knowledge(source, mapping_version, sink);
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
