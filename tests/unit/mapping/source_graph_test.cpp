#include "mapping/source_graph.hpp"
#include "rdf/vocabulary.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::mapping;

namespace {

constexpr auto any = SourceGraph::any;
const std::string type = rdf::vocabulary::rdf::type;
const std::string value = rdf::vocabulary::rdf::value;
const std::string position = "https://w3id.org/micrograph/xml#position";

rdf::Quad statement(const std::string& s, const std::string& p, const rdf::TermView& o) {
  return {rdf::Term(rdf::iri(s)), rdf::Term(rdf::iri(p)), rdf::Term(o)};
}

/// What a graph keeps of statements, as texts `s p o`.
std::vector<std::string> kept(const RuleVocabulary& vocabulary, const std::vector<rdf::Quad>& quads) {
  SourceGraph graph(vocabulary);
  for (const rdf::Quad& quad : quads)
    graph.statement(quad);
  CHECK(graph.seen() == quads.size());
  std::vector<std::string> out;
  for (const rdf::Quad& quad : quads) {
    const auto s = graph.find(quad.subject), p = graph.find(quad.predicate), o = graph.find(quad.object);
    if (s != any && p != any && o != any && graph.match(s, p, o).next())
      out.push_back(quad.subject.value + " " + quad.predicate.value + " " + quad.object.value);
  }
  CHECK(graph.size() == out.size());
  return out;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("statements are kept by their property") {
  const std::vector<rdf::Quad> quads{statement("a", "p", rdf::iri("b")), statement("b", "q", rdf::literal("1")),
                                     statement("b", "r", rdf::literal("2"))};
  RuleVocabulary none, some, all;
  some.look_at("p");
  some.look_at("r");
  all.look_at_all();
  CHECK(kept(none, quads).empty());
  CHECK(kept(some, quads) == Texts{"a p b", "b r 2"});
  CHECK(kept(all, quads).size() == 3);
}

TEST_CASE("types are kept by their class") {
  const std::vector<rdf::Quad> quads{statement("a", type, rdf::iri("A")), statement("b", type, rdf::iri("B")),
                                     statement("c", type, rdf::iri("p"))};
  RuleVocabulary vocabulary;
  vocabulary.look_at(type);
  vocabulary.look_at_class("A");
  vocabulary.look_at("p");
  CHECK(kept(vocabulary, quads) == Texts{"a " + type + " A"});
  vocabulary.look_at_all_types();
  CHECK(kept(vocabulary, quads).size() == 3);
}

TEST_CASE("texts are kept of nodes that were mentioned") {
  const std::vector<rdf::Quad> quads{statement("a", "p", rdf::iri("b")), statement("b", value, rdf::literal("1")),
                                     statement("a", "q", rdf::iri("c")), statement("c", value, rdf::literal("2")),
                                     statement("a", value, rdf::literal("3"))};
  RuleVocabulary vocabulary;
  vocabulary.look_at("p");
  CHECK(kept(vocabulary, quads) == Texts{"a p b"});
  vocabulary.look_at(value);
  CHECK(kept(vocabulary, quads) == Texts{"a p b", "b " + value + " 1", "a " + value + " 3"});
  vocabulary.look_at_all_values();
  CHECK(kept(vocabulary, quads).size() == 4);
}

TEST_CASE("of an element that may be empty, one statement is kept that says something") {
  const std::vector<rdf::Quad> quads{
      statement("a", "p", rdf::iri("b")),          statement("b", type, rdf::iri("c")),
      statement("b", position, rdf::literal("1")), statement("b", "q", rdf::literal("first")),
      statement("b", "q", rdf::literal("second")), statement("a", "p", rdf::iri("empty")),
      statement("empty", type, rdf::iri("c")),     statement("a", "other", rdf::iri("d")),
      statement("d", "q", rdf::literal("x"))};
  RuleVocabulary vocabulary;
  vocabulary.look_at("p");
  vocabulary.tell_objects_of("p");
  CHECK(kept(vocabulary, quads) == Texts{"a p b", "b q first", "a p empty"});
}

TEST_CASE("terms come back as they went in, and are told apart") {
  const std::vector<rdf::Term> terms{
      rdf::Term(rdf::iri("ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk#/OME/Image(2)/Pixels")),
      rdf::Term(rdf::iri("urn:x")),
      rdf::Term(rdf::blank("urn:x")),
      rdf::Term(rdf::literal("urn:x")),
      rdf::Term(rdf::literal("")),
      rdf::Term(rdf::literal(std::string("a\0b", 3))),
      rdf::Term(rdf::literal(std::string(100'000, 'x'))),
      rdf::Term(rdf::literal("1", rdf::vocabulary::xsd::integer)),
      rdf::Term(rdf::literal("1")),
      rdf::Term(rdf::lang_literal("1", "en")),
      rdf::Term(rdf::iri("named by a rule"))};
  RuleVocabulary vocabulary;
  const auto known = vocabulary.add(rdf::iri("named by a rule"));
  const auto unused = vocabulary.add(rdf::iri("unused"));
  SourceGraph graph(vocabulary, SourceGraph::Keep::all);
  for (const rdf::Term& term : terms)
    graph.statement({rdf::iri("s"), rdf::iri("p"), term, {}});
  std::set<SourceGraph::Node> nodes;
  for (const rdf::Term& term : terms) {
    const auto node = graph.find(term);
    REQUIRE(node != any);
    nodes.insert(node);
    CHECK(graph.term(node) == rdf::TermView(term));
    auto found = graph.match(any, any, node);
    CHECK(found.next());
    CHECK_FALSE(found.next());
    CHECK_FALSE(found.next()); // and again
  }
  CHECK(nodes.size() == terms.size());
  CHECK(nodes.contains(known));
  CHECK(graph.mentions(known));
  CHECK_FALSE(graph.mentions(unused));
  CHECK(graph.find(rdf::iri("nowhere")) == any);
}

TEST_CASE("every shape of pattern finds what a scan of all triples finds, while the graph grows") {
  // Few terms, many triples, some of them twice: every range has neighbours that must not be found.
  const std::array<std::string, 5> names{"urn:a", "urn:b", "urn:c", "urn:d", "urn:e"};
  std::mt19937 random(42);
  RuleVocabulary vocabulary;
  (void)vocabulary.add(rdf::iri("urn:b"));
  SourceGraph graph(vocabulary, SourceGraph::Keep::all);
  using Triple = std::array<std::string, 3>;
  std::set<Triple> triples;
  while (triples.size() < 70) {
    const Triple added{names[random() % 5], names[random() % 5], names[random() % 5]};
    triples.insert(added);
    graph.statement({rdf::iri(added[0]), rdf::iri(added[1]), rdf::iri(added[2]), {}});
    Triple pattern;
    std::array<SourceGraph::Node, 3> nodes{any, any, any};
    for (std::size_t i = 0; i < 3; ++i)
      if (random() % 2 == 1) {
        pattern[i] = names[random() % 5];
        nodes[i] = graph.find(rdf::iri(pattern[i]));
      }
    if ((!pattern[0].empty() && nodes[0] == any) || (!pattern[1].empty() && nodes[1] == any) ||
        (!pattern[2].empty() && nodes[2] == any))
      continue;
    std::set<Triple> expected, found;
    for (const Triple& triple : triples)
      if ((pattern[0].empty() || pattern[0] == triple[0]) && (pattern[1].empty() || pattern[1] == triple[1]) &&
          (pattern[2].empty() || pattern[2] == triple[2]))
        expected.insert(triple);
    std::size_t steps = 0;
    for (auto cursor = graph.match(nodes[0], nodes[1], nodes[2]); cursor.next(); ++steps)
      found.insert({std::string(graph.term(cursor.subject()).value), std::string(graph.term(cursor.predicate()).value),
                    std::string(graph.term(cursor.object()).value)});
    CHECK(found == expected);
    CHECK(steps == expected.size());
  }
}
