#include "base/error.hpp"
#include "query/update_parser.hpp"

#include <doctest/doctest.h>
#include <string>

namespace micrograph::query {
namespace {

/// `line:column message` of the error that a request ends with.
std::string error_of(const std::string& text) {
  try {
    (void)parse_update(text, "request", "http://base/");
  } catch (const QueryError& error) {
    return std::to_string(error.place().line.value_or(0)) + ":" + std::to_string(error.place().column.value_or(0)) +
           " " + error.what();
  }
  return "accepted";
}

bool mentions(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("operations follow each other with prologues between") {
  const auto operations = parse_update("PREFIX a: <http://a/>\nINSERT DATA { a:s a:p 1 } ;\n"
                                       "PREFIX b: <http://b/> COPY SILENT DEFAULT TO b:g ;",
                                       "request", "");
  REQUIRE(operations.size() == 2);
  CHECK(operations[0].kind == UpdateKind::insert_data);
  CHECK(operations[0].inserted.size() == 1);
  CHECK(operations[1].kind == UpdateKind::copy);
  CHECK(operations[1].silent);
  CHECK(operations[1].source.kind == GraphTarget::Kind::default_graph);
  CHECK(operations[1].target.name.value == "http://b/g");
  CHECK(parse_update("", "request", "").empty());
}

TEST_CASE("WITH names the graph of quads that say none") {
  const auto operations = parse_update("WITH <g> DELETE { ?s <p> 1 GRAPH <h> { ?s <p> 2 } } USING <u> USING NAMED <n> "
                                       "WHERE { ?s <p> ?o }",
                                       "request", "http://base/");
  REQUIRE(operations.size() == 1);
  REQUIRE(operations[0].removed.size() == 2);
  CHECK(operations[0].removed[0].graph.term.value == "http://base/g");
  CHECK(operations[0].removed[1].graph.term.value == "http://base/h");
  CHECK(operations[0].where.from.at(0).value == "http://base/u");
  CHECK(operations[0].where.from_named.at(0).value == "http://base/n");
}

TEST_CASE("errors say where, and what was expected") {
  CHECK(mentions(error_of("INSERT DATA { <s> <p> 1 }\nSELECT"), "2:1 expected ';' or the end"));
  CHECK(mentions(error_of("CREATE <g>"), "1:8 expected GRAPH"));
  CHECK(mentions(error_of("DROP <g>"), "1:6 expected GRAPH with an IRI, DEFAULT, NAMED or ALL"));
  CHECK(mentions(error_of("ADD NAMED TO <g>"), "1:5 expected DEFAULT or the IRI of a graph"));
  CHECK(mentions(error_of("WITH <g> CLEAR ALL"), "1:10 expected DELETE or INSERT"));
  CHECK(mentions(error_of("INSERT { <s> <p> 1 }"), "expected WHERE"));
  CHECK(mentions(error_of("INSERT DATA { GRAPH <g> { <s> <p> 1 "), "expected a triple or '}'"));
  CHECK(mentions(error_of("INSERT DATA { <s> <p> 1 FILTER (true) }"), "expected a triple, GRAPH or '}'"));
  CHECK(mentions(error_of("UPDATE"), "expected INSERT, DELETE, WITH"));
}

TEST_CASE("DATA has no variables") {
  CHECK(mentions(error_of("INSERT DATA { <s> <p> ?o }"), "1:23 expected a term, found ?o"));
  CHECK(mentions(error_of("DELETE DATA { GRAPH ?g { <s> <p> 1 } }"), "found ?g: DELETE DATA"));
}

TEST_CASE("what is deleted has no blank nodes") {
  for (const char* node : {"_:b", "[]", "[ <q> 1 ]", "( 1 )"}) {
    CAPTURE(node);
    const std::string triple = "{ <s> <p> " + std::string(node) + " }";
    CHECK(mentions(error_of("DELETE DATA " + triple), "1:23 "));
    CHECK(mentions(error_of("DELETE WHERE " + triple), "1:24 "));
    CHECK(mentions(error_of("DELETE " + triple + " WHERE { ?s ?p ?o }"), "1:18 "));
    CHECK(error_of("INSERT " + triple + " WHERE { ?s ?p ?o }") == "accepted");
  }
  CHECK(error_of("DELETE WHERE { <s> <p> () }") == "accepted"); // rdf:nil
}

TEST_CASE("operations of INSERT DATA share no labels of blank nodes") {
  CHECK(mentions(error_of("INSERT DATA { _:b <p> 1, _:b } ; INSERT DATA { _:b <p> 2 }"), "1:48 "));
  CHECK(error_of("INSERT { _:b <p> 1 } WHERE {} ; INSERT { _:b <p> 2 } WHERE {}") == "accepted");
}

TEST_CASE("nesting has an end") {
  std::string deep = "INSERT DATA { <s> <p> ";
  for (int i = 0; i < 100000; ++i)
    deep += "[ <p> ";
  CHECK(mentions(error_of(deep), "nested too deeply"));
}

} // namespace
} // namespace micrograph::query
