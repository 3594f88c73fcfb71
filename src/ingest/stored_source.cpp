#include "ingest/stored_source.hpp"

#include "ingest/coverage.hpp"
#include "ingest/provenance.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace micrograph::ingest {

namespace {

constexpr char dcterms_format[] = "http://purl.org/dc/terms/format";
constexpr char rdfs_label[] = "http://www.w3.org/2000/01/rdf-schema#label";

/// Calls `each` with the rows of one named graph that match; nothing if a term does not occur.
void scan_graph(const graph::Snapshot& snapshot, const rdf::TermView& graph_name, const rdf::TermView& subject,
                const rdf::TermView& predicate, const std::function<void(const graph::Row&)>& each) {
  graph::Pattern pattern;
  pattern.scope = graph::GraphScope::named_graphs;
  const std::pair<graph::Position, const rdf::TermView*> bound[] = {
      {graph::graph_name, &graph_name}, {graph::subject, &subject}, {graph::predicate, &predicate}};
  for (const auto& [position, term] : bound) {
    if (term->kind == rdf::TermKind::none)
      continue;
    const auto id = snapshot.find(*term);
    if (!id)
      return;
    pattern.terms[position] = *id;
  }
  const auto scan = snapshot.scan(pattern, {});
  std::array<graph::Row, 256> rows;
  for (std::size_t count; (count = scan->next(rows)) != 0;)
    for (std::size_t i = 0; i < count; ++i)
      each(rows[i]);
}

std::string value_of(const graph::Snapshot& snapshot, const std::string& subject, const char* predicate) {
  std::string value;
  scan_graph(snapshot, rdf::iri(provenance_graph), rdf::iri(subject), rdf::iri(predicate),
             [&](const graph::Row& row) { value = snapshot.term(row[graph::object]).value; });
  return value;
}

} // namespace

void for_each_stored_source(const graph::Snapshot& snapshot, const std::function<void(LiftedSource&&)>& each) {
  std::vector<SourceReport> reports;
  scan_graph(snapshot, rdf::iri(provenance_graph), {}, rdf::iri(dcterms_format), [&](const graph::Row& row) {
    SourceReport report;
    report.iri = snapshot.term(row[graph::subject]).value;
    report.format = snapshot.term(row[graph::object]).value;
    report.source = value_of(snapshot, report.iri, rdfs_label);
    report.leaves = std::strtoull(value_of(snapshot, report.iri, leaf_count_property).c_str(), nullptr, 10);
    report.outcome = Outcome::imported;
    reports.push_back(std::move(report));
  });
  std::sort(reports.begin(), reports.end(), [](const SourceReport& a, const SourceReport& b) {
    return std::tie(a.source, a.iri) < std::tie(b.source, b.iri);
  });
  for (SourceReport& report : reports) {
    LiftedSource source;
    source.graph.emplace();
    const std::string name = source_graph_name(report);
    scan_graph(snapshot, rdf::iri(name), {}, {}, [&](const graph::Row& row) {
      const rdf::Term s = snapshot.term(row[graph::subject]), p = snapshot.term(row[graph::predicate]),
                      o = snapshot.term(row[graph::object]);
      source.graph->statement({s, p, o, {}});
    });
    report.kept = leaf_places(*source.graph).size();
    report.statements = source.graph->size();
    source.report = std::move(report);
    each(std::move(source));
  }
}

} // namespace micrograph::ingest
