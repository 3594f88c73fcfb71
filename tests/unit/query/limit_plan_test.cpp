// A LIMIT changes which way of joining is the cheapest.

#include "query_fixture.hpp"
#include "support/watched_source.hpp"

#include "query/explain.hpp"

#include <doctest/doctest.h>

#include <string>

using micrograph::query::PreparedQuery;

namespace {

const micrograph::graph::QuadSource& many() {
  static const auto data = [] {
    std::string trig;
    for (int i = 0; i < 5000; ++i) {
      const std::string number = std::to_string(i);
      trig += ":n" + number + " :value " + number + " ; :part :p" + number + " . :p" + number + " :name \"part " + number + "\" .\n";
    }
    return micrograph::test::graph_of(trig);
  }();
  return *data;
}

constexpr char optional[] = "SELECT ?s ?name { ?s :value ?v OPTIONAL { ?s :part ?p . ?p :name ?name } }";

std::string plan(const std::string& text) {
  return PreparedQuery(micrograph::test::prefixes + text, "query").explain(many(), false);
}

} // namespace

TEST_CASE("an OPTIONAL that few rows are wanted of is looked up for these") {
  CHECK(plan(optional).find("HashLeftJoin") != std::string::npos);
  const std::string limited = std::string(optional) + " LIMIT 1";
  CHECK(plan(limited).find("BindLeftJoin") != std::string::npos);
  const micrograph::test::WatchedSource watched(many());
  CHECK(rows(watched, limited) == ":n0 part 0");
  CHECK(watched.rows() < 100);
}

TEST_CASE("a LIMIT behind a sort, a count or a sub-select's own says nothing of the rows before") {
  for (const std::string text : {"SELECT ?s ?name { ?s :value ?v OPTIONAL { ?s :part ?p . ?p :name ?name } } ORDER BY ?name LIMIT 1",
                                 "SELECT (COUNT(?name) AS ?n) { ?s :value ?v OPTIONAL { ?s :part ?p . ?p :name ?name } } LIMIT 1"})
    CHECK(plan(text).find("HashLeftJoin") != std::string::npos);
}
