#include "ingest/why.hpp"

#include "ingest/provenance.hpp"
#include "ingest/stored_source.hpp"
#include "mapping/conversion.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/syntax.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

namespace micrograph::ingest {

namespace {

namespace vocabulary = rdf::vocabulary;

constexpr std::string_view aligned_suffix = "#aligned", source_suffix = "#source";

std::string mapping_set_prefix() { return std::string(vocabulary::micrograph::base) + "mappings/"; }

bool matches_term(const rdf::Term& wanted, graph::ValueId& id, const graph::ArchivedSource& graph) {
  if (wanted.kind == rdf::TermKind::none)
    return true;
  const auto found = graph.find(wanted);
  id = found.value_or(graph::undefined);
  return found.has_value();
}

void append_matches(const graph::ArchivedSource& graph, const graph::Pattern& pattern, std::vector<rdf::Quad>& out) {
  const auto scan = graph.scan(pattern);
  std::array<graph::Row, 256> rows;
  for (std::size_t count; (count = scan->next(rows)) != 0;)
    for (std::size_t i = 0; i < count; ++i)
      out.push_back({graph.term(rows[i][graph::subject]), graph.term(rows[i][graph::predicate]),
                     graph.term(rows[i][graph::object]),
                     rows[i][graph::graph_name].defined() ? graph.term(rows[i][graph::graph_name]) : rdf::Term()});
}

/// Calls `each` with the objects that the provenance graph has.
void for_each_object(const graph::ArchivedSource& graph, const rdf::TermView& subject, const char* predicate,
                     const std::function<void(const rdf::Term&)>& each) {
  const auto name = graph.find(rdf::iri(vocabulary::micrograph::provenance_graph)), s = graph.find(subject),
             p = graph.find(rdf::iri(predicate));
  if (!name || !s || !p)
    return;
  graph::Pattern pattern{{*s, *p, graph::undefined, *name}, graph::GraphScope::named_graphs};
  std::vector<rdf::Quad> found;
  append_matches(graph, pattern, found);
  for (const rdf::Quad& quad : found)
    each(quad.object);
}

/// The conversion of the derivation's text whose result is in the statement. One text in one unit has one result, so that it does
/// not matter which of several it was.
std::optional<mapping::Conversion> conversion_of(const rdf::Term& object, const mapping::Derivation& derivation,
                                                 const std::vector<mapping::Conversion>& conversions) {
  for (const mapping::Conversion& conversion : conversions) {
    if (conversion.text != derivation.literal)
      continue;
    const bool is_made = object.kind == rdf::TermKind::literal
                             ? object.value == conversion.result.text()
                             : object == mapping::quantity_term(conversion.result, conversion.to);
    if (is_made)
      return conversion;
  }
  return std::nullopt;
}

} // namespace

std::vector<rdf::Quad> Reasons::matches(const AskedStatement& asked) const {
  graph::Pattern pattern;
  if (!matches_term(asked.subject, pattern.terms[graph::subject], graph_) ||
      !matches_term(asked.predicate, pattern.terms[graph::predicate], graph_))
    return {};
  std::vector<rdf::Quad> found;
  pattern.scope = graph::GraphScope::named_graphs;
  append_matches(graph_, pattern, found);
  if (graph_.snapshot()->default_graph() == graph::DefaultGraph::strict) {
    pattern.scope = graph::GraphScope::default_graph;
    append_matches(graph_, pattern, found);
  }
  // What the import says of itself interests least.
  const auto key = [](const rdf::Quad& quad) {
    return std::tuple<bool, const rdf::Term&, const rdf::Term&, const rdf::Term&, const rdf::Term&>(
        quad.graph.value == vocabulary::micrograph::provenance_graph, quad.graph, quad.subject, quad.predicate, quad.object);
  };
  std::sort(found.begin(), found.end(), [&key](const rdf::Quad& a, const rdf::Quad& b) { return key(a) < key(b); });
  return found;
}

std::string Reasons::object_of(const rdf::TermView& subject, const char* predicate) const {
  std::string value;
  for_each_object(graph_, subject, predicate, [&value](const rdf::Term& object) { value = object.value; });
  return value;
}

MadeFrom Reasons::made_from(const rdf::Term& graph) const {
  MadeFrom made;
  made.iri = graph.value.substr(0, graph.value.rfind('#'));
  if (!graph.value.ends_with(aligned_suffix) && !graph.value.ends_with(source_suffix)) {
    std::set<std::string> sources; // RDF says how its graphs are called
    for_each_object(graph_, graph, vocabulary::prov::was_derived_from, [&sources](const rdf::Term& source) { sources.insert(source.value); });
    if (!sources.empty())
      made.iri = *sources.begin();
  }
  made.name = object_of(rdf::iri(made.iri), vocabulary::rdfs::label);
  made.format = object_of(rdf::iri(made.iri), vocabulary::dcterms::format);
  made.run = object_of(graph, vocabulary::prov::was_generated_by);
  if (made.run.empty())
    return made;
  made.program = object_of(rdf::iri(made.run), vocabulary::prov::was_associated_with);
  for_each_object(graph_, rdf::iri(made.run), vocabulary::prov::used, [&made](const rdf::Term& used) {
    if (used.value.starts_with(mapping_set_prefix()))
      made.mapping_version = used.value.substr(mapping_set_prefix().size());
  });
  return made;
}

std::string Reasons::checksum_of(const std::string& place) const {
  const std::string document = place.substr(0, place.find('#'));
  return object_of(rdf::iri(document), vocabulary::schema::sha256);
}

void Reasons::explain_aligned(std::span<const rdf::Quad> statements, const MadeFrom& from,
                              const std::function<void(const Reason&)>& each) const {
  FindingList findings; // said when the source was imported
  mapping::MappingResult again;
  mapping::MappingTrace trace;
  const LiftedSource source = stored_source(graph_, from.iri);
  if (source.imported()) {
    mapping::SourceGraph document(mapper_.vocabulary(), mapping::SourceGraph::Keep::all); // they may come in another order
    source.statements(document);
    again = mapper_.map(document, findings, &trace);
  }
  std::map<std::tuple<rdf::TermView, rdf::TermView, rdf::TermView>, const mapping::NumberedStatement*> derivations;
  for (const mapping::NumberedStatement& made : again.statements) {
    const rdf::QuadView quad = again.quad(made);
    derivations.try_emplace({quad.subject, quad.predicate, quad.object}, &made);
  }
  for (const rdf::Quad& statement : statements) {
    Reason reason{statement, Origin::aligned, from, {}, {}, {}};
    const auto made = derivations.find({statement.subject, statement.predicate, statement.object});
    if (made != derivations.end()) {
      reason.derivation = again.derivation(*made->second);
      reason.sha256 = checksum_of(reason.derivation->place.value);
      reason.conversion = conversion_of(statement.object, *reason.derivation, trace.conversions);
    }
    each(reason);
  }
}

void Reasons::find(const AskedStatement& asked, const std::function<bool(const rdf::Quad&)>& is_asked,
                   const std::function<void(const Reason&)>& each) const {
  std::vector<rdf::Quad> found = matches(asked);
  std::erase_if(found, [&](const rdf::Quad& quad) { return !is_asked(quad); });
  for (std::size_t from = 0, to; from < found.size(); from = to) {
    const rdf::Term& graph = found[from].graph;
    to = from + 1;
    while (to < found.size() && found[to].graph == graph)
      ++to;
    const std::span<const rdf::Quad> statements = std::span(found).subspan(from, to - from);
    const bool is_provenance = graph.value == vocabulary::micrograph::provenance_graph;
    const MadeFrom made = is_provenance ? MadeFrom() : made_from(graph);
    if (graph.value.ends_with(aligned_suffix) && !made.format.empty()) {
      explain_aligned(statements, made, each);
      continue;
    }
    const bool is_source = graph.value.ends_with(source_suffix) && !made.format.empty();
    const bool is_rdf = !is_provenance && !is_source && syntax::syntax_from_name(made.format).has_value();
    const Origin origin = is_provenance ? Origin::provenance : is_source ? Origin::source : is_rdf ? Origin::rdf : Origin::elsewhere;
    for (const rdf::Quad& statement : statements) {
      Reason reason{statement, origin, {}, {}, {}, {}};
      if (is_source || is_rdf) {
        reason.made_from = made;
        reason.sha256 = checksum_of(is_rdf ? made.iri : statement.subject.value);
      }
      each(reason);
    }
  }
}

} // namespace micrograph::ingest
