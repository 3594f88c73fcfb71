#include "conformance/sssom_ontologies.hpp"

#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"
#include "rdf/vocabulary.hpp"
#include "sssom/content.hpp"
#include "sssom/predicates.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace micrograph::conformance {

namespace {

using Statement = std::tuple<std::string, std::string, rdf::Term>;

std::set<Statement> about_entities(const std::string& text) {
  rdf::QuadList quads;
  rdf::read_rdf(text, rdf::Syntax::turtle, {}, quads);
  std::set<std::string> ontologies;
  for (const rdf::Quad& quad : quads.quads())
    if (quad.predicate.value == rdf::vocabulary::rdf::type &&
        quad.object.value == "http://www.w3.org/2002/07/owl#Ontology")
      ontologies.insert(quad.subject.value);
  std::set<Statement> statements;
  for (const rdf::Quad& quad : quads.quads())
    if (quad.subject.kind == rdf::TermKind::iri && !ontologies.contains(quad.subject.value))
      statements.emplace(quad.subject.value, quad.predicate.value, quad.object);
  return statements;
}

std::set<Statement> said_by_mappings(const sssom::MappingSet& set, bool denied) {
  std::set<Statement> statements;
  for (const sssom::Mapping& mapping : set.mappings) {
    const sssom::Slots slots = content_of(set, mapping.slots);
    if (slots.has("predicate_modifier") == denied)
      statements.emplace(slots.text("subject_id"), slots.text("predicate_id"),
                         rdf::Term(rdf::iri(slots.text("object_id"))));
  }
  return statements;
}

std::set<Statement> without(const std::set<Statement>& all, const std::set<Statement>& some) {
  std::set<Statement> rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::inserter(rest, rest.end()));
  return rest;
}

constexpr std::string_view owl = "http://www.w3.org/2002/07/owl#";
constexpr std::string_view sssom_start = "https://w3id.org/sssom/";

bool is_symmetric(const std::string& predicate) {
  return sssom::inverse_predicate(predicate) == predicate;
}

/// `subject_…` for `object_…` and the reverse; the rest as it is.
std::string other_side(const std::string& property) {
  const std::string source = std::string(owl) + "annotatedSource",
                    target = std::string(owl) + "annotatedTarget";
  if (property == source || property == target)
    return property == source ? target : source;
  for (const auto& [side, other] : {std::pair("subject_", "object_"), std::pair("object_", "subject_")})
    if (property.starts_with(std::string(sssom_start) + side))
      return std::string(sssom_start) + other +
             property.substr(sssom_start.size() + std::string_view(side).size());
  return property;
}

/// The graph with the lesser IRI as subject of all that holds in both directions.
std::vector<rdf::Quad> oriented(const std::string& text) {
  rdf::QuadList quads;
  rdf::read_rdf(text, rdf::Syntax::turtle, {}, quads);
  std::map<rdf::Term, std::map<std::string, std::string>> axioms;
  for (const rdf::Quad& quad : quads.quads())
    if (quad.predicate.value.starts_with(std::string(owl) + "annotated"))
      axioms[quad.subject][quad.predicate.value.substr(owl.size())] = quad.object.value;
  std::vector<rdf::Quad> graph;
  for (rdf::Quad quad : quads.quads()) {
    if (const auto axiom = axioms.find(quad.subject); axiom != axioms.end()) {
      auto& parts = axiom->second;
      if (is_symmetric(parts["annotatedProperty"]) && parts["annotatedTarget"] < parts["annotatedSource"])
        quad.predicate.value = other_side(quad.predicate.value);
    } else if (is_symmetric(quad.predicate.value) && quad.object < quad.subject) {
      std::swap(quad.subject, quad.object);
    }
    graph.push_back(std::move(quad));
  }
  return graph;
}

std::string text_of(const Statement& statement) {
  const auto& [subject, property, object] = statement;
  return "<" + subject + "> <" + property + "> " + object.value;
}

} // namespace

std::string compare_graphs(const std::string& ours, const std::string& golden) {
  return rdf::isomorphic(oriented(ours), oriented(golden)) ? "" : "another graph";
}

std::string compare_entities(const std::string& ours, const std::string& golden,
                             const sssom::MappingSet& golden_set) {
  const std::set<Statement> denied =
      without(said_by_mappings(golden_set, true), said_by_mappings(golden_set, false));
  const std::set<Statement> came = about_entities(ours), wanted = about_entities(golden);
  if (const auto extra = without(came, wanted); !extra.empty())
    return "not in the golden: " + text_of(*extra.begin());
  if (const auto missing = without(without(wanted, came), denied); !missing.empty())
    return "missing: " + text_of(*missing.begin());
  if (const auto contrary = without(came, without(came, denied)); !contrary.empty())
    return "asserted and denied: " + text_of(*contrary.begin());
  return {};
}

} // namespace micrograph::conformance
