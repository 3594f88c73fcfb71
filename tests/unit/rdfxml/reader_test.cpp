#include "rdfxml/reader.hpp"

#include "base/error.hpp"
#include "rdf/canonical.hpp"
#include "support/chunked_source.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

using namespace micrograph;

namespace {

const std::string rdf_ns = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// A document with the prefixes that all tests use; `body` begins on line 2, at column 1.
std::string document(const std::string& body) {
  return "<rdf:RDF xmlns:rdf='" + rdf_ns + "' xmlns:e='http://e/'>\n" + body + "</rdf:RDF>\n";
}

/// What was read, in the order read: statements without their dots, prefixes as `@name iri`.
class Transcript final : public rdf::StatementSink {
public:
  void statement(const rdf::QuadView& quad) override {
    CHECK(quad.graph.kind == rdf::TermKind::none);
    lines += rdf::to_ntriples(quad.subject) + " " + rdf::to_ntriples(quad.predicate) + " " +
             rdf::to_ntriples(quad.object) + "\n";
  }
  void prefix(std::string_view name, std::string_view iri) override {
    prefixes += "@" + std::string(name) + " " + std::string(iri) + "\n";
  }
  std::string lines;
  std::string prefixes;
};

/// Statements in N-Triples, in the order read, with `rdf:` for its namespace and `e:` for http://e/. An error
/// comes last, as `!code line:column`.
std::string read(const std::string& text, const std::string& blank_prefix = {},
                 const std::string& base = "http://b/dir/file") {
  test::ChunkedSource bytes(text, 1 << 20, "test.rdf");
  Transcript transcript;
  std::string error;
  try {
    rdfxml::read_rdfxml(bytes, base, transcript, blank_prefix);
  } catch (const FormatError& refused) {
    const Place& place = refused.place();
    CHECK(place.source == "test.rdf");
    error = "!" + refused.code() + " " + std::to_string(place.line.value()) + ":" +
            std::to_string(place.column.value());
  }
  std::string out = transcript.lines + error;
  for (const auto& [iri, prefix] : {std::pair(rdf_ns, "rdf:"), std::pair(std::string("http://e/"), "e:")})
    for (auto at = out.find("<" + iri); at != std::string::npos; at = out.find("<" + iri)) {
      out.erase(out.find('>', at), 1);
      out.replace(at, iri.size() + 1, prefix);
    }
  return out;
}

std::string read_body(const std::string& body) {
  return read(document(body));
}

/// The lexical form of the XML literal that the content makes.
std::string xml_literal(const std::string& content) {
  const std::string text =
      "<rdf:RDF xmlns:rdf='" + rdf_ns +
      "' xmlns='http://d/' xmlns:e='http://e/' xmlns:unused='http://u/'><rdf:Description "
      "rdf:about='http://e/s'><e:p rdf:parseType='Literal'>" +
      content + "</e:p></rdf:Description></rdf:RDF>";
  test::ChunkedSource bytes(text, 1 << 20);
  rdf::QuadList list;
  rdfxml::read_rdfxml(bytes, "", list);
  REQUIRE(list.quads().size() == 1);
  CHECK(list.quads()[0].object.datatype == rdf_ns + "XMLLiteral");
  return list.quads()[0].object.value;
}

} // namespace

TEST_CASE("statements come in the order of the text, an outer one before the inner") {
  CHECK(read_body(
            "<e:T rdf:about='s' e:a='1'>\n"
            "  <e:p><rdf:Description rdf:about='#o'><e:q xml:lang='EN-gb'> x </e:q></rdf:Description></e:p>\n"
            "  <e:r rdf:resource=''/>\n"
            "</e:T>") == "<http://b/dir/s> rdf:type e:T\n"
                         "<http://b/dir/s> e:a \"1\"\n"
                         "<http://b/dir/s> e:p <http://b/dir/file#o>\n"
                         "<http://b/dir/file#o> e:q \" x \"@en-gb\n"
                         "<http://b/dir/s> e:r <http://b/dir/file>\n");
  CHECK(read("<e:T xmlns:e='http://e/'/>") == "_:genid1 rdf:type e:T\n");
}

TEST_CASE("what stood before an error has been told") {
  CHECK(read_body("<e:T rdf:about='http://e/s'>\n  <e:p>1</e:p>\n  <e:p>2</e:q>\n</e:T>") ==
        "e:s rdf:type e:T\ne:s e:p \"1\"\n!xml.syntax 4:15");
}

TEST_CASE("blank nodes: labels of the text and others do not meet") {
  const std::string body = "<e:T/><rdf:Description rdf:nodeID='genid1'><e:p rdf:nodeID='genid-1'/><e:p "
                           "rdf:nodeID='genidx'/><e:p rdf:parseType='Resource'/></rdf:Description>";
  CHECK(read_body(body) == "_:genid1 rdf:type e:T\n_:genid-1 e:p _:genid--1\n_:genid-1 e:p _:genidx\n"
                           "_:genid-1 e:p _:genid2\n");
  CHECK(read(document(body), "f-") == "_:f-genid1 rdf:type e:T\n_:f-genid-1 e:p _:f-genid--1\n"
                                      "_:f-genid-1 e:p _:f-genidx\n_:f-genid-1 e:p _:f-genid2\n");
}

TEST_CASE("a label that ends in a dot gets one that N-Triples can spell") {
  CHECK(read_body("<rdf:Description rdf:nodeID='a.'><e:p rdf:nodeID='a.-'/><e:p rdf:nodeID='a.--'/>"
                  "<e:p rdf:nodeID='a.b-'/></rdf:Description>") ==
        "_:a.- e:p _:a.--\n_:a.- e:p _:a.---\n_:a.- e:p _:a.b-\n");
}

TEST_CASE("a namespace that is no absolute IRI is not told as a prefix") {
  const std::string text =
      "<T xmlns='http://e/' xmlns:a='relative' xmlns:b='http://e/&gt; .' xmlns:c='urn:c'/>";
  test::ChunkedSource bytes(text, 1 << 20);
  Transcript transcript;
  rdfxml::read_rdfxml(bytes, "", transcript);
  CHECK(transcript.prefixes == "@ http://e/\n@c urn:c\n");
}

TEST_CASE("prefixes are told, but not those within values") {
  const std::string text =
      "<rdf:RDF xmlns:rdf='" + rdf_ns +
      "' xmlns='http://d/'><T xmlns:e='http://e/'><p xmlns='' xmlns:x='http://e/' "
      "x:q=''/><e:p rdf:parseType='Literal'><x:y xmlns:x='http://e/x'/></e:p></T></rdf:RDF>";
  test::ChunkedSource bytes(text, 1 << 20);
  Transcript transcript;
  CHECK_THROWS_WITH_AS(rdfxml::read_rdfxml(bytes, "", transcript), "the element 'p' has no namespace",
                       FormatError);
  CHECK(transcript.prefixes == "@rdf " + rdf_ns + "\n@ http://d/\n@e http://e/\n@x http://e/\n");
}

TEST_CASE("containers, collections and resources") {
  CHECK(
      read_body("<rdf:Bag rdf:about='http://e/s'><rdf:li>a</rdf:li><rdf:_7>b</rdf:_7><rdf:li "
                "rdf:parseType='Resource'><rdf:li>c</rdf:li></rdf:li><rdf:li>d</rdf:li></rdf:Bag>") ==
      "e:s rdf:type rdf:Bag\ne:s rdf:_1 \"a\"\ne:s rdf:_7 \"b\"\ne:s rdf:_2 _:genid1\n_:genid1 rdf:_1 \"c\"\n"
      "e:s rdf:_3 \"d\"\n");
  CHECK(read_body("<rdf:Description rdf:about='http://e/s'><e:p rdf:parseType='Collection' rdf:ID='i'>\n"
                  "<e:T rdf:about='http://e/1'/> <rdf:Description rdf:about='http://e/2'/>\n</e:p>"
                  "<e:q rdf:parseType='Collection'> </e:q></rdf:Description>") ==
        "e:s e:p _:genid1\n"
        "<http://b/dir/file#i> rdf:type rdf:Statement\n<http://b/dir/file#i> rdf:subject e:s\n"
        "<http://b/dir/file#i> rdf:predicate e:p\n<http://b/dir/file#i> rdf:object _:genid1\n"
        "_:genid1 rdf:first e:1\ne:1 rdf:type e:T\n_:genid1 rdf:rest _:genid2\n_:genid2 rdf:first e:2\n"
        "_:genid2 rdf:rest rdf:nil\n"
        "e:s e:q rdf:nil\n");
}

TEST_CASE("literals: datatype wins over language, xsd:string is not spelt out") {
  CHECK(
      read_body(
          "<rdf:Description rdf:about='http://e/s' xml:lang='de' e:a='x' rdf:type='T'>"
          "<e:p>&#228;<!-- c --><![CDATA[<b>]]><?pi?>&lt;</e:p><e:p/>"
          "<e:p rdf:datatype='#d'>1</e:p><e:p rdf:datatype='http://www.w3.org/2001/XMLSchema#string'>2</e:p>"
          "<e:p xml:lang=''>3</e:p><e:q e:r='4'/></rdf:Description>") ==
      "e:s e:a \"x\"@de\ne:s rdf:type <http://b/dir/T>\ne:s e:p \"\xC3\xA4<b><\"@de\ne:s e:p \"\"@de\n"
      "e:s e:p \"1\"^^<http://b/dir/file#d>\ne:s e:p \"2\"\ne:s e:p \"3\"\ne:s e:q _:genid1\n"
      "_:genid1 e:r \"4\"@de\n");
}

TEST_CASE("bases nest, and end with their elements") {
  CHECK(
      read_body(
          "<rdf:Description xml:base='http://x/y/z?q#f' rdf:ID='i'><e:p xml:base='../w' rdf:resource='v'/>"
          "<e:p rdf:resource=''/><e:p><rdf:Description rdf:about='?r' xml:base='u/'/></e:p></rdf:Description>"
          "<rdf:Description rdf:ID='i'><e:p rdf:resource='v'/></rdf:Description>") ==
      "<http://x/y/z?q#i> e:p <http://x/v>\n<http://x/y/z?q#i> e:p <http://x/y/z?q>\n"
      "<http://x/y/z?q#i> e:p <http://x/y/u/?r>\n<http://b/dir/file#i> e:p <http://b/dir/v>\n");
}

TEST_CASE("XML literals are in exclusive canonical form") {
  CHECK(xml_literal("a &lt;&gt;&amp;\"'<![CDATA[<c>&]]>&#13;\n<!-- c --><?pi  d ?><?pi?>") ==
        "a &lt;&gt;&amp;\"'&lt;c&gt;&amp;&#xD;\n<!-- c --><?pi d ?><?pi?>");
  CHECK(xml_literal("<b/><e:c><d xmlns=''><d/><e:c/></d><b/></e:c>") ==
        "<b xmlns=\"http://d/\"></b><e:c xmlns:e=\"http://e/\"><d><d></d><e:c></e:c></d>"
        "<b xmlns=\"http://d/\"></b></e:c>");
  CHECK(xml_literal("<b><d xmlns=''/></b>") == "<b xmlns=\"http://d/\"><d xmlns=\"\"></d></b>");
  CHECK(xml_literal("<e:b z='1' xmlns:p='http://z/' xmlns:q='http://a/' p:a='2' q:b='3' "
                    "a='&#9;&#10;&#13;&lt;>&quot;&amp;' "
                    "xml:lang='en' e:c='4'/>") ==
        "<e:b xmlns:e=\"http://e/\" xmlns:p=\"http://z/\" xmlns:q=\"http://a/\" "
        "a=\"&#x9;&#xA;&#xD;&lt;>&quot;&amp;\" z=\"1\" q:b=\"3\" e:c=\"4\" xml:lang=\"en\" p:a=\"2\"></e:b>");
  CHECK(xml_literal("<e:b><e:b xmlns:e='http://other/'><e:b/></e:b><e:b/></e:b>") ==
        "<e:b xmlns:e=\"http://e/\"><e:b xmlns:e=\"http://other/\"><e:b></e:b></e:b><e:b></e:b></e:b>");
  CHECK(xml_literal("") == "");
}

TEST_CASE("an unknown parseType is Literal, and a reified one is told whole") {
  CHECK(read_body("<rdf:Description rdf:about='http://e/s'><e:p rdf:parseType='what' rdf:ID='i'><b/></e:p>"
                  "</rdf:Description>") ==
        "e:s e:p \"<b></b>\"^^rdf:XMLLiteral\n<http://b/dir/file#i> rdf:type rdf:Statement\n"
        "<http://b/dir/file#i> rdf:subject e:s\n<http://b/dir/file#i> rdf:predicate e:p\n"
        "<http://b/dir/file#i> rdf:object \"<b></b>\"^^rdf:XMLLiteral\n");
}

TEST_CASE("what is wrong is refused where it stands") {
  struct Wrong {
    const char* body;
    const char* error;
  };
  const Wrong cases[] = {
      {"\n  stray", "!rdfxml.syntax 3:3"},
      {"<e:T>\n <e:p/> stray</e:T>", "!rdfxml.syntax 3:9"},
      {"<e:T><!-- \n --> &#x78;</e:T>", "!rdfxml.syntax 3:6"},
      {"<e:T>\n<e:p><e:T/>x</e:p></e:T>", "!rdfxml.syntax 3:12"},
      {"<e:T>\n<e:p>x <e:T/></e:p></e:T>", "!rdfxml.syntax 3:8"},
      {"<e:T>\n<e:p><e:T/> <e:T/></e:p></e:T>", "!rdfxml.syntax 3:13"},
      {"<e:T>\n<e:p rdf:resource='x'>y</e:p></e:T>", "!rdfxml.syntax 3:23"},
      {"<e:T>\n<e:p rdf:resource='x'><e:T/></e:p></e:T>", "!rdfxml.syntax 3:23"},
      {"<e:T>\n<e:p rdf:datatype='x'><e:T/></e:p></e:T>", "!rdfxml.syntax 3:23"},
      {"<e:T>\n<e:p rdf:datatype='x' rdf:resource='y'/></e:T>", "!rdfxml.syntax 3:1"},
      {"<e:T>\n<e:p rdf:nodeID='x' rdf:resource='y'/></e:T>", "!rdfxml.syntax 3:1"},
      {"<e:T>\n<e:p rdf:about='y'/></e:T>", "!rdfxml.syntax 3:1"},
      {"<e:T>\n<e:p rdf:parseType='Resource' e:a=''/></e:T>", "!rdfxml.syntax 3:1"},
      {"<e:T>\n<e:p rdf:parseType='Literal' rdf:resource=''/></e:T>", "!rdfxml.syntax 3:1"},
      {"<e:T>\n<e:p rdf:parseType='Collection'>x</e:p></e:T>", "!rdfxml.syntax 3:33"},
      {"<e:T>\n<rdf:Description/></e:T>", "!rdfxml.syntax 3:1"},
      {"<e:T>\n<rdf:aboutEach/></e:T>", "!rdfxml.syntax 3:1"},
      {"<e:T>\n<p/></e:T>", "!rdfxml.syntax 3:1"},
      {"\n<rdf:RDF/>", "!rdfxml.syntax 3:1"},
      {"\n<rdf:li/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T\n  rdf:bagID='x'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T rdf:aboutEach='x'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T rdf:li='x'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T rdf:resource='x'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T rdf:parseType='Literal'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T rdf:about='x' about='x'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T rdf:about='x' rdf:ID='x'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T rdf:nodeID='x' rdf:ID='x'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T unknown='x'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T rdf:ID='1'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T rdf:ID='a:b'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T rdf:nodeID=''/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T xml:lang='en_US'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T xml:lang='1'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T xml:lang='en-'/>", "!rdfxml.syntax 3:1"},
      {"\n<e:T rdf:about='a b'/>", "!rdfxml.iri 3:1"},
      {"\n<e:T rdf:about='&lt;'/>", "!rdfxml.iri 3:1"},
      {"\n<e:T rdf:type='{'/>", "!rdfxml.iri 3:1"},
      {"\n<T xmlns='relative#'/>", "!rdfxml.iri 3:1"},
      {"\n<T xmlns='http://e/ '/>", "!rdfxml.iri 3:1"},
      {"<rdf:Description rdf:ID='x'/>\n<rdf:Description rdf:ID='x'/>", "!rdfxml.duplicate-id 3:1"},
      {"<rdf:Description rdf:ID='x'>\n<e:p rdf:ID='x'/></rdf:Description>", "!rdfxml.duplicate-id 3:1"},
      {"<p:T/>", "!xml.namespace 2:5"},
      {"<e:T a='1'\n a='1'/>", "!xml.syntax 3:7"},
      {"<e:T xmlns:f='http://e/' e:a='1' f:a='1'/>", "!xml.namespace 2:41"},
  };
  for (const Wrong& wrong : cases) {
    CAPTURE(std::string(wrong.body));
    const std::string out = read_body(wrong.body);
    CHECK(out.substr(std::min(out.find('!'), out.size())) == std::string(wrong.error));
  }
  CHECK(read("<a/>") == "!rdfxml.syntax 1:1");
  CHECK(read("<rdf:RDF xmlns:rdf='" + rdf_ns + "' rdf:about=''/>") == "!rdfxml.syntax 1:1");
  CHECK(read(document("<e:T rdf:about='x'/>"), {}, "") == "!rdfxml.iri 2:1");
  CHECK(read("") == "!xml.syntax 1:1");
}

TEST_CASE("attributes that are XML's own say nothing") {
  CHECK(read_body(
            "<rdf:Description rdf:about='http://e/s' xml:space='preserve' xml:id='x' xmlfoo='y' XMLbar='z'>"
            "<e:p xml:space='default'>1</e:p></rdf:Description>") == "e:s e:p \"1\"\n");
}

TEST_CASE("hostile documents meet a limit") {
  std::string deep, ends, properties;
  for (int i = 0; i < 200; ++i) {
    deep += "<e:T><e:p>";
    ends += "</e:p></e:T>";
  }
  const std::string out = read_body(deep + ends);
  CHECK(out.substr(out.find('!')).starts_with("!xml.depth 2:"));
  for (int i = 0; i <= 1024; ++i)
    properties += " e:p" + std::to_string(i) + "=''";
  CHECK(read_body("<e:T" + properties + "/>").starts_with("!xml.limit"));
  CHECK(read_body("<e:" + std::string(5000, 'n') + "/>").starts_with("!xml.limit"));
}

TEST_CASE("entities of text stand for what they say") {
  const std::string text =
      "<!DOCTYPE rdf:RDF [<!ENTITY rdf '" + rdf_ns + "'><!ENTITY e 'http://e/'>]>" +
      "<rdf:RDF xmlns:rdf='&rdf;' xmlns:e='&e;'><e:T rdf:about='&e;s'><e:p>&e;</e:p></e:T></rdf:RDF>";
  CHECK(read(text) == "e:s rdf:type e:T\ne:s e:p \"http://e/\"\n");
}

TEST_CASE("the encoding is that of the document") {
  CHECK(read("<?xml version='1.0' encoding='ISO-8859-1'?><T xmlns='http://e/' rdf:about='http://e/\xE4' "
             "xmlns:rdf='" +
             rdf_ns + "'/>") == "e:\xC3\xA4 rdf:type e:T\n");
  const std::string narrow = document("<e:T/>");
  std::string wide = "\xFF\xFE";
  for (const char c : narrow)
    wide += std::string(1, c) + '\0';
  CHECK(read(wide) == read(narrow));
}

TEST_CASE("what the sink throws passes through") {
  class Thrower final : public rdf::StatementSink {
  public:
    void statement(const rdf::QuadView&) override { throw std::out_of_range("mine"); }
  } thrower;
  const std::string text = document("<e:T/>");
  test::ChunkedSource bytes(text, 1 << 20);
  CHECK_THROWS_AS(rdfxml::read_rdfxml(bytes, "", thrower), std::out_of_range);
}
