#include "graph/snapshot.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using namespace micrograph::graph;

TEST_CASE("a snapshot finds what was put in") {
  SnapshotBuilder builder;
  builder.statement({rdf::iri("http://a/s"), rdf::iri("http://a/p"), rdf::literal("5", "http://www.w3.org/2001/XMLSchema#integer"), {}});
  builder.statement({rdf::iri("http://a/s"), rdf::iri("http://a/p"), rdf::lang_literal("x", "en"), rdf::iri("http://a/g")});
  const auto snapshot = builder.build(DefaultGraph::union_of_all);
  CHECK(snapshot->stats().quads == 2);
  const auto s = snapshot->find(rdf::iri("http://a/s"));
  REQUIRE(s);
  CHECK(snapshot->term(*s) == rdf::Term(rdf::iri("http://a/s")));
  Pattern pattern;
  pattern.terms[subject] = *s;
  CHECK(snapshot->estimate(pattern) == 2);
  auto scan = snapshot->scan(pattern, {});
  std::array<Row, 8> rows;
  REQUIRE(scan->next(rows) == 2);
  CHECK(snapshot->term(rows[0][object]) == rdf::Term(rdf::lang_literal("x", "en")));
  CHECK(snapshot->graphs().size() == 1);
}
