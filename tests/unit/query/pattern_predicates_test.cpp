#include "query/engine.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace micrograph;

namespace {

/// The predicates, each by its last letter; `*` for any.
std::string predicates_of(const std::string& where) {
  const query::PreparedQuery query("PREFIX : <http://example.org/> SELECT * WHERE { " + where + " }", "query");
  const query::PatternPredicates found = query.predicates();
  if (found.any)
    return "*";
  std::string out;
  for (const std::string& iri : found.iris)
    out += iri.back();
  return out;
}

/// The classes, each by its last letter; `*` for any. With `!` if some value is asked of a node that nothing need lead to.
std::string reached_of(const std::string& where) {
  const query::PreparedQuery query("PREFIX : <http://example.org/> SELECT * WHERE { " + where + " }", "query");
  const query::PatternPredicates found = query.predicates("http://example.org/value");
  std::string out;
  for (const std::string& iri : found.classes)
    out += iri.back();
  return (found.any_class ? "*" : out) + (found.of_unnamed ? "!" : "");
}

} // namespace

TEST_CASE("predicates are found wherever a pattern can stand") {
  CHECK(predicates_of("?s :a ?o ; :b/:c ?x . OPTIONAL { ?s :d ?y }") == "abcd");
  CHECK(predicates_of("{ ?s :a|^:b ?o } UNION { ?s :c ?o } MINUS { ?s :d ?o }") == "abcd");
  CHECK(predicates_of("?s :a ?o FILTER NOT EXISTS { ?s :b ?x FILTER (EXISTS { ?x :c ?y } || ?x > 1) }") == "abc");
  CHECK(predicates_of("?s :a ?o { SELECT ?s (COUNT(?x) AS ?n) { ?s :b ?x } GROUP BY ?s HAVING (COUNT(?x) > 1) }") == "ab");
  CHECK(predicates_of("?s :a+ ?o") == "a");
  CHECK(predicates_of("BIND (EXISTS { ?s :a ?o } AS ?x)") == "a");
}

TEST_CASE("a variable is followed to the VALUES that binds it") {
  CHECK(predicates_of("VALUES ?p { :a :b } ?s ?p ?o") == "ab");
  CHECK(predicates_of("VALUES (?p ?q) { (:a :c) (:b UNDEF) } ?s ?p ?o") == "ab");
  CHECK(predicates_of("VALUES ?p { :a } ?s :b ?o OPTIONAL { ?s ?p ?x }") == "ab");
  CHECK(predicates_of("VALUES ?p { :a } ?s :b ?o FILTER NOT EXISTS { ?s ?p ?x }") == "ab");
  CHECK(predicates_of("VALUES ?p { :a } { ?s ?p ?o } UNION { ?o ?p ?s }") == "a");
}

TEST_CASE("where it is not certain, any statement may be needed") {
  CHECK(predicates_of("?s ?p ?o") == "*");
  CHECK(predicates_of("VALUES ?p { :a UNDEF } ?s ?p ?o") == "*");
  CHECK(predicates_of("VALUES ?x { :a } ?s ?p ?o") == "*");
  CHECK(predicates_of("{ VALUES ?p { :a } ?s ?p ?o } UNION { ?s ?p ?o }") == "*");
  CHECK(predicates_of("?s :a ?o OPTIONAL { VALUES ?p { :b } } ?s ?p ?x") == "*");
  CHECK(predicates_of("?s !:a ?o") == "*");
  CHECK(predicates_of("?s :a* ?o") == "*");
  CHECK(predicates_of("?s :a? ?o") == "*");
  // The VALUES keeps no solution of the OPTIONAL away: it decides only afterwards.
  CHECK(predicates_of("?s :a ?o OPTIONAL { ?s ?p ?x } VALUES ?p { :b }") == "*");
  CHECK(query::PreparedQuery("DESCRIBE ?x { ?x <p> ?y }", "query").predicates().any);
}

TEST_CASE("classes are those that patterns name") {
  CHECK(reached_of("?s a :A ; :p ?o . ?o a :B OPTIONAL { ?s a :C } FILTER NOT EXISTS { ?o a :D }") == "ABCD");
  CHECK(reached_of("VALUES ?class { :A :B } ?s a ?class") == "AB");
  CHECK(reached_of("?s a ?class") == "*");
  CHECK(reached_of("?s :p ?o") == "");
  CHECK(reached_of("VALUES ?p { <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> :q } ?s ?p ?o") == "*");
  CHECK(reached_of("?s a+ ?o") == "*");
  CHECK(reached_of("?s ?p ?o") == "*!");
  CHECK(reached_of("?s :p* ?o") == "*!");
}

TEST_CASE("a property is asked of what others lead to, if every solution says so") {
  CHECK(reached_of("?s :p ?o . ?o :value ?v") == "");
  CHECK(reached_of("?s :p/:value ?v") == "");
  CHECK(reached_of("?s :value ?v") == "!");
  CHECK(reached_of("?s :p ?o ; :value ?v") == "!");
  CHECK(reached_of("?s :value ?o . ?o :value ?v") == "!");
  CHECK(reached_of("?s :p ?o . ?s :value+ ?v") == "!");
  CHECK(reached_of(":x :value ?v") == "!");
  CHECK(reached_of("VALUES ?p { :a :b } ?s ?p ?o . ?o :value ?v") == "");
  CHECK(reached_of("VALUES ?p { :a :value } ?s ?p ?o . ?o :value ?v") == "!");
  CHECK(reached_of("?s :p ?o OPTIONAL { ?o :value ?v }") == "");
  CHECK(reached_of("?s :p ?o FILTER NOT EXISTS { ?o :value ?v }") == "");
  CHECK(reached_of("?s :p ?o MINUS { ?o :value ?v }") == "");
  CHECK(reached_of("{ ?s :p ?o } UNION { ?s :q ?o } ?o :value ?v") == "");
  CHECK(reached_of("{ ?s :p ?o } UNION { ?o :q ?s } ?o :value ?v") == "!");
  CHECK(reached_of("VALUES ?p { :a } { ?s ?p ?o } UNION { ?s :q ?o } ?o :value ?v") == "");
  CHECK(reached_of("{ ?s :p ?x } UNION { ?s :q ?y BIND (?y AS ?x) } ?x :value ?v") == "");
  CHECK(reached_of("{ ?s :p ?x } UNION { ?s :q ?y BIND (?s AS ?x) } ?x :value ?v") == "!");
  CHECK(reached_of("?s :p ?o { SELECT ?o (MAX(?v) AS ?m) { ?o :value ?v } GROUP BY ?o }") == "!");
  // The OPTIONAL binds ?o to what nothing leads to, and that keeps solutions away.
  CHECK(reached_of("?s :q ?x OPTIONAL { ?o :value ?v } ?s :p ?o") == "!");
}
