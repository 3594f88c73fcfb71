#include "cli/provenance_candidates.hpp"

#include "cli/graph_input.hpp"
#include "ingest/provenance.hpp"
#include "prov/name_conventions.hpp"
#include "rdf/vocabulary.hpp"
#include "sssom/number.hpp"
#include "sssom/operations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace micrograph::cli {

namespace {

/// Names and IRIs of the sources, sorted; a source may have several names.
std::vector<std::pair<std::string, std::string>> sources_of(const graph::QuadSource& graph) {
  std::vector<std::pair<std::string, std::string>> sources;
  const auto provenance = graph.find(rdf::iri(rdf::vocabulary::micrograph::provenance_graph)), label = graph.find(rdf::iri(rdf::vocabulary::rdfs::label)),
             format = graph.find(rdf::iri(rdf::vocabulary::dcterms::format));
  if (!provenance || !label || !format)
    return sources;
  const auto objects = [&](graph::ValueId subject, graph::ValueId property, const auto& each) {
    graph::Pattern pattern{{subject, property, graph::undefined, *provenance}};
    pattern.scope = graph::GraphScope::named_graphs;
    const auto scan = graph.scan(pattern);
    std::array<graph::Row, 256> rows;
    for (std::size_t count; (count = scan->next(rows)) != 0;)
      std::for_each_n(rows.begin(), count, each);
  };
  objects(graph::undefined, *format, [&](const graph::Row& source) { // only sources have a format there
    objects(source[graph::subject], *label, [&](const graph::Row& row) {
      sources.emplace_back(graph.term(row[graph::object]).value, graph.term(row[graph::subject]).value);
    });
  });
  std::sort(sources.begin(), sources.end());
  return sources;
}

} // namespace

sssom::MappingSet name_candidates(const std::filesystem::path& graph) {
  GraphOptions options;
  options.paths = {graph};
  const auto sources = sources_of(*load_graph(options));
  std::vector<std::string> names;
  for (const auto& [name, iri] : sources)
    names.push_back(name);
  sssom::MappingSet set;
  set.prefixes.add("source", "ni:///sha-256;");
  set.prefixes.add("prov", "http://www.w3.org/ns/prov#");
  set.slots.set("license", "https://w3id.org/sssom/license/unspecified");
  set.slots.set("mapping_set_title", "What names of files suggest");
  for (const prov::NameCandidate& candidate : prov::candidates_from_names(names)) {
    const auto& [derived_name, derived] = sources[candidate.derived];
    const auto& [origin_name, origin] = sources[candidate.origin];
    if (derived == origin) // a copy with another name
      continue;
    sssom::Mapping mapping;
    mapping.slots.set("subject_id", derived);
    mapping.slots.set("subject_label", derived_name);
    mapping.slots.set("predicate_id", "prov:wasDerivedFrom");
    mapping.slots.set("object_id", origin);
    mapping.slots.set("object_label", origin_name);
    mapping.slots.set("mapping_justification", "semapv:LexicalMatching");
    mapping.slots.set("confidence", sssom::plain_number(std::round(candidate.confidence * 1000) / 1000));
    mapping.slots.set("comment", candidate.reason);
    mapping.slots.set("mapping_tool", "micrograph");
    set.mappings.push_back(std::move(mapping));
  }
  name_by_content(set);
  return set;
}

} // namespace micrograph::cli
