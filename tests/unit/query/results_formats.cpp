#include "base/error.hpp"
#include "query/results.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph;
using namespace micrograph::query;
using rdf::Term;
using rdf::TermKind;

namespace {

const std::string xsd = "http://www.w3.org/2001/XMLSchema#";

Term iri(std::string value) {
  return {TermKind::iri, std::move(value)};
}
Term literal(std::string value, std::string datatype = {}) {
  return {TermKind::literal, std::move(value), std::move(datatype)};
}

std::string written(ResultFormat format, const std::vector<std::string>& variables,
                    const std::vector<Solution>& rows,
                    const std::map<std::string, std::string>& prefixes = {}) {
  std::ostringstream out;
  const auto writer = make_result_writer(format, out, variables, prefixes);
  for (const Solution& row : rows)
    writer->solution(row);
  writer->finish();
  return out.str();
}

const std::vector<Solution> mixed = {
    {iri("http://e/a?b=1&c"), literal("say \"hi\"\n\tthere, <all>\\")},
    {Term(TermKind::blank, "b0"), Term(TermKind::literal, "chat", "", "fr")},
    {Term(), literal("-01.50", xsd + "decimal")},
};

} // namespace

TEST_CASE("JSON results") {
  CHECK(
      written(ResultFormat::json, {"x", "y"}, mixed) ==
      R"({"head":{"vars":["x","y"]},"results":{"bindings":[)"
      R"({"x":{"type":"uri","value":"http://e/a?b=1&c"},"y":{"type":"literal","value":"say \"hi\"\n\tthere, <all>\\"}},)"
      R"({"x":{"type":"bnode","value":"b0"},"y":{"type":"literal","value":"chat","xml:lang":"fr"}},)"
      R"({"y":{"type":"literal","value":"-01.50","datatype":"http://www.w3.org/2001/XMLSchema#decimal"}})"
      "]}}\n");
  CHECK(written(ResultFormat::json, {}, {}) == "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}\n");
}

TEST_CASE("XML results") {
  CHECK(written(ResultFormat::xml, {"x", "y"}, mixed) == R"(<?xml version="1.0"?>
<sparql xmlns="http://www.w3.org/2005/sparql-results#">
  <head>
    <variable name="x"/>
    <variable name="y"/>
  </head>
  <results>
    <result>
      <binding name="x"><uri>http://e/a?b=1&amp;c</uri></binding>
      <binding name="y"><literal>say "hi"
	there, &lt;all&gt;\</literal></binding>
    </result>
    <result>
      <binding name="x"><bnode>b0</bnode></binding>
      <binding name="y"><literal xml:lang="fr">chat</literal></binding>
    </result>
    <result>
      <binding name="y"><literal datatype="http://www.w3.org/2001/XMLSchema#decimal">-01.50</literal></binding>
    </result>
  </results>
</sparql>
)");
  // A carriage return survives a parser only as a reference; a control character cannot be written at all.
  const std::string odd = written(ResultFormat::xml, {"x"}, {{literal("a\r\x01\xFFz")}});
  CHECK(odd.find("<literal>a&#xD;\xEF\xBF\xBD\xEF\xBF\xBDz</literal>") != std::string::npos);
}

TEST_CASE("CSV results lose kinds and datatypes, nothing else") {
  CHECK(written(ResultFormat::csv, {"x", "y"}, mixed) ==
        "x,y\r\nhttp://e/a?b=1&c,\"say \"\"hi\"\"\n\tthere, <all>\\\"\r\n_:b0,chat\r\n,-01.50\r\n");
}

TEST_CASE("TSV results are terms as Turtle writes them") {
  CHECK(
      written(ResultFormat::tsv, {"x", "y"}, mixed) ==
      "?x\t?y\n<http://e/a?b=1&c>\t\"say \\\"hi\\\"\\n\\tthere, <all>\\\\\"\n_:b0\t\"chat\"@fr\n\t-01.50\n");
}

TEST_CASE("TSV leaves out quotes only where the bare form means the same literal") {
  struct Case {
    std::string lexical, type, expected;
  };
  for (const Case& c : {Case{"5", "integer", "5"}, Case{"+05", "integer", "+05"}, Case{"5.", "decimal", ""},
                        Case{"5", "decimal", ""}, Case{".5", "decimal", ".5"}, Case{"1e0", "double", "1e0"},
                        Case{"1.", "double", ""}, Case{"1.E-7", "double", "1.E-7"}, Case{".E1", "double", ""},
                        Case{"INF", "double", ""}, Case{"5", "int", ""}, Case{"x", "integer", ""},
                        Case{"", "integer", ""}, Case{"true", "boolean", ""}}) {
    const std::string quoted = "\"" + c.lexical + "\"^^<" + xsd + c.type + ">";
    CHECK(written(ResultFormat::tsv, {"v"}, {{literal(c.lexical, xsd + c.type)}}) ==
          "?v\n" + (c.expected.empty() ? quoted : c.expected) + "\n");
  }
}

TEST_CASE("the table aligns by what a terminal shows") {
  const std::vector<Solution> rows = {
      {literal("\xC3\xA4"), literal("7", xsd + "integer"), iri("http://purl.org/dc/terms/title")},
      {literal("\xE6\xBC\xA2\xE5\xAD\x97"), literal("12.5", xsd + "decimal"),
       iri("http://purl.org/dc/terms/a/b")},
      {literal("e\xCC\x81z\n\x1B"), Term(), Term(TermKind::blank, "b")},
  };
  CHECK(written(ResultFormat::table, {"name", "n", "p"}, rows, {{"dcterms", "http://purl.org/dc/terms/"}}) ==
        "name           n  p\n"
        "----------  ----  ------------------------------\n"
        "\xC3\xA4              7  dcterms:title\n"
        "\xE6\xBC\xA2\xE5\xAD\x97        12.5  <http://purl.org/dc/terms/a/b>\n"
        "e\xCC\x81z\\n\\u001B        _:b\n"
        "3 rows\n");
  CHECK(written(ResultFormat::table, {"x"}, {{literal("5", xsd + "integer")}}) == "x\n-\n5\n1 row\n");
  CHECK(written(ResultFormat::table, {"x"}, {}) == "x\n-\n0 rows\n");
}

TEST_CASE("the longest prefix is taken") {
  const std::map<std::string, std::string> prefixes = {{"a", "http://e/"}, {"b", "http://e/b#"}};
  CHECK(written(ResultFormat::table, {"x"}, {{iri("http://e/b#c")}}, prefixes) == "x\n---\nb:c\n1 row\n");
}

TEST_CASE("the answer of ASK") {
  const auto answer = [](ResultFormat format, bool truth) {
    std::ostringstream out;
    write_boolean(format, out, truth);
    return out.str();
  };
  CHECK(answer(ResultFormat::json, true) == "{\"head\":{},\"boolean\":true}\n");
  CHECK(answer(ResultFormat::xml, false) ==
        "<?xml version=\"1.0\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head/>\n"
        "  <boolean>false</boolean>\n</sparql>\n");
  CHECK(answer(ResultFormat::csv, true) == "true\r\n");
  CHECK(answer(ResultFormat::table, false) == "false\n");
}

TEST_CASE("a stream that fails is an IoError, in every format") {
  for (const auto format :
       {ResultFormat::table, ResultFormat::json, ResultFormat::xml, ResultFormat::csv, ResultFormat::tsv}) {
    std::ostringstream out;
    const auto writer = make_result_writer(format, out, {"x"});
    out.setstate(std::ios::badbit);
    CHECK_THROWS_AS(writer->finish(), IoError);
  }
}

TEST_CASE("formats have names") {
  CHECK(result_format_from_name("tsv") == ResultFormat::tsv);
  CHECK_FALSE(result_format_from_name("turtle"));
}
