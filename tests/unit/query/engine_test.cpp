#include "query_fixture.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <atomic>

using micrograph::QueryError;
using micrograph::query::Limits;
using micrograph::query::PreparedQuery;
using micrograph::rdf::QuadList;
using micrograph::rdf::Term;
using micrograph::test::graph_of;
using micrograph::test::prefixes;

namespace rdf = micrograph::rdf;

namespace {

PreparedQuery query(const std::string& text) {
  return PreparedQuery(prefixes + text, "query");
}

std::vector<std::string> triples(const micrograph::graph::QuadSource& data, const std::string& text) {
  QuadList list;
  query(text).construct(data, list);
  std::vector<std::string> out;
  for (const rdf::Quad& quad : list.quads())
    out.push_back(micrograph::test::brief(quad.subject) + " " + micrograph::test::brief(quad.predicate) +
                  " " + micrograph::test::brief(quad.object));
  std::sort(out.begin(), out.end());
  return out;
}

std::string code_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const QueryError& error) {
    return error.code();
  }
  return "none";
}

} // namespace

TEST_CASE("ask") {
  const auto data = graph_of(":a :p 1 .");
  CHECK(query("ASK { ?s :p 1 }").ask(*data));
  CHECK_FALSE(query("ASK { ?s :p 2 }").ask(*data));
  CHECK(query("ASK { }").ask(*data));
}

TEST_CASE("construct gives each triple once and nothing that is no RDF") {
  const auto data = graph_of(":a :p 1 , 2 . :b :p 1 .");
  CHECK(triples(*data, "CONSTRUCT { ?s :has ?v . ?s a :Thing } { ?s :p ?v }") ==
        std::vector<std::string>{":a :has 1", ":a :has 2",
                                 ":a http://www.w3.org/1999/02/22-rdf-syntax-ns#type :Thing", ":b :has 1",
                                 ":b http://www.w3.org/1999/02/22-rdf-syntax-ns#type :Thing"});
  CHECK(triples(*data, "CONSTRUCT { ?v :of ?s . ?s ?v :x . ?s :q ?unbound } { ?s :p ?v }").empty());
  CHECK(triples(*data, "CONSTRUCT WHERE { ?s :p 1 }") == std::vector<std::string>{":a :p 1", ":b :p 1"});
}

TEST_CASE("blank nodes of a template are named by the solution") {
  const auto data = graph_of(":a :p 1 , 2 .");
  const auto made = [&](const char* text) {
    QuadList list;
    query(text).construct(*data, list);
    std::vector<rdf::Quad> quads = list.quads();
    std::sort(quads.begin(), quads.end());
    return quads;
  };
  const auto one = made("CONSTRUCT { [] :v ?v } { ?s :p ?v } ORDER BY ?v");
  REQUIRE(one.size() == 2);
  CHECK(one[0].subject != one[1].subject);
  CHECK(one == made("CONSTRUCT { [] :v ?v } { ?s :p ?v } ORDER BY DESC(?v)"));
  // The same label is the same node within a solution; equal solutions get nodes of their own.
  const auto twice = made("CONSTRUCT { _:x :v ?v ; :w _:x } { VALUES ?v { 1 1 } }");
  REQUIRE(twice.size() == 4);
  CHECK(twice[0].subject == twice[1].subject);
  CHECK(twice[0].subject != twice[2].subject);
}

TEST_CASE("construct_solutions pairs triples with the solution they came from") {
  const auto data = graph_of(":a :p 1 .");
  const PreparedQuery rule = query("CONSTRUCT { ?s :q ?v ; :r ?none } { ?s :p ?v }");
  REQUIRE(rule.variables() == std::vector<std::string>{"s", "v"});
  int calls = 0;
  rule.construct_solutions(
      *data, [&](std::span<const rdf::Quad> quads, const micrograph::query::Solution& solution) {
        ++calls;
        REQUIRE(quads.size() == 1);
        CHECK(quads[0].object.value == "1");
        CHECK(solution[0].value == "http://e/a");
      });
  CHECK(calls == 1);
}

TEST_CASE("describe follows blank nodes") {
  const auto data = graph_of(":a :p [ :q [ :r 1 ] ] ; :s :b . :b :t 2 .");
  CHECK(triples(*data, "DESCRIBE :a") == std::vector<std::string>{":a :p _", ":a :s :b", "_ :q _", "_ :r 1"});
  CHECK(triples(*data, "DESCRIBE ?x { ?y :s ?x }") == std::vector<std::string>{":b :t 2"});
  CHECK(triples(*data, "DESCRIBE :nobody").empty());
}

TEST_CASE("a parameter holds everywhere, in sub-selects, too") {
  const auto data = graph_of(":a :p 1 , 2 . :b :p 3 .");
  PreparedQuery count = query("SELECT ?s ?n { { SELECT ?s (COUNT(?v) AS ?n) { ?s :p ?v } GROUP BY ?s } }");
  count.bind("s", Term(rdf::iri("http://e/a")));
  CHECK(micrograph::test::rows_in_order(*data, count) == std::vector<std::string>{":a 2"});
  count.bind("s", Term(rdf::iri("http://e/nobody")));
  CHECK(micrograph::test::rows_in_order(*data, count).empty());
  PreparedQuery filter = query("SELECT ?s ?v { ?s :p ?v FILTER(?v > ?least) }");
  filter.bind("least", Term(rdf::literal("1", "http://www.w3.org/2001/XMLSchema#integer")));
  CHECK(micrograph::test::rows_in_order(*data, filter).size() == 2);
}

TEST_CASE("extension functions") {
  const micrograph::query::FunctionTable functions{{"http://e/twice", [](std::span<const Term> arguments) {
                                                      return Term(rdf::TermKind::literal,
                                                                  arguments[0].value + arguments[0].value);
                                                    }}};
  const auto data = graph_of(":a :name \"x\" .");
  const PreparedQuery call(std::string(prefixes) + "SELECT (:twice(?n) AS ?t) { ?s :name ?n }", "query",
                           &functions);
  CHECK(micrograph::test::rows_in_order(*data, call) == std::vector<std::string>{"xx"});
}

TEST_CASE("limits end a run with their code") {
  std::string text;
  for (int i = 0; i < 300; ++i)
    text += ":s" + std::to_string(i) + " :p " + std::to_string(i) + " .\n";
  const auto data = graph_of(text);
  const PreparedQuery cross = query("SELECT (COUNT(*) AS ?n) { ?a :p ?x . ?b :p ?y . ?c :p ?z . ?d :p ?w }");
  Limits limits;
  limits.time = std::chrono::milliseconds(20);
  CHECK(code_of([&] { (void)micrograph::test::rows_in_order(*data, cross, limits); }) == "query.time-limit");
  const std::atomic<bool> stop{true};
  Limits cancelled;
  cancelled.cancelled = &stop;
  CHECK(code_of([&] { (void)micrograph::test::rows_in_order(*data, cross, cancelled); }) ==
        "query.cancelled");
  Limits rows;
  rows.rows = 100;
  CHECK(code_of([&] {
          (void)micrograph::test::rows_in_order(*data, query("SELECT ?x { ?a :p ?x } ORDER BY ?x"), rows);
        }) == "query.row-limit");
}

TEST_CASE("a query is asked for what it is") {
  const auto data = graph_of("");
  CHECK(code_of([&] { (void)query("SELECT * { }").ask(*data); }) == "query.form");
  CHECK(code_of([&] {
          (void)query("SELECT * { SERVICE :s { ?s ?p ?o } }").select(*data, [](const auto&) {});
        }) == "query.service-not-allowed");
  CHECK(query("SELECT * { SERVICE SILENT :s { ?s ?p ?o } }").select(*data, [](const auto&) {}) == 1);
}

TEST_CASE("FROM makes a data set of the source's graphs") {
  const auto data = graph_of(":d :p 0 . :g1 { :a :p 1 . :b :p 2 } :g2 { :a :p 1 . :c :p 3 }");
  using micrograph::test::rows;
  CHECK(rows(*data, "SELECT ?s ?v FROM :g1 FROM :g2 { ?s :p ?v }") == ":a 1 | :b 2 | :c 3");
  CHECK(rows(*data, "SELECT ?g ?v FROM :g1 FROM NAMED :g2 { GRAPH ?g { ?s :p ?v } }") == ":g2 1 | :g2 3");
  CHECK(rows(*data, "SELECT ?v FROM NAMED :g1 { { ?s :p ?v } UNION { GRAPH :g2 { ?s :p ?v } } }") == "");
  CHECK(rows(*data, "SELECT ?v FROM :none { ?s :p ?v }") == "");
}

TEST_CASE("explain shows the steps, and what they did") {
  const auto data = graph_of(":a :p 1 ; :q 2 .");
  const PreparedQuery join = query("SELECT ?s { ?s :p ?v . ?s :q ?w }");
  const std::string planned = join.explain(*data, false);
  CHECK(planned.find("Scan ?s <http://e/p> ?v") != std::string::npos);
  CHECK(planned.find("opened") == std::string::npos);
  CHECK(join.explain(*data, true).find("opened") != std::string::npos);
  CHECK(query("SELECT ?s { ?s :none ?v }").explain(*data, false).find("<http://e/none> does not occur") !=
        std::string::npos);
}
