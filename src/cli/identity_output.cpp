#include "cli/identity_output.hpp"

#include "base/json.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/report_output.hpp"
#include "identity/candidate_mappings.hpp"
#include "identity/hard_links.hpp"
#include "ingest/provenance.hpp"
#include "rdf/vocabulary.hpp"

#include <set>

namespace micrograph::cli {

namespace {

using identity::Cluster;
using identity::Link;
using identity::Rule;
using identity::Stated;

/// A value of many sources is told of so many.
constexpr std::size_t most_places = 5;

std::string literal_or_iri(const rdf::Term& term) {
  return term.kind == rdf::TermKind::literal ? '"' + printable(term.value) + '"' : '<' + printable(term.value) + '>';
}

} // namespace

std::string IdentityOutput::name(std::uint32_t entity) const { return resolution_.source().term(resolution_.entities().id(entity)).value; }

std::string IdentityOutput::shown(std::uint32_t entity) const {
  const std::string label = printable(identity::label_of(resolution_, entity));
  return (label.empty() ? "" : label + "  ") + '<' + printable(name(entity)) + '>';
}

std::string IdentityOutput::reason(const Link& link) const {
  if (link.rule == Rule::accepted)
    return resolution_.decisions()[link.stated_a].place.text();
  const auto all = resolution_.entities().statements();
  const auto text_of = [this](const Stated& stated) { return resolution_.source().term(stated.object).value; };
  if (link.rule == Rule::serial) // which are one of each, or it would be no evidence
    return text_of(resolution_.entities().of(link.a, identity::Aspect::manufacturer).front()) + ' ' +
           text_of(resolution_.entities().of(link.a, identity::Aspect::model).front()) + ", " + text_of(all[link.stated_a]);
  for (const std::uint32_t stated : {link.stated_a, link.stated_b})
    if (stated != identity::own_name)
      return text_of(all[stated]);
  return name(link.a);
}

std::string IdentityOutput::file_of(const std::string& graph_name) const {
  const auto& source = resolution_.source();
  const auto document = source.find(rdf::iri(identity::document_of(graph_name)));
  const auto label = source.find(rdf::iri(rdf::vocabulary::rdfs::label));
  const auto provenance = source.find(rdf::iri(rdf::vocabulary::micrograph::provenance_graph));
  if (!document || !label || !provenance)
    return {};
  graph::Pattern pattern;
  pattern.terms = {*document, *label, graph::undefined, *provenance};
  pattern.scope = graph::GraphScope::named_graphs;
  std::vector<graph::Row> rows(1);
  return source.scan(pattern)->next(rows) == 1 ? source.term(rows[0][graph::object]).value : std::string();
}

std::vector<std::string> IdentityOutput::places_of(const Stated& stated) const {
  graph::Pattern pattern;
  pattern.terms = {stated.subject, stated.predicate, stated.object, graph::undefined};
  pattern.scope = graph::GraphScope::named_graphs;
  const auto scan = resolution_.source().scan(pattern);
  std::vector<graph::Row> rows(most_places);
  const std::size_t count = scan->next(rows);
  std::set<std::string> places;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string graph_name = resolution_.source().term(rows[i][graph::graph_name]).value;
    const std::string file = file_of(graph_name);
    places.insert(file.empty() ? graph_name : file);
  }
  return {places.begin(), places.end()};
}

void IdentityOutput::write_side(std::ostream& out, std::uint32_t entity, std::uint32_t stated) const {
  out << "        ";
  if (stated == identity::own_name) {
    out << '<' << printable(name(entity)) << "> is its name\n";
    return;
  }
  const Stated& statement = resolution_.entities().statements()[stated];
  const auto& source = resolution_.source();
  out << '<' << printable(source.term(statement.subject).value) << "> " << shortened(source.term(statement.predicate).value, prefixes_) << ' '
      << literal_or_iri(source.term(statement.object));
  std::string separator = "  in ";
  for (const std::string& place : places_of(statement)) {
    out << separator << printable(place);
    separator = ", ";
  }
  out << '\n';
}

void IdentityOutput::write_cluster(std::ostream& out, const Cluster& cluster) const {
  out << identity::name_of(resolution_.entities().kind(cluster.representative)) << "  " << shown(cluster.representative) << '\n';
  for (const std::uint32_t member : cluster.members)
    if (member != cluster.representative)
      out << "  = " << shown(member) << '\n';
  for (const Link& link : cluster.links) {
    out << "    " << identity::name_of(link.rule) << "  " << printable(reason(link)) << '\n';
    if (link.rule == Rule::accepted) {
      out << "        <" << printable(name(link.a)) << "> and <" << printable(name(link.b)) << ">\n";
      continue;
    }
    write_side(out, link.a, link.stated_a);
    if (link.rule != Rule::asserted)
      write_side(out, link.b, link.stated_b);
  }
}

void IdentityOutput::write_text(std::ostream& out, const Cluster* only) const {
  std::size_t members = 0;
  for (const Cluster& cluster : resolution_.clusters()) {
    members += cluster.members.size();
    if (only == nullptr || only == &cluster)
      write_cluster(out, cluster);
  }
  if (only == nullptr)
    out << human_count(resolution_.clusters().size()) << " clusters of " << human_count(members) << " names, of " << human_count(resolution_.entities().size())
        << " things compared; " << human_count(resolution_.candidates().size()) << " candidates\n";
}

void IdentityOutput::write_json(std::ostream& out, const Cluster* only, const std::vector<Finding>& findings) const {
  JsonWriter json(out);
  const auto& source = resolution_.source();
  const auto side = [&](std::uint32_t entity, std::uint32_t stated) {
    json.begin_object();
    json.key("iri").value(name(entity));
    if (stated != identity::own_name) {
      const Stated& statement = resolution_.entities().statements()[stated];
      json.key("subject").value(source.term(statement.subject).value);
      json.key("predicate").value(source.term(statement.predicate).value);
      json.key("object").value(source.term(statement.object).value);
      json.key("sources").begin_array();
      for (const std::string& place : places_of(statement))
        json.value(place);
      json.end_array();
    }
    json.end_object();
  };
  json.begin_object();
  json.key("entities").value(std::uint64_t{resolution_.entities().size()});
  json.key("clusters").begin_array();
  for (const Cluster& cluster : resolution_.clusters()) {
    if (only != nullptr && only != &cluster)
      continue;
    json.begin_object();
    json.key("representative").value(name(cluster.representative));
    json.key("kind").value(identity::name_of(resolution_.entities().kind(cluster.representative)));
    json.key("label").value(identity::label_of(resolution_, cluster.representative));
    json.key("members").begin_array();
    for (const std::uint32_t member : cluster.members)
      json.value(name(member));
    json.end_array();
    json.key("evidence").begin_array();
    for (const Link& link : cluster.links) {
      json.begin_object();
      json.key("rule").value(identity::name_of(link.rule));
      json.key("value").value(reason(link));
      json.key("score").value(1);
      json.key("between").begin_array();
      side(link.a, link.rule == Rule::accepted ? identity::own_name : link.stated_a);
      side(link.b, link.rule == Rule::accepted ? identity::own_name : link.stated_b);
      json.end_array();
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.key("candidates").value(std::uint64_t{resolution_.candidates().size()});
  json.key("findings").begin_array();
  for (const Finding& finding : findings)
    write_finding(json, finding);
  json.end_array();
  json.end_object();
  json.finish();
}

} // namespace micrograph::cli
