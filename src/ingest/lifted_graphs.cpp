#include "ingest/lifted_graphs.hpp"

#include "ingest/provenance.hpp"
#include "lift/emitter.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <set>
#include <tuple>

namespace micrograph::ingest {

namespace {

namespace vocabulary = rdf::vocabulary;

constexpr std::string_view ending = "#source";

/// Rows that match; nothing if a term does not occur. A graph of kind none is the default graph.
void for_each_row(const graph::QuadSource& source, const rdf::TermView& graph_name, const rdf::TermView& subject,
                  const rdf::TermView& predicate, const rdf::TermView& object,
                  const std::function<void(const graph::Row&)>& each) {
  graph::Pattern pattern;
  if (graph_name.kind != rdf::TermKind::none)
    pattern.scope = graph::GraphScope::named_graphs;
  const std::pair<graph::Position, const rdf::TermView*> terms[] = {{graph::graph_name, &graph_name},
                                                                    {graph::subject, &subject},
                                                                    {graph::predicate, &predicate},
                                                                    {graph::object, &object}};
  for (const auto& [position, term] : terms) {
    if (term->kind == rdf::TermKind::none)
      continue;
    const auto id = source.find(*term);
    if (!id)
      return;
    pattern.terms[position] = *id;
  }
  const auto scan = source.scan(pattern);
  std::array<graph::Row, 256> rows;
  for (std::size_t count; (count = scan->next(rows)) != 0;)
    std::for_each(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), each);
}

} // namespace

LiftedGraphs::LiftedGraphs(const graph::ArchivedSource& graph) : graph_(graph) {
  for (const graph::ValueId id : graph.graphs()) {
    const std::string name = graph.term(id).value;
    if (!name.ends_with(ending))
      continue;
    const std::string source = name.substr(0, name.size() - ending.size());
    graphs_.push_back({source, name_of(source), withheld_of(source)});
  }
  // Outside of named graphs, unless that is the merge of them all.
  const graph::Snapshot& snapshot = *graph.snapshot();
  if (snapshot.default_graph() == graph::DefaultGraph::strict) {
    bool has_root = false;
    for_each_row(snapshot, {}, {}, rdf::iri(lift::markup::root), {}, [&](const graph::Row&) { has_root = true; });
    if (has_root)
      graphs_.push_back({});
  }
  std::sort(graphs_.begin(), graphs_.end(), [](const LiftedGraph& a, const LiftedGraph& b) {
    return std::tie(a.name, a.source) < std::tie(b.name, b.source);
  });
}

std::string LiftedGraphs::name_of(const std::string& source) const {
  std::set<std::string> names; // a copy somewhere else gives a source a second one
  for_each_row(*graph_.snapshot(), rdf::iri(vocabulary::micrograph::provenance_graph), rdf::iri(source), rdf::iri(vocabulary::rdfs::label), {},
               [&](const graph::Row& row) { names.insert(graph_.term(row[graph::object]).value); });
  return names.empty() ? std::string() : *names.begin();
}

std::uint64_t LiftedGraphs::withheld_of(const std::string& source) const {
  std::uint64_t withheld = 0;
  for_each_row(*graph_.snapshot(), rdf::iri(vocabulary::micrograph::provenance_graph), rdf::iri(source), rdf::iri(withheld_count_property), {},
               [&](const graph::Row& row) { withheld = std::strtoull(graph_.term(row[graph::object]).value.c_str(), nullptr, 10); });
  return withheld;
}

std::vector<std::string> LiftedGraphs::subjects(const char* property, const rdf::TermView& object) const {
  std::vector<std::string> found;
  for_each_row(*graph_.snapshot(), rdf::iri(vocabulary::micrograph::provenance_graph), {}, rdf::iri(property), object,
               [&](const graph::Row& row) { found.push_back(graph_.term(row[graph::subject]).value); });
  return found;
}

std::vector<LiftedGraph> LiftedGraphs::find(const std::string& text) const {
  std::set<std::string> wanted{text};
  if (text.ends_with(ending))
    wanted.insert(text.substr(0, text.size() - ending.size()));
  for (std::string& source : subjects(vocabulary::rdfs::label, rdf::literal(text)))
    wanted.insert(std::move(source));
  for (std::string& source : subjects(vocabulary::dcterms::has_part, rdf::iri(text)))
    wanted.insert(std::move(source));
  std::vector<LiftedGraph> found;
  for (const LiftedGraph& graph : graphs_)
    if (!graph.source.empty() && wanted.contains(graph.source))
      found.push_back(graph);
  if (!found.empty())
    return found;
  // Nothing tells of the documents in RDF files but they themselves.
  for (const LiftedGraph& graph : graphs_) {
    bool has_document = false;
    const std::string name = graph.source + std::string(ending);
    for_each_row(*graph_.snapshot(), graph.source.empty() ? rdf::TermView() : rdf::iri(name), rdf::iri(text),
                 rdf::iri(lift::markup::root), {}, [&](const graph::Row&) { has_document = true; });
    if (has_document)
      found.push_back(graph);
  }
  return found;
}

void LiftedGraphs::copy(const LiftedGraph& graph, rdf::StatementSink& sink) const {
  const std::string name = graph.source + std::string(ending);
  if (const auto entry = graph_.archive().find(name); entry && !graph.source.empty()) {
    graph_.copy(*entry, sink);
    return;
  }
  for_each_row(*graph_.snapshot(), graph.source.empty() ? rdf::TermView() : rdf::iri(name), {}, {}, {},
               [&](const graph::Row& row) {
                 const rdf::Term s = graph_.term(row[graph::subject]), p = graph_.term(row[graph::predicate]),
                                 o = graph_.term(row[graph::object]);
                 sink.statement({s, p, o, {}});
               });
}

} // namespace micrograph::ingest
