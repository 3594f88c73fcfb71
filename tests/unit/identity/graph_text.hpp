#pragma once

#include "graph/snapshot.hpp"
#include "rdf/serd_io.hpp"

#include <memory>
#include <string>

namespace micrograph::test {

/// A graph from TriG with the prefixes that these tests use; `ex:` is the example's own.
inline std::shared_ptr<const graph::Snapshot> graph_from(const std::string& trig) {
  static const std::string prefixes = "@prefix ex: <https://example.org/> .\n"
                                      "@prefix orcid: <https://orcid.org/> .\n"
                                      "@prefix schema: <http://schema.org/> .\n"
                                      "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
                                      "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
                                      "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
                                      "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
                                      "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n"
                                      "@prefix datacite: <http://purl.org/spar/datacite/> .\n"
                                      "@prefix core: <https://ld.openmicroscopy.org/core/> .\n"
                                      "@prefix size: <http://www.openmicroscopy.org/rdf/2016-06/ome_core/> .\n";
  graph::SnapshotBuilder builder;
  rdf::read_rdf(prefixes + trig, rdf::Syntax::trig, {}, builder);
  return builder.build(graph::DefaultGraph::union_of_all);
}

} // namespace micrograph::test
