#include "rdf/document_graph.hpp"

#include "rdf/serd_io.hpp"
#include "rdf/vocabulary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

using namespace micrograph::rdf;

namespace {

constexpr auto any = DocumentGraph::any;

void add(DocumentGraph& graph, const TermView& s, const TermView& p, const TermView& o) {
  graph.statement({s, p, o, {}});
}

std::size_t count(const DocumentGraph& graph, DocumentGraph::Node s, DocumentGraph::Node p,
                  DocumentGraph::Node o) {
  std::size_t found = 0;
  for (auto cursor = graph.match(s, p, o); cursor.next();)
    ++found;
  return found;
}

} // namespace

TEST_CASE("a triple added twice is there once") {
  DocumentGraph graph;
  add(graph, iri("urn:s"), iri("urn:p"), literal("x"));
  add(graph, iri("urn:s"), iri("urn:p"), literal("x"));
  graph.statement({iri("urn:s"), iri("urn:p"), literal("x"), iri("urn:g")});
  CHECK(graph.size() == 1);
}

TEST_CASE("an empty graph and unknown terms") {
  DocumentGraph graph;
  CHECK(graph.size() == 0);
  CHECK_FALSE(graph.match(any, any, any).next());
  add(graph, iri("urn:s"), iri("urn:p"), literal("x", "urn:d"));
  CHECK_FALSE(graph.find(iri("urn:x")));
  CHECK_FALSE(graph.find(iri("urn:d"))); // only a datatype
  CHECK_FALSE(graph.find(literal("x")));
  CHECK_FALSE(graph.find(blank("urn:s")));
  CHECK(graph.find(iri("urn:s")));
  const auto s = graph.find(iri("urn:s")).value();
  CHECK(count(graph, any, s, any) == 0);
  CHECK_FALSE(graph.find(iri("urn:x"))); // asking does not make it known
}

TEST_CASE("terms come back as they went in, and are told apart") {
  const std::vector<Term> terms{
      Term(iri("ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk#/OME/Image(2)/Pixels")),
      Term(iri("urn:x")),
      Term(blank("urn:x")),
      Term(literal("urn:x")),
      Term(literal("")),
      Term(literal("a\nb\"é\\")),
      Term(literal("1", vocabulary::xsd::integer)),
      Term(literal("1", vocabulary::xsd::decimal)),
      Term(literal("1")),
      Term(lang_literal("1", "en")),
      Term(lang_literal("1", "en-gb")),
      // longer than the 15 bytes that Sord keeps
      Term(lang_literal("1", "sl-rozaj-biske-1994")),
      Term(lang_literal("1", "sl-rozaj-biske-1994-x-y")),
      // with NUL, where Sord stops to compare
      Term(literal(std::string("a\0b", 3))),
      Term(literal(std::string("a\0c", 3))),
      Term(literal("a")),
      // IRIs that are none
      Term(iri("no scheme")),
      Term(literal("1", "no scheme")),
      // what stands in for those
      Term(literal("0", "stand-in: ")),
      Term(literal("0")),
  };
  DocumentGraph graph;
  for (const Term& term : terms)
    add(graph, iri("urn:s"), iri("urn:p"), term);
  CHECK(graph.size() == terms.size());
  std::set<DocumentGraph::Node> nodes;
  for (const Term& term : terms) {
    const auto node = graph.find(term);
    REQUIRE(node);
    nodes.insert(*node);
    CHECK(graph.term(*node) == TermView(term));
    CHECK(count(graph, any, any, *node) == 1);
  }
  CHECK(nodes.size() == terms.size());
}

TEST_CASE("every shape of pattern finds what a scan of all triples finds") {
  // Few terms, many triples: every range has neighbours that must not be found.
  const std::array<std::string, 5> names{"urn:a", "urn:b", "urn:c", "urn:d", "urn:e"};
  std::mt19937 random(42);
  DocumentGraph graph;
  std::set<std::array<std::string, 3>> triples;
  while (triples.size() < 70) {
    const std::array<std::string, 3> triple{names[random() % 5], names[random() % 5], names[random() % 5]};
    triples.insert(triple);
    add(graph, iri(triple[0]), iri(triple[1]), iri(triple[2]));
  }
  REQUIRE(graph.size() == triples.size());
  for (int shape = 0; shape < 8; ++shape)
    for (int trial = 0; trial < 25; ++trial) {
      std::array<std::string, 3> pattern;
      std::array<DocumentGraph::Node, 3> nodes{any, any, any};
      for (std::size_t i = 0; i < 3; ++i)
        if (shape >> i & 1) {
          pattern[i] = names[random() % 5];
          nodes[i] = graph.find(iri(pattern[i])).value();
        }
      std::set<std::array<std::string, 3>> expected;
      for (const auto& triple : triples)
        if ((pattern[0].empty() || pattern[0] == triple[0]) &&
            (pattern[1].empty() || pattern[1] == triple[1]) &&
            (pattern[2].empty() || pattern[2] == triple[2]))
          expected.insert(triple);
      std::set<std::array<std::string, 3>> found;
      std::size_t steps = 0;
      for (auto cursor = graph.match(nodes[0], nodes[1], nodes[2]); cursor.next(); ++steps)
        found.insert({std::string(graph.term(cursor.subject()).value),
                      std::string(graph.term(cursor.predicate()).value),
                      std::string(graph.term(cursor.object()).value)});
      CAPTURE(shape);
      CHECK(found == expected);
      CHECK(steps == expected.size());
    }
}

TEST_CASE("statements may not be added under a cursor that is under way") {
  DocumentGraph graph;
  add(graph, iri("urn:s"), iri("urn:p"), literal("1"));
  auto cursor = graph.match(any, any, any);
  REQUIRE(cursor.next());
  CHECK_THROWS_AS(add(graph, iri("urn:s"), iri("urn:p"), literal("2")), std::logic_error);
  CHECK_FALSE(cursor.next());
  CHECK_FALSE(cursor.next());
  add(graph, iri("urn:s"), iri("urn:p"), literal("2")); // the cursor has come to its end
  { const auto another = graph.match(any, any, any); }
  add(graph, iri("urn:s"), iri("urn:p"), literal("3"));
  CHECK(graph.size() == 3);
  CHECK_THROWS_AS(add(graph, iri("urn:s"), {}, literal("1")), std::logic_error);
}

TEST_CASE("a graph can be moved, and many live side by side") {
  std::vector<DocumentGraph> graphs(3);
  for (auto& graph : graphs)
    read_rdf("<urn:s> <urn:p> ( 1 2 3 ), [ <urn:q> \"x\"@en ] .", Syntax::turtle, "", graph);
  DocumentGraph moved = std::move(graphs[0]);
  graphs.erase(graphs.begin());
  CHECK(moved.size() == 9);
  CHECK(graphs.front().size() == 9);
  CHECK(moved.find(lang_literal("x", "en")));
}
