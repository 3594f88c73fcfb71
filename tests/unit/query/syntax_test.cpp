#include "base/error.hpp"
#include "query/parser.hpp"
#include "query_fixture.hpp"

#include <doctest/doctest.h>

using micrograph::QueryError;
using micrograph::query::parse_query;

namespace {

/// `line:column message` of the error, or `accepted`.
std::string refusal(const std::string& text) {
  try {
    (void)parse_query(text, "query", "");
  } catch (const QueryError& error) {
    if (error.code() != "query.syntax")
      return error.code();
    return std::to_string(error.place().line.value_or(0)) + ":" +
           std::to_string(error.place().column.value_or(0)) + " " + error.what();
  }
  return "accepted";
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i)
    out += text;
  return out;
}

} // namespace

TEST_CASE("errors say where and what was expected") {
  CHECK(refusal("SELECT ?x WHERE { ?x ?y }") ==
        "1:25 expected a variable, an IRI, a literal or a blank node, found '}'");
  CHECK(refusal("SELECT *\n{ ?s a:b 1 }") == "2:6 the prefix 'a:' is not declared; add PREFIX a: <…>");
  CHECK(refusal("FETCH *") == "1:1 expected SELECT, CONSTRUCT, DESCRIBE or ASK, found 'FETCH'");
  CHECK(refusal("SELECT * { ?s ?p \"open }").starts_with("1:25 the string is not closed"));
  CHECK(refusal("SELECT * { } LIMIT x") == "1:20 expected a whole number, found 'x'");
  CHECK(refusal("SELECT * { FILTER(REGEX(?x)) }") == "1:19 REGEX takes 2 to 3 arguments, not 1");
  CHECK(refusal("SELECT * { VALUES (?a ?b) { (1) } }") ==
        "1:29 this row of VALUES has 1 values for 2 variables");
  CHECK(refusal("SELECT * { ?s ?p 1 BIND(1 AS ?s) }") ==
        "1:30 ?s after AS is bound by the patterns before this BIND");
  CHECK(refusal("SELECT * { _:a ?p 1 OPTIONAL { _:a ?q 2 } }") ==
        "1:32 the blank node label _:a is used in another part of the query already");
  CHECK(refusal("SELECT ?x { ?x ?y ?z } GROUP BY ?y").starts_with("1:8 ?x is neither a key of GROUP BY"));
  CHECK(refusal("SELECT (1 AS ?x) { ?x ?y ?z }") == "1:14 ?x after AS is bound already");
  CHECK(refusal("SELECT * { ?s ?p ?o FILTER(SUM(?o) > 1) }").starts_with("1:28 an aggregate can be used in"));
  CHECK(refusal(std::string("SELECT * { ?s ?p \"\xFF\" }")) == "1:19 the query is not UTF-8 here");
}

TEST_CASE("the grammar's corners are accepted") {
  for (const char* text :
       {"SELECT * { ?s a <b> ; ; . }", "SELECT * { [] ?p [ ?q ( 1 2.5 -3e1 'x'@en-GB '''y''' true ) ] }",
        "BASE <http://e/> SELECT * { <a> ?p () }", "SELECT * { ?s ?p ?o . FILTER(?o<3 && ?o>1) }",
        "SELECT (COUNT(DISTINCT *) AS ?n) { } HAVING (COUNT(*) > 0) ORDER BY COUNT(*)",
        "SELECT * { ?s (<a>|^<b>/!(<c>|^a))* ?o }", "SELECT * { { SELECT * { } } } VALUES () { () }",
        "CONSTRUCT { } { } LIMIT 1 OFFSET 2", "DESCRIBE * { ?s ?p ?o }", "SELECT $x { ?x ?p \"\\u00B5\\n\" }",
        "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?o ?p ?s } FILTER(?s NOT IN ()) }",
        "# only a comment\nASK{}", "PREFIX a.b: <x> PREFIX : <y> SELECT * { a.b:c.d :e%20\\,f 1 . }"}) {
    CAPTURE(text);
    CHECK(refusal(text) == "accepted");
  }
}

TEST_CASE("hostile nesting is refused, long lists are not") {
  CHECK(refusal("SELECT * " + repeated("{", 5000)) == "query.too-deep");
  CHECK(refusal("SELECT * { FILTER(" + repeated("(", 100000)) == "query.too-deep");
  CHECK(refusal("SELECT * { FILTER" + repeated("(!", 5000)) == "query.too-deep");
  CHECK(refusal("SELECT * { FILTER(1" + repeated("+1", 5000) + ") }") == "query.too-deep");
  CHECK(refusal("SELECT * { ?s " + repeated("(", 5000)) == "query.too-deep");
  CHECK(refusal("SELECT * { ?s ?p " + repeated("[ ?p ", 5000)) == "query.too-deep");
  CHECK(refusal("SELECT * { " + repeated("OPTIONAL { } ", 5000) + "}") == "query.too-deep");
  CHECK(refusal("SELECT * { FILTER(?x = 1" + repeated(" || ?x = 2", 5000) + ") }") == "accepted");
  CHECK(refusal("SELECT * { VALUES ?x { " + repeated("1 ", 50000) + "} }") == "accepted");
}

TEST_CASE("a query cut short anywhere is refused, not more") {
  const std::string text = "PREFIX : <http://e/> SELECT ?s (COUNT(*) AS ?n) { ?s :p [ :q 'x'@en ] OPTIONAL { "
                           "?s ^:r* ?t FILTER(?t > 1.5e0) } "
                           "MINUS { VALUES (?s) { (<a>) (UNDEF) } } } GROUP BY ?s ORDER BY DESC(?n) LIMIT 10";
  REQUIRE(refusal(text) == "accepted");
  for (std::size_t length = 0; length < text.size(); ++length) {
    const std::string answer = refusal(text.substr(0, length));
    CHECK_MESSAGE((answer == "accepted" || answer.find(':') != std::string::npos), text.substr(0, length));
  }
}
