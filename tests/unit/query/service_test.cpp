#include "base/error.hpp"
#include "query/results_reader.hpp"
#include "query_fixture.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

namespace micrograph::query {
namespace {

using test::graph_of;

/// What other servers are asked, and what they say.
struct Servers {
  std::vector<std::string> asked;
  ResultRows rows;
  bool fail = false;

  ServiceAccess access(std::vector<std::string> endpoints) {
    return {std::move(endpoints), [this](const std::string& endpoint, const std::string& text,
                                          std::chrono::milliseconds) {
              asked.push_back(endpoint + " " + text);
              if (fail)
                throw IoError("net.failed", "no answer");
              return rows;
            }};
  }
};

std::string iri(const char* name) { return "http://e/" + std::string(name); }

std::string rows_with(const graph::QuadSource& data, const std::string& text, const ServiceAccess& access) {
  PreparedQuery query(test::prefixes + text, "query");
  query.call_services(access, data);
  std::vector<std::string> rows = test::rows_in_order(data, query);
  std::sort(rows.begin(), rows.end());
  std::string out;
  for (const std::string& row : rows)
    out += (out.empty() ? "" : " | ") + row;
  return out;
}

std::string code_of(const std::function<void()>& run) {
  try {
    run();
  } catch (const Error& error) {
    return error.code();
  }
  return {};
}

TEST_CASE("a service is sent what was written, with IRIs in full, and joined with what it says") {
  const auto data = graph_of(":a :p 1 . :b :p 2 .");
  Servers servers;
  servers.rows.variables = {"s", "more", "unasked"};
  servers.rows.solutions = {{rdf::Term(rdf::iri(iri("a"))), rdf::Term(rdf::literal("x")), rdf::Term(rdf::literal("?"))},
                            {rdf::Term(rdf::iri(iri("c"))), rdf::Term(rdf::literal("y")), rdf::Term()}};
  CHECK(rows_with(*data, "SELECT ?s ?o ?more { ?s :p ?o SERVICE :store { ?s :q ?more, -5 ; :r \"a\\\"\\n\"@en , \"1\"^^xsd:date FILTER(?more!=\"z\")} }"
                         , servers.access({iri("store"), iri("other")})) == ":a 1 x");
  REQUIRE(servers.asked.size() == 1);
  CHECK(servers.asked[0] == "http://e/store SELECT * WHERE { VALUES (?s) { (<http://e/a>) (<http://e/b>) } { ?s <http://e/q> ?more, -5 ; <http://e/r> \"a\\\"\\n\"@en , "
                            "\"1\"^^<http://www.w3.org/2001/XMLSchema#date> FILTER(?more!=\"z\")} }");
}

TEST_CASE("a service is asked for those values only that its surroundings leave") {
  const auto data = graph_of(":a :p 1 ; :q 10 . :b :p 2 . :c :p 3 ; :q 30 . [] :p 4 .");
  Servers servers;
  const ServiceAccess access = servers.access({iri("one"), iri("two")});
  const auto asked = [&](const std::string& text) {
    servers.asked.clear();
    (void)rows_with(*data, text, access);
    std::string all;
    for (const std::string& one : servers.asked)
      all += (all.empty() ? "" : " | ") + one;
    return all;
  };
  const std::string a_and_c = "http://e/one SELECT * WHERE { VALUES (?s) { (<http://e/a>) (<http://e/c>) } { ?s <http://e/r> ?o} }";
  const std::string all = "http://e/one SELECT * WHERE { ?s <http://e/r> ?o}";
  CHECK(asked("SELECT * { ?s :p ?n ; :q ?m SERVICE :one { ?s :r ?o} }") == a_and_c);
  CHECK(asked("SELECT * { ?s :p ?n ; :q ?m OPTIONAL { SERVICE :one { ?s :r ?o} } }") == a_and_c);
  CHECK(asked("SELECT * { ?s :p ?n FILTER(?n != 2 && ?n != 4) { ?x :q 10 SERVICE :one { ?s :r ?o} BIND(1 AS ?one) } }") == a_and_c);
  CHECK(asked("SELECT * { ?s :q ?m SERVICE :one { ?s :r ?o} FILTER(?m = 5) }").empty()); // nothing can come of it

  // Where rows do not depend on a join, everything is asked for.
  CHECK(asked("SELECT * { { ?s :q ?m } UNION { SERVICE :one { ?s :r ?o} } }") == all);
  CHECK(asked("SELECT * { ?s :q ?m MINUS { SERVICE :one { ?s :r ?o} } }") == all);
  CHECK(asked("SELECT * { OPTIONAL { ?s :q ?m } SERVICE :one { ?s :r ?o} }") == all); // ?s may be unbound
  CHECK(asked("SELECT * { ?s :q ?m { SELECT ?s (COUNT(*) AS ?k) { SERVICE :one { ?s :r ?o} } GROUP BY ?s } }") == all);
  CHECK(asked("SELECT * { GRAPH ?g { ?s :q ?m SERVICE :one { ?s :r ?o} } }") == all);
  CHECK(asked("SELECT * { ?s :q ?m SERVICE :one { OPTIONAL { ?s :r ?o} } }").find("VALUES") == std::string::npos);
  // What is joined outside of an OPTIONAL must not decide what matches in it.
  CHECK(asked("SELECT * { { ?x :p ?n OPTIONAL { SERVICE :one { ?s :r ?o} } } ?s :q ?m }") == all);
}

TEST_CASE("many values go in several requests, too many are not sent, and a variable names only endpoints that it can have") {
  Servers servers;
  const std::string text = "SELECT * { ?s :p ?n SERVICE :one { ?s :r ?o } }";
  const auto data_of = [](std::size_t count) {
    std::string text_of;
    for (std::size_t i = 0; i < count; ++i)
      text_of += ":s" + std::to_string(i) + " :p 1 . ";
    return graph_of(text_of);
  };
  (void)rows_with(*data_of(600), text, servers.access({iri("one")}));
  CHECK(servers.asked.size() == 3);
  servers.asked.clear();
  (void)rows_with(*data_of(2001), text, servers.access({iri("one")}));
  REQUIRE(servers.asked.size() == 1);
  CHECK(servers.asked[0].find("VALUES") == std::string::npos);
  servers.asked.clear();
  servers.rows.variables = {"y"};
  servers.rows.solutions = {{rdf::Term(rdf::literal("x"))}};
  CHECK(rows_with(*graph_of(":a :at :two ; :is 1 ."), "SELECT * { ?s :at ?w ; :is ?n SERVICE ?w { ?y :r ?n } }",
                  servers.access({iri("one"), iri("two")})) == ":a :two 1 x");
  REQUIRE(servers.asked.size() == 1);
  CHECK(servers.asked[0].starts_with("http://e/two SELECT * WHERE { VALUES (?n) { (\"1\"^^<"));
}

TEST_CASE("the time that services take is part of the query's") {
  const auto data = graph_of(":a :p 1 .");
  std::chrono::milliseconds given{};
  const ServiceAccess slow{{iri("one")}, [&given](const std::string&, const std::string&, std::chrono::milliseconds time) -> ResultRows {
                             given = time;
                             std::this_thread::sleep_for(time + std::chrono::milliseconds(5));
                             throw IoError("net.failed", "no answer");
                           }};
  PreparedQuery query(test::prefixes + std::string("SELECT * { ?s :p ?n SERVICE SILENT :one { ?s :r ?o } }"), "query");
  Limits limits;
  limits.time = std::chrono::milliseconds(30);
  CHECK(code_of([&] { (void)query.call_services(slow, *data, limits); }) == "query.time-limit");
  CHECK(given > std::chrono::milliseconds(0));
  CHECK(given <= limits.time);
}

TEST_CASE("only allowed endpoints are asked, and SILENT forgives") {
  const auto data = graph_of(":a :p 1 .");
  Servers servers;
  const std::string loud = "SELECT * { ?s :p ?o SERVICE :store { ?s :q ?n } }";
  const std::string silent = "SELECT * { ?s :p ?o SERVICE SILENT :store { ?s :q ?n } }";
  CHECK(code_of([&] { (void)rows_with(*data, loud, servers.access({iri("stor"), iri("store/")})); }) == "query.service-not-allowed");
  CHECK(rows_with(*data, silent, servers.access({})) == ":a 1 -");
  CHECK(servers.asked.empty());
  servers.fail = true;
  CHECK(code_of([&] { (void)rows_with(*data, loud, servers.access({iri("store")})); }) == "net.failed");
  CHECK(rows_with(*data, silent, servers.access({iri("store")})) == ":a 1 -");
  servers.fail = false;
  servers.rows.variables = {"s", "n"};
  CHECK(rows_with(*data, silent, servers.access({iri("store")})).empty()); // an answer without solutions
}

TEST_CASE("a variable names every allowed endpoint, and inner services are the other server's to call") {
  const auto data = graph_of(":a :at :one . :b :at :three .");
  Servers servers;
  servers.rows.variables = {"n"};
  servers.rows.solutions = {{rdf::Term(rdf::literal("x"))}};
  CHECK(rows_with(*data, "SELECT ?s ?n { ?s :at ?where SERVICE ?where { ?y :q ?n SERVICE :inner { ?y :r ?z } } }",
                  servers.access({iri("one"), iri("two")})) == ":a x");
  CHECK(servers.asked.size() == 1); // ?where is never :two
  CHECK(code_of([&] { (void)rows_with(*data, "SELECT * { SERVICE ?w { ?w :q ?n } }", servers.access({iri("one")})); }) ==
        "query.unsupported");
}

TEST_CASE("blank nodes of an answer are nobody else's") {
  const auto data = graph_of(":a :p _:b0 .");
  Servers servers;
  servers.rows.variables = {"n"};
  servers.rows.solutions = {{rdf::Term(rdf::blank("b0"))}};
  CHECK(rows_with(*data, "SELECT * { :a :p ?n SERVICE :s { ?n :q ?x } }", servers.access({iri("s")})).empty());
  CHECK(rows_with(*data, "SELECT * { SERVICE :s { ?n :q 1 } SERVICE :s { ?n :q 2 } }", servers.access({iri("s")})).empty());
}

TEST_CASE("results in JSON are read, and what is none is refused") {
  const ResultRows rows = read_results_json(
      R"({"head":{"vars":["a","b"],"link":[]},"results":{"bindings":[{"b":{"type":"literal","value":"x","xml:lang":"EN"}},
          {"a":{"type":"typed-literal","value":"1","datatype":"http://www.w3.org/2001/XMLSchema#integer"},
           "b":{"type":"bnode","value":"n"}}]}})",
      "answer");
  REQUIRE(rows.solutions.size() == 2);
  CHECK(rows.solutions[0] == Solution{rdf::Term(), rdf::Term(rdf::lang_literal("x", "en"))});
  CHECK(rows.solutions[1][0] == rdf::Term(rdf::literal("1", "http://www.w3.org/2001/XMLSchema#integer")));
  CHECK(rows.solutions[1][1] == rdf::Term(rdf::blank("n")));
  CHECK(read_results_json(R"({"head":{},"boolean":true})", "answer").boolean == true);
  for (const char* text :
       {"[]", "{}", R"({"head":{},"boolean":1})", R"({"head":{"vars":[]}})", R"({"head":{"vars":[]},"results":{}})",
        R"({"head":{"vars":[]},"results":{"bindings":[{"x":{"type":"uri","value":"u"}}]}})",
        R"({"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"triple","value":"u"}}]}})",
        R"({"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri"}}]}})"})
    CHECK(code_of([&] { (void)read_results_json(text, "answer"); }) == "query.bad-results");
  CHECK(!code_of([&] { (void)read_results_json("<html>", "answer"); }).empty());
}

} // namespace
} // namespace micrograph::query
