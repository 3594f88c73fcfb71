#include "link/sparql.hpp"

#include "link/sparql_terms.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <string_view>

namespace micrograph::link {

namespace {

using sparql::name;

#define PROV "http://www.w3.org/ns/prov#"

/// A path over these relations of origin and their qualified forms, from effect to cause.
std::string between(std::initializer_list<std::string_view> iris) {
  std::string out;
  const auto add = [&out](const std::string& step) { out += (out.empty() ? "" : "|") + step; };
  for (const Relation& relation : relations())
    if (std::find(iris.begin(), iris.end(), relation.iri) != iris.end())
      add((relation.role == Role::effect_of ? "" : "^") + name(relation.iri));
  for (const QualifiedRelation& relation : qualified_relations())
    if (std::find(iris.begin(), iris.end(), relation.unqualified) != iris.end())
      add('(' + name(relation.iri) + "/(prov:entity|prov:activity))");
  return out;
}

/// Our own imports are no things of a network.
std::string is_no_import(const std::string& variable) {
  return "!STRSTARTS(STR(" + variable + "), \"" + rdf::vocabulary::micrograph::import_run + "\")";
}

std::string generation() {
  return between({PROV "wasGeneratedBy", PROV "generated"});
}
std::string usage() {
  return between({PROV "used", PROV "wasUsedBy", PROV "wasInformedBy", PROV "informed"});
}
/// All relations of origin but those of activities.
std::string derivation() {
  std::string out;
  const auto of_activity = [](std::string_view iri) {
    return iri == PROV "wasGeneratedBy" || iri == PROV "generated" || iri == PROV "used" || iri == PROV "wasUsedBy" ||
           iri == PROV "wasInformedBy" || iri == PROV "informed";
  };
  for (const Relation& relation : relations())
    if ((relation.role == Role::effect_of || relation.role == Role::cause_of) && !of_activity(relation.iri))
      out += (out.empty() ? "" : "|") + std::string(relation.role == Role::effect_of ? "" : "^") + name(relation.iri);
  for (const QualifiedRelation& relation : qualified_relations())
    if (!of_activity(relation.unqualified))
      out += "|(" + name(relation.iri) + "/prov:entity)";
  return out;
}

} // namespace

std::string components_sparql() {
  return "# Each thing with the component that it is in, named by its first member. Engines that start a path from every thing\n"
         "# need time that grows with the square of a component. A path cannot avoid a thing, so what one import of this program\n"
         "# wrote (<" + std::string(rdf::vocabulary::micrograph::import_run) + "…>) hangs together here.\n" +
         sparql::with_prefixes("SELECT ?thing (MIN(STR(?other)) AS ?component) WHERE {\n  ?thing (" + sparql::any_relation() +
                               ")+ ?other .\n  FILTER(!isLiteral(?thing) && !isLiteral(?other))\n} GROUP BY ?thing\n");
}

std::string islands_sparql() {
  return "# Things of a class that nothing connects with any other thing.\n" +
         sparql::with_prefixes("SELECT ?class ?thing WHERE {\n  ?thing a ?class .\n  FILTER NOT EXISTS {\n    ?thing " +
                               sparql::any_relation() +
                               " ?other .\n    FILTER(?other != ?thing && !isLiteral(?other) && " +
                               is_no_import("?other") + ")\n  }\n  FILTER(" + is_no_import("?thing") + ")\n}\n");
}

std::string hubs_sparql() {
  return "# How many things rest directly on each. The rank itself (PageRank) takes repeated sums over the whole graph, which\n"
         "# SPARQL 1.1 cannot say; this count is the nearest.\n" +
         sparql::with_prefixes(
             "SELECT ?thing (COUNT(DISTINCT ?other) AS ?resting) WHERE {\n  ?other " +
             sparql::steps({Role::effect_of, Role::cause_of, Role::part_of, Role::whole_of, Role::note_on, Role::noted_by,
                            Role::cites, Role::cited_by},
                           true) +
             " ?thing .\n  FILTER(?other != ?thing && !isLiteral(?other) && !isLiteral(?thing) && " +
             is_no_import("?other") + " && " + is_no_import("?thing") + ")\n} GROUP BY ?thing ORDER BY "
             "DESC(?resting)\n");
}

std::vector<Gap> gaps() {
  const std::string software = sparql::classes({ActorKind::software});
  const std::string activity = "{ ?thing a prov:Activity } UNION { ?any " + generation() + " ?thing }";
  return {
      {"activity-without-software", "nothing says which program carried it out",
       activity + " FILTER NOT EXISTS { ?thing " + sparql::actors() + '|' + usage() +
           " ?program . ?program a ?class . VALUES ?class { " + software + " } }"},
      {"activity-without-agent", "nothing says who or what carried it out",
       activity + " FILTER NOT EXISTS { ?thing " + sparql::actors() + " ?agent }"},
      {"activity-without-time", "nothing says when it was",
       activity + " FILTER NOT EXISTS { ?thing prov:startedAtTime|prov:endedAtTime ?time }" +
           " FILTER NOT EXISTS { ?made " + generation() + " ?thing . ?made prov:generatedAtTime ?time }"},
      {"software-without-version", "it cannot be told which version was used",
       "?thing a ?class . VALUES ?class { " + software +
           " } FILTER NOT EXISTS { ?thing schema:softwareVersion|schemas:softwareVersion|schema:version|schemas:version|"
           "dcterms:hasVersion|dcat:version ?version }"},
      {"result-without-source", "an activity made it, but neither says what from",
       "?thing " + generation() + " ?activity . FILTER NOT EXISTS { ?thing " + generation() + " ?run . ?run " + usage() +
           " ?used } FILTER NOT EXISTS { ?thing " + derivation() + " ?origin }"},
      {"derived-without-activity", "it came from something, but not said by what",
       "?thing " + derivation() + " ?origin . FILTER NOT EXISTS { ?thing " + generation() + " ?activity }"},
      {"source-not-described", "something came from it, and nothing is said of it",
       "?effect " + sparql::origin(true) + " ?thing . FILTER(!isLiteral(?thing)) FILTER NOT EXISTS { ?thing ?property ?value }"},
  };
}

std::string gaps_sparql() {
  std::string out;
  for (const Gap& gap : gaps())
    out += (out.empty() ? "  " : "\n  UNION\n  ") + std::string("{ ") + gap.pattern + " BIND(\"" + gap.name + "\" AS ?gap) }";
  return "# What is missing for making results again.\n" +
         sparql::with_prefixes("SELECT DISTINCT ?gap ?thing WHERE {\n" + out + "\n}\n");
}

#undef PROV

} // namespace micrograph::link
