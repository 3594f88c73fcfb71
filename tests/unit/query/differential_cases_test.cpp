// What tests/differential has found, shrunk by it.
#include "unit/query/query_fixture.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using test::graph_of;
using test::rows;

TEST_CASE("COUNT(DISTINCT *) tells rows apart by the variables that have a name") {
  const auto graph = graph_of(":d :q :a , :b . :a :r :x .");
  CHECK(rows(*graph, "SELECT (COUNT(DISTINCT *) AS ?n) { ?s :q [] }") == "1");
  CHECK(rows(*graph, "SELECT (COUNT(DISTINCT *) AS ?n) { ?c :q/!(^:p|^:r) ?c }") == "1");
  CHECK(rows(*graph, "SELECT (COUNT(DISTINCT *) AS ?n) { ?s :q/^:q ?t }") == "1");
}

TEST_CASE("COUNT(DISTINCT *) may be asked twice") {
  const auto graph = graph_of(":a :p 1 , 2 .");
  CHECK(rows(*graph, "SELECT (COUNT(DISTINCT *) AS ?n) (COUNT(DISTINCT *) AS ?m) { ?s :p ?o }") == "2 2");
  CHECK(rows(*graph, "SELECT (COUNT(DISTINCT *) AS ?n) { } HAVING (COUNT(DISTINCT *) != 0)") == "1");
}

TEST_CASE("a join by merging holds where a loop around it binds one more variable") {
  const auto graph = graph_of(":a :p :b . :a :q :m . :a :r :m . :d :p :a , :c .");
  CHECK(rows(*graph, "SELECT ?b ?d ?y { ?a :p :b . { ?d ?c ?b } UNION { ?b :q ?d . ?a ?y ?d } }") ==
        ":a :d - | :a :m :q | :a :m :r | :b :a - | :c :d - | :m :a - | :m :a -");
}

TEST_CASE("a join by merging holds where a loop around it binds one more variable now and then") {
  const auto graph = graph_of(":k :s :l , :n . :l :t :a . :b :q :m . :z :q :a . :a :q :m . :a :r :m . :a :p :zz .");
  const std::string text = "SELECT * { ?k :s ?l OPTIONAL { ?l :t ?a } { ?b :q ?d . ?a ?y ?d } UNION { ?a :none ?b } }";
  query::PlanOptions loops;
  loops.hash_joins = false;
  auto found = test::rows_in_order(*graph, query::PreparedQuery(test::prefixes + text, "query", nullptr, {}, loops));
  auto expected = test::rows_in_order(*graph, text);
  std::sort(found.begin(), found.end());
  std::sort(expected.begin(), expected.end());
  CHECK(expected.size() == 12);
  CHECK(found == expected);
}

TEST_CASE("inside of EXISTS, both sides of MINUS see the solution that is tested") {
  const auto graph = graph_of(":n :p :b . :m :q :g . :b :r 1 .");
  // The right side asks for what :b leads to by :q, which is nothing.
  CHECK(rows(*graph, "SELECT * { ?d :p ?e FILTER EXISTS { ?d :p ?a MINUS { ?e :q ?b . ?d :p ?a } } }") == ":n :b");
  CHECK(rows(*graph, "SELECT * { ?d :p ?e FILTER NOT EXISTS { ?d :p ?a MINUS { ?e :r ?b . ?d :p ?a } } }") == ":n :b");
  CHECK(rows(*graph, "SELECT * { ?d :p ?e FILTER EXISTS { ?d :p ?a MINUS { ?d :p ?a FILTER(?e = :z) } } }") == ":n :b");
  CHECK(rows(*graph, "SELECT * { ?d :p ?e FILTER EXISTS { ?d :p ?a MINUS { ?d :p ?a FILTER(?e = :b) } } }").empty());
  // Outside of EXISTS the right side stands alone.
  CHECK(rows(*graph, "SELECT * { ?d :p ?e MINUS { ?d :p ?a FILTER(?e = :b) } }") == ":n :b");
}

TEST_CASE("FROM NAMED takes graphs, not any term that the data has") {
  const auto graph = graph_of(":g :p :a . :h { :a :p :b }");
  CHECK(rows(*graph, "SELECT ?g FROM NAMED :g FROM NAMED :h { GRAPH ?g { } }") == ":h");
}

TEST_CASE("a term that is no node of the graph gets by a path of length zero, but not by two of them") {
  const auto graph = graph_of(":a :p :b .");
  CHECK(rows(*graph, "SELECT * { 7 :p? ?x }") == "7");
  CHECK(rows(*graph, "SELECT * { 7 (:q?/:p?) ?x }").empty());
  CHECK(rows(*graph, "SELECT * { 7 (:q?/:p?)+ ?x }").empty());
  CHECK(rows(*graph, "SELECT * { ?x (:q?/:p?)+ 7 }").empty());
  CHECK(rows(*graph, "SELECT * { 7 (:q?/:p?)* ?x }") == "7");
  CHECK(rows(*graph, "SELECT * { :a (:q?/:p?)+ ?x }") == ":a | :b");
}

TEST_CASE("EXISTS with a path inside of GRAPH ?g walks in that graph") {
  const auto graph = graph_of(":h { :c :q :c } :i { :c :q :d . :d :r :c }");
  CHECK(rows(*graph, "SELECT ?g { GRAPH ?g { ?d :q ?a FILTER EXISTS { ?b !:q ?c } } }") == ":i");
  CHECK(rows(*graph, "SELECT ?g { GRAPH ?g { ?d :q ?a FILTER NOT EXISTS { ?b !:q ?c } } }") == ":h");
}
