#include "rdfxml/writer.hpp"

#include "base/error.hpp"
#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"
#include "rdfxml/reader.hpp"
#include "support/chunked_source.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph;

namespace {

std::vector<rdf::Quad> from_turtle(std::string_view text) {
  rdf::QuadList list;
  rdf::read_rdf(text, rdf::Syntax::trig, "http://e/", list);
  return std::move(list.quads());
}

std::vector<rdf::Quad> from_rdfxml(const std::string& text) {
  test::ChunkedSource bytes(text, 1 << 20);
  rdf::QuadList list;
  rdfxml::read_rdfxml(bytes, "", list);
  return std::move(list.quads());
}

std::string written(const std::vector<rdf::Quad>& quads,
                    const std::map<std::string, std::string>& prefixes = {}) {
  std::ostringstream out;
  const auto writer = rdfxml::make_rdfxml_writer(out, prefixes);
  for (const rdf::Quad& quad : quads)
    writer->statement(quad);
  writer->finish();
  return out.str();
}

/// The body, without the root and its declarations.
std::string body(const std::vector<rdf::Quad>& quads, const std::map<std::string, std::string>& prefixes) {
  const std::string text = written(quads, prefixes);
  const auto start = text.find(">\n", text.find("<rdf:RDF")) + 2;
  return text.substr(start, text.rfind("</rdf:RDF>") - start);
}

void check_round_trip(const std::vector<rdf::Quad>& quads) {
  const std::string text = written(quads);
  CAPTURE(text);
  CHECK(rdf::isomorphic(from_rdfxml(text), quads));
}

/// The code of the error, or nothing. What was written before and after it must still be read.
std::string refused(const rdf::Quad& quad) {
  const rdf::Quad good(rdf::Term(rdf::iri("http://e/s")), rdf::Term(rdf::iri("http://e/p")),
                       rdf::Term(rdf::literal("good")));
  std::ostringstream out;
  const auto writer = rdfxml::make_rdfxml_writer(out);
  std::string code;
  writer->statement(good);
  try {
    writer->statement(quad);
  } catch (const FormatError& error) {
    code = error.code();
  }
  writer->statement(good);
  writer->finish();
  if (!code.empty())
    CHECK(from_rdfxml(out.str()) == std::vector<rdf::Quad>{good, good});
  return code;
}

std::string refused(std::string_view property, const rdf::TermView& object = rdf::literal("x")) {
  return refused({rdf::Term(rdf::iri("http://e/s")), rdf::Term(rdf::iri(property)), rdf::Term(object)});
}

} // namespace

TEST_CASE("consecutive statements of a subject share a node, typed if the type comes first") {
  const auto quads = from_turtle("<s> a <C>, <D> ; <p> 1, \"x<&>\"@en, <o>, _:b . _:b <p> \"\" . <t> a <C> . "
                                 "<s> <http://other/#q> \" \" .");
  CHECK(written(quads, {{"e", "http://e/"}}) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<rdf:RDF\n"
        "    xmlns:e=\"http://e/\"\n"
        "    xmlns:ns1=\"http://other/#\"\n"
        "    xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "  <e:C rdf:about=\"http://e/s\">\n"
        "    <rdf:type rdf:resource=\"http://e/D\"/>\n"
        "    <e:p rdf:datatype=\"http://www.w3.org/2001/XMLSchema#integer\">1</e:p>\n"
        "    <e:p xml:lang=\"en\">x&lt;&amp;&gt;</e:p>\n"
        "    <e:p rdf:resource=\"http://e/o\"/>\n"
        "    <e:p rdf:nodeID=\"b\"/>\n"
        "  </e:C>\n"
        "  <rdf:Description rdf:nodeID=\"b\">\n"
        "    <e:p></e:p>\n"
        "  </rdf:Description>\n"
        "  <e:C rdf:about=\"http://e/t\"/>\n"
        "  <rdf:Description rdf:about=\"http://e/s\">\n"
        "    <ns1:q> </ns1:q>\n"
        "  </rdf:Description>\n"
        "</rdf:RDF>\n");
  check_round_trip(quads);
  CHECK(written({}) == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF\n"
                       "    xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n</rdf:RDF>\n");
}

TEST_CASE("names of graphs are left out") {
  CHECK(body(from_turtle("<s> <p> 'a' . <g> { <s> <p> 'b' }"), {{"e", "http://e/"}}) ==
        "  <rdf:Description rdf:about=\"http://e/s\">\n    <e:p>a</e:p>\n    <e:p>b</e:p>\n  "
        "</rdf:Description>\n");
}

TEST_CASE("values come back as they were, whatever they hold") {
  check_round_trip(from_turtle(R"(
    <s> <p> "", " ", "\n", "\r\n\t", " a ", "]]>", "<![CDATA[", "&amp;", "\u0085\u2028\uFEFF\U0010FFFF", "\"'" .
    <s> <p> "<b>&lt;</b>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>, "x"^^<d&\u00E4'> .
    <s?a=1&b='2'> <p'&x> <http://e/o?a&b> . <s> <\u00E4\u00F6> "x"@zh-hans-cn .)"));
  check_round_trip(
      from_turtle("@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
                  "<s> a rdf:Description . <t> a rdf:li, rdf:RDF, rdf:nil . <u> a rdf:Seq ; rdf:_1 1 ; "
                  "rdf:value 2 ; rdf:first (1 2) . <v> a 'no IRI', <http://e/1>, _:b . _:b a <1> ."));
}

TEST_CASE("labels that are no names of XML stay apart") {
  const auto quads = from_turtle("_:0 <p> _:a.b, _:a-b, _:label-0, _:label--0, _:genid1, _:\u00E9, [], [] . "
                                 "_:0 <p> _:label-label--0 .");
  check_round_trip(quads);
  CHECK(body({{rdf::Term(rdf::blank("a:b")), rdf::Term(rdf::iri("http://e/p")), rdf::Term(rdf::blank("0"))}},
             {{"e", "http://e/"}}) == "  <rdf:Description rdf:nodeID=\"label-a-3Ab\">\n    <e:p "
                                      "rdf:nodeID=\"label-0\"/>\n  </rdf:Description>\n");
}

TEST_CASE("a property that cannot be the name of an element is refused by its IRI") {
  CHECK(refused("http://e/p/1").empty() == false);
  for (const char* const property :
       {"http://e/", "http://e/p#", "http://e/1", "http://e/a%20", "", "http://e/p(1)",
        "http://www.w3.org/2000/xmlns/a", "http://www.w3.org/1999/02/22-rdf-syntax-ns#li",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#Description",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#aboutEach",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#RDF", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}) {
    CAPTURE(std::string(property));
    CHECK(refused(property) == "rdfxml.unwritable-property");
  }
  CHECK_THROWS_WITH_AS(written(from_turtle("<s> <p/1> 2 .")),
                       "RDF/XML has no way to write the property <http://e/p/1>", FormatError);
  for (const char* const property :
       {"http://e/1a", "http://e/p?a.b", "http://www.w3.org/2000/xmlns/ab", "urn:x",
        "http://www.w3.org/XML/1998/namespacelang", "http://www.w3.org/XML/1998/namespace"}) {
    CAPTURE(std::string(property));
    CHECK(refused(property).empty());
    check_round_trip(
        {{rdf::Term(rdf::iri("http://e/s")), rdf::Term(rdf::iri(property)), rdf::Term(rdf::literal("x"))}});
  }
}

TEST_CASE("a character that XML cannot hold is refused") {
  using namespace std::string_view_literals;
  for (const std::string_view text :
       {"\0"sv, "\x01"sv, "a\x1F"sv, "\xEF\xBF\xBE"sv, "\xEF\xBF\xBF"sv, "\xFF"sv, "\xED\xA0\x80"sv}) {
    CHECK(refused("http://e/p", rdf::literal(text)) == "rdfxml.unwritable-character");
    CHECK(refused("http://e/p", rdf::iri(text)) == "rdfxml.unwritable-character");
    CHECK(refused("http://e/p", rdf::literal("x", text)) == "rdfxml.unwritable-character");
    CHECK(refused("http://e/" + std::string(text) + "p") == "rdfxml.unwritable-character");
  }
  CHECK_THROWS_WITH_AS(
      written(from_turtle("<s> <p> '\\u0007' .")),
      "XML 1.0 has no way to write the character U+0007, which the statement of <http://e/p> about "
      "<http://e/s> holds",
      FormatError);
  CHECK(refused("http://e/p", rdf::literal("\t\n\r\x7F\xC2\x85")).empty());
}

TEST_CASE("prefixes: the first holds, and those that XML forbids are passed over") {
  const auto quads = from_turtle("<s> <p> 1 ; <http://f/p> 2 ; <http://g/p> 3 .");
  const std::string text = written(quads, {{"", "http://f/"},
                                           {"1", "http://e/"},
                                           {"a b", "http://e/"},
                                           {"empty", ""},
                                           {"ns1", "http://taken/"},
                                           {"rdf", "http://e/"},
                                           {"x", "http://www.w3.org/2000/xmlns/"},
                                           {"y", "http://www.w3.org/XML/1998/namespace"},
                                           {"z", "\x01"},
                                           {"xmlish", "http://e/"}});
  CHECK(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF\n"
                         "    xmlns=\"http://f/\"\n"
                         "    xmlns:ns1=\"http://taken/\"\n"
                         "    xmlns:ns2=\"http://e/\"\n"
                         "    xmlns:ns3=\"http://g/\"\n"
                         "    xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"));
  CHECK(text.find("    <p rdf:datatype=\"http://www.w3.org/2001/XMLSchema#integer\">2</p>\n") !=
        std::string::npos);
  CHECK(rdf::isomorphic(from_rdfxml(text), quads));
  CHECK(written(from_turtle("<http://e/s> <http://e/a/b#c> 1 ."),
                {{"long", "http://e/a/b#"}, {"short", "http://e/a/"}})
            .find("<long:c ") != std::string::npos);
}

TEST_CASE("namespaces that come late are declared where they are used") {
  std::vector<rdf::Quad> quads;
  for (int i = 0; i < 3000; ++i)
    quads.emplace_back(rdf::Term(rdf::iri("http://e/s" + std::to_string(i))),
                       rdf::Term(rdf::iri("http://e" + std::to_string(i / 1000) + "/p")),
                       rdf::Term(rdf::literal(std::string(30, 'x'))));
  quads.emplace_back(rdf::Term(rdf::iri("http://e/last")),
                     rdf::Term(rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")),
                     rdf::Term(rdf::iri("http://late/T")));
  const std::string text = written(quads);
  CHECK(text.find("<ns3:p xmlns:ns3=\"http://e2/\">") != std::string::npos);
  CHECK(text.find("<ns4:T xmlns:ns4=\"http://late/\" rdf:about=\"http://e/last\"/>") != std::string::npos);
  CHECK(from_rdfxml(text) == quads);
}

TEST_CASE("there may be more namespaces than the root can declare") {
  std::vector<rdf::Quad> quads;
  for (int i = 0; i < 1500; ++i)
    quads.emplace_back(rdf::Term(rdf::iri("http://e/s")),
                       rdf::Term(rdf::iri("http://e/" + std::to_string(i) + "/p")),
                       rdf::Term(rdf::literal("x")));
  CHECK(from_rdfxml(written(quads)) == quads);
}

TEST_CASE("a stream that fails is an error") {
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  const auto writer = rdfxml::make_rdfxml_writer(out);
  CHECK_THROWS_AS(writer->finish(), IoError);
}
