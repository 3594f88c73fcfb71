#include "cli/lineage_prov.hpp"

#include "cli/prefixes.hpp"
#include "prov/rdf_reader.hpp"
#include "prov/vocabulary.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace micrograph::cli {

namespace {

/// PROV's own property for a step from effect to cause.
std::string prov_relation(const link::LineageEdge& edge) {
  if (edge.kind == link::EdgeKind::same)
    return "alternateOf";
  static constexpr std::pair<std::string_view, const char*> names[] = {
      {"wasGeneratedBy", "wasGeneratedBy"}, {"generated", "wasGeneratedBy"},
      {"used", "used"},                     {"wasUsedBy", "used"},
      {"wasInformedBy", "wasInformedBy"},   {"informed", "wasInformedBy"},
      {"wasRevisionOf", "wasRevisionOf"},   {"hadRevision", "wasRevisionOf"},
      {"wasQuotedFrom", "wasQuotedFrom"},   {"quotedAs", "wasQuotedFrom"},
      {"hadPrimarySource", "hadPrimarySource"}, {"wasPrimarySourceOf", "hadPrimarySource"},
  };
  const std::string_view local = prov::prov_local(edge.predicate);
  for (const auto& [name, relation] : names)
    if (local == name)
      return relation;
  return "wasDerivedFrom";
}

} // namespace

prov::Document to_prov(const link::Lineage& lineage) {
  std::vector<rdf::Quad> quads;
  std::vector<bool> activity(lineage.nodes.size());
  const auto state = [&quads](const rdf::Term& subject, const std::string& predicate, const rdf::Term& object) {
    quads.emplace_back(subject, rdf::Term(rdf::iri(predicate)), object);
  };
  for (const link::LineageEdge& edge : lineage.edges) {
    const rdf::Term &effect = lineage.nodes[edge.effect].term, &cause = lineage.nodes[edge.cause].term;
    if (effect.kind == rdf::TermKind::literal || cause.kind == rdf::TermKind::literal)
      continue; // PROV relates things only
    if (edge.kind == link::EdgeKind::context) {
      state(cause, prov::prov_iri("hadMember"), effect);
      continue;
    }
    const std::string relation = prov_relation(edge);
    activity[edge.cause] = activity[edge.cause] || relation == "wasGeneratedBy" || relation == "wasInformedBy";
    activity[edge.effect] = activity[edge.effect] || relation == "used" || relation == "wasInformedBy";
    state(effect, prov::prov_iri(relation), cause);
  }
  for (std::size_t i = 0; i < lineage.nodes.size(); ++i) {
    const link::LineageNode& node = lineage.nodes[i];
    if (node.term.kind == rdf::TermKind::literal)
      continue;
    state(node.term, rdf::vocabulary::rdf::type, rdf::Term(rdf::iri(prov::prov_iri(activity[i] ? "Activity" : "Entity"))));
    if (!node.label.empty())
      state(node.term, rdf::vocabulary::rdfs::label, rdf::Term(rdf::literal(node.label)));
  }
  // A part and its whole may both say so.
  std::sort(quads.begin(), quads.end());
  quads.erase(std::unique(quads.begin(), quads.end()), quads.end());
  prov::Document document = prov::read_prov_o(quads);
  for (const auto& [prefix, space] : load_prefixes()) {
    const auto is_in_it = [&space = space](const link::LineageNode& node) { return node.term.value.starts_with(space); };
    if (std::any_of(lineage.nodes.begin(), lineage.nodes.end(), is_in_it))
      document.prefixes.emplace(prefix, space);
  }
  return document;
}

} // namespace micrograph::cli
