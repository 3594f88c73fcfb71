#pragma once

#include "mapping/source_graph.hpp"
#include "rdf/serd_io.hpp"

#include <string>

namespace micrograph::test {

/// A source's graph from Turtle, with the prefixes that the tests use.
inline mapping::SourceGraph source_graph(const std::string& turtle, const mapping::RuleVocabulary& vocabulary) {
  mapping::SourceGraph graph(vocabulary, mapping::SourceGraph::Keep::all);
  rdf::read_rdf("@prefix : <https://w3id.org/micrograph/source/ome#> .\n"
                "@prefix x: <https://w3id.org/micrograph/xml#> .\n"
                "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
                "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n" +
                    turtle,
                rdf::Syntax::turtle, "ni:///sha-256;abc", graph);
  return graph;
}

} // namespace micrograph::test
