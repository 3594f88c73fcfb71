#include "ingest/pipeline.hpp"

#include "ingest/coverage.hpp"
#include "ingest/provenance.hpp"

namespace micrograph::ingest {

ImportedSource import_source(const SourceFile& file, const mapping::Mapper& mapper, const mapping::FactView& facts,
                             const Options& options) {
  return map_source(lift_source(file, options.base_iri), mapper, facts, options);
}

ImportedSource map_source(LiftedSource lifted, const mapping::Mapper& mapper, const mapping::FactView& facts,
                          const Options& options) {
  ImportedSource imported;
  imported.lifted = std::move(lifted);
  SourceReport& report = imported.lifted.report;
  if (!imported.lifted.graph)
    return imported;
  FindingList findings;
  imported.mapping = mapper.map(*imported.lifted.graph, findings);
  imported.entities = facts.facts(imported.mapping);
  for (Finding& finding : findings.findings()) {
    finding.place.source = report.source;
    report.findings.push_back(std::move(finding));
  }
  Alignment alignment = alignment_of(*imported.lifted.graph, imported.mapping.used_nodes);
  report.aligned = alignment.aligned;
  if (options.list_not_aligned)
    report.not_aligned = std::move(alignment.not_aligned);
  report.statements += imported.mapping.statements.size();
  return imported;
}

void emit_source_graph(const LiftedSource& source, rdf::StatementSink& sink) {
  if (!source.graph)
    return;
  const std::string name = source_graph_name(source.report);
  using Graph = rdf::DocumentGraph;
  auto all = source.graph->match(Graph::any, Graph::any, Graph::any);
  while (all.next())
    sink.statement({source.graph->term(all.subject()), source.graph->term(all.predicate()),
                    source.graph->term(all.object()), rdf::iri(name)});
}

void emit_aligned_graph(const ImportedSource& source, rdf::StatementSink& sink) {
  if (!source.lifted.graph)
    return;
  const std::string name = aligned_graph_name(source.lifted.report);
  for (const mapping::AlignedStatement& statement : source.mapping.statements) {
    rdf::QuadView quad = statement.quad;
    quad.graph = rdf::iri(name);
    sink.statement(quad);
  }
}

void emit(const ImportedSource& source, const std::string& mapping_version, rdf::StatementSink& sink) {
  if (!source.lifted.graph)
    return;
  emit_source_graph(source.lifted, sink);
  emit_aligned_graph(source, sink);
  std::vector<std::string> primary;
  for (const mapping::Entity& entity : source.entities)
    primary.push_back(entity.iri);
  state_provenance(source.lifted, mapping_version, primary, sink);
}

} // namespace micrograph::ingest
