#include "ingest/stored_source.hpp"

#include "ingest/coverage.hpp"
#include "ingest/provenance.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <span>

namespace micrograph::ingest {

namespace {

namespace vocabulary = rdf::vocabulary;

/// Calls `each` with the rows of one named graph that match; nothing if a term does not occur.
void scan_graph(const graph::QuadSource& source, const rdf::TermView& graph_name, const rdf::TermView& subject,
                const rdf::TermView& predicate, const std::function<void(const graph::Row&)>& each) {
  graph::Pattern pattern;
  pattern.scope = graph::GraphScope::named_graphs;
  const std::pair<graph::Position, const rdf::TermView*> bound[] = {
      {graph::graph_name, &graph_name}, {graph::subject, &subject}, {graph::predicate, &predicate}};
  for (const auto& [position, term] : bound) {
    if (term->kind == rdf::TermKind::none)
      continue;
    const auto id = source.find(*term);
    if (!id)
      return;
    pattern.terms[position] = *id;
  }
  // Sorted, so that a node is named by its parent, whose name is the start of its own, before it says anything.
  static constexpr std::array<graph::Position, 2> by_subject{graph::graph_name, graph::subject};
  const auto scan = source.scan(pattern, std::span(by_subject).subspan(pattern.terms[graph::graph_name].defined()));
  std::array<graph::Row, 256> rows;
  for (std::size_t count; (count = scan->next(rows)) != 0;)
    for (std::size_t i = 0; i < count; ++i)
      each(rows[i]);
}

std::string value_of(const graph::QuadSource& graph, const std::string& subject, const char* predicate) {
  std::string value;
  scan_graph(graph, rdf::iri(vocabulary::micrograph::provenance_graph), rdf::iri(subject), rdf::iri(predicate),
             [&](const graph::Row& row) { value = graph.term(row[graph::object]).value; });
  return value;
}

void copy_graph(const graph::QuadSource& graph, const std::string& name, rdf::StatementSink& sink) {
  scan_graph(graph, rdf::iri(name), {}, {}, [&](const graph::Row& row) {
    const rdf::Term s = graph.term(row[graph::subject]), p = graph.term(row[graph::predicate]),
                    o = graph.term(row[graph::object]);
    sink.statement({s, p, o, {}});
  });
}

/// How many statements stand in the graphs that were derived from a source: the one of its own, and those that it states.
std::uint64_t count_rdf(const graph::QuadSource& graph, const std::string& source) {
  const auto provenance = graph.find(rdf::iri(vocabulary::micrograph::provenance_graph)), derived = graph.find(rdf::iri(vocabulary::prov::was_derived_from)),
             iri = graph.find(rdf::iri(source));
  if (!provenance || !derived || !iri)
    return 0;
  std::set<rdf::Term> graphs;
  const auto scan = graph.scan({{graph::undefined, *derived, *iri, *provenance}, graph::GraphScope::named_graphs});
  std::array<graph::Row, 256> rows;
  for (std::size_t found; (found = scan->next(rows)) != 0;)
    for (std::size_t i = 0; i < found; ++i)
      graphs.insert(graph.term(rows[i][graph::subject]));
  std::uint64_t count = 0;
  for (const rdf::Term& name : graphs)
    scan_graph(graph, name, {}, {}, [&count](const graph::Row&) { ++count; });
  return count;
}

struct CountingLeaves final : rdf::StatementSink {
  void statement(const rdf::QuadView& quad) override {
    ++statements;
    leaves.statement(quad);
  }
  rdf::TermTable terms;
  LeafPlaces leaves{terms};
  std::uint64_t statements = 0;
};

} // namespace

LiftedSource stored_source(const graph::ArchivedSource& graph, const std::string& iri) {
  LiftedSource source;
  source.report.iri = iri;
  source.report.format = value_of(graph, iri, vocabulary::dcterms::format);
  if (source.report.format.empty())
    return source;
  source.report.source = value_of(graph, iri, vocabulary::rdfs::label);
  source.report.leaves = std::strtoull(value_of(graph, iri, leaf_count_property).c_str(), nullptr, 10);
  source.report.withheld = std::strtoull(value_of(graph, iri, withheld_count_property).c_str(), nullptr, 10);
  source.report.outcome = Outcome::imported;
  if (is_rdf(source.report))
    return source;
  const std::string name = source_graph_name(source.report);
  if (const auto entry = graph.archive().find(name))
    source.statements = [&graph, entry = *entry](rdf::StatementSink& sink) { graph.copy(entry, sink); };
  else
    source.statements = [&graph, name](rdf::StatementSink& sink) { copy_graph(graph, name, sink); };
  return source;
}

void for_each_stored_source(const graph::ArchivedSource& graph, const std::function<void(LiftedSource&&)>& each) {
  std::vector<LiftedSource> sources;
  scan_graph(graph, rdf::iri(vocabulary::micrograph::provenance_graph), {}, rdf::iri(vocabulary::dcterms::format), [&](const graph::Row& row) {
    sources.push_back(stored_source(graph, graph.term(row[graph::subject]).value));
  });
  std::sort(sources.begin(), sources.end(), [](const LiftedSource& a, const LiftedSource& b) {
    return std::tie(a.report.source, a.report.iri) < std::tie(b.report.source, b.report.iri);
  });
  for (LiftedSource& source : sources) {
    if (is_rdf(source.report)) {
      source.report.statements = count_rdf(graph, source.report.iri);
      each(std::move(source));
      continue;
    }
    CountingLeaves counted;
    source.statements(counted);
    source.report.kept = counted.leaves.take().size();
    source.report.statements = counted.statements;
    each(std::move(source));
  }
}

} // namespace micrograph::ingest
