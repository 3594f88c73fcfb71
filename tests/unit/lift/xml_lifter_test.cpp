// docs/lift.md, row by row.
#include "lift/lifter.hpp"

#include "base/error.hpp"
#include "support/bytes.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace micrograph;

namespace {

struct Lifted {
  std::vector<std::string> lines; ///< statements with prefixes, sorted
  lift::LiftResult result;

  [[nodiscard]] bool has(const std::string& line) const {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
  }
};

std::string shorten(std::string text) {
  static constexpr std::pair<const char*, const char*> prefixes[] = {
      {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"},
      {"https://w3id.org/micrograph/xml#", "x:"},
      {"https://w3id.org/micrograph/source/", "s:"},
      {"\"^^<http://www.w3.org/2001/XMLSchema#integer>", "\"i"},
      {"<urn:d", "<"}};
  for (const auto& [from, to] : prefixes)
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;)
      text.replace(at, std::string(from).size(), to);
  return text;
}

Lifted lift_text(const std::string& text) {
  document::Document document;
  document.bytes = test::bytes_of(text);
  rdf::QuadList quads;
  FindingList findings;
  Lifted lifted;
  lifted.result = lift::lift(document, "urn:d", "test", quads, findings);
  CHECK(lifted.result.statements == quads.quads().size());
  CHECK(lifted.result.leaves == lift::count_leaves(document));
  for (const rdf::Quad& quad : quads.quads())
    lifted.lines.push_back(shorten(rdf::to_ntriples(quad.subject) + " " + rdf::to_ntriples(quad.predicate) +
                                   " " + rdf::to_ntriples(quad.object)));
  std::sort(lifted.lines.begin(), lifted.lines.end());
  return lifted;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("the root, an element, a text as the only content") {
  const auto lifted = lift_text("<a><b>t</b><b/></a>");
  CHECK(lifted.result.root == "urn:d#/a");
  CHECK(lifted.result.leaves == 2);
  CHECK(lifted.lines == Lines{"<#/a/b(2)> <rdf:type> <s:xml#b>", "<#/a/b(2)> <x:position> \"2\"i",
                              "<#/a/b> <rdf:type> <s:xml#b>", "<#/a/b> <rdf:value> \"t\"",
                              "<#/a/b> <x:position> \"1\"i", "<#/a> <rdf:type> <s:xml#a>",
                              "<#/a> <s:xml#b> <#/a/b(2)>", "<#/a> <s:xml#b> <#/a/b>",
                              "<#/a> <x:position> \"1\"i", "<> <x:root> <#/a>"});
}

TEST_CASE("attributes, prefixes and declarations") {
  const auto lifted =
      lift_text("<p:a xmlns:p='urn:p' xmlns='urn:q' xmlns:r='urn:r/' b='1' p:b='2' r:c='3' xml:lang='en'/>");
  for (const char* const line :
       {"<#/a> <rdf:type> <urn:p#a>", "<#/a> <x:prefix> \"p\"", "<#/a> <x:namespace> \"p=urn:p\"",
        "<#/a> <x:namespace> \"=urn:q\"", "<#/a> <x:namespace> \"r=urn:r/\"", "<#/a> <urn:p#b> \"1\"",
        "<#/a> <urn:p#qualified.b> \"2\"", "<#/a> <x:qualifiedName> \"p:b\"", "<#/a> <urn:r/c> \"3\"",
        "<#/a> <x:qualifiedName> \"r:c\"", "<#/a> <http://www.w3.org/XML/1998/namespace#lang> \"en\"",
        "<#/a> <x:qualifiedName> \"xml:lang\""}) {
    CAPTURE(std::string(line));
    CHECK(lifted.has(line));
  }
  CHECK(lifted.result.leaves == 7);
}

TEST_CASE("attributes whose namespaces share a vocabulary keep apart") {
  const auto lifted =
      lift_text("<a xmlns:p='http://www.openmicroscopy.org/Schemas/A' "
                "xmlns:q='http://www.openmicroscopy.org/Schemas/B' p:b='1' q:b='1' qualified.b='2'/>");
  CHECK(lifted.has("<#/a> <s:xml#qualified.p:b> \"1\""));
  CHECK(lifted.has("<#/a> <s:xml#qualified.q:b> \"1\""));
  CHECK(lifted.has("<#/a> <s:xml#qualified.:qualified.b> \"2\""));
}

TEST_CASE("texts among elements, instructions, white space") {
  const auto lifted = lift_text("<?one?><a>x<b/>y<?two data?></a>");
  CHECK(lifted.has("<> <x:processingInstruction> <#/~pi>"));
  CHECK(lifted.has("<#/~pi> <x:target> \"one\""));
  CHECK(lifted.has("<#/a> <x:position> \"2\"i"));
  CHECK(lifted.has("<#/a> <x:text> <#/a/~text(2)>"));
  CHECK(lifted.has("<#/a/~text(2)> <x:position> \"3\"i"));
  CHECK(lifted.has("<#/a/~text(2)> <rdf:value> \"y\""));
  CHECK(lifted.has("<#/a/~pi> <rdf:value> \"data\""));
  CHECK(lifted.has("<#/a/~pi> <x:position> \"4\"i"));
  CHECK(lifted.result.leaves == 5);

  CHECK(lift_text("<a> <b/> <c/>\n</a>").has("<#/a> <x:whitespace> \" |\\n\""));
  CHECK(lift_text("<a> <b/><c/>\n</a>").has("<#/a> <x:whitespace> \" ||\\n\""));
  CHECK(lift_text("<a>  </a>").has("<#/a> <rdf:value> \"  \""));
  CHECK(lift_text("<a>  </a>").result.leaves == 1);
}

TEST_CASE("vocabularies") {
  const auto type_of_root = [](const std::string& text) {
    for (const std::string& line : lift_text(text).lines)
      if (line.find("> <rdf:type> <") != std::string::npos && line.find("/", 3) > line.find('>'))
        return line.substr(line.rfind('<'));
    return std::string();
  };
  CHECK(type_of_root("<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06'/>") == "<s:ome#OME>");
  CHECK(type_of_root("<OME xmlns='http://www.openmicroscopy.org/XMLschemas/OME/FC/ome.xsd'/>") ==
        "<s:ome#OME>");
  CHECK(type_of_root("<resource xmlns='http://datacite.org/schema/kernel-4'/>") == "<s:datacite#resource>");
  CHECK(type_of_root("<resource><titles/></resource>") == "<s:datacite#resource>");
  CHECK(type_of_root("<resource><other/></resource>") == "<s:xml#resource>");
  CHECK(type_of_root("<ImageDocument/>") == "<s:czi#ImageDocument>");
  CHECK(type_of_root("<a xmlns='urn:x#'/>") == "<urn:x#a>");
  CHECK(type_of_root("<a xmlns='urn:x/'/>") == "<urn:x/a>");
  CHECK(type_of_root("<a xmlns='urn:with {space}'/>") == "<urn:with%20%7Bspace%7D#a>");
  CHECK(type_of_root("<a xmlns='relative'/>") == "<s:xml#a>");
  CHECK(type_of_root("<value xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>") == "<s:xml#value>");
  CHECK(type_of_root("<text xmlns='https://w3id.org/micrograph/xml#'/>") == "<s:xml#text>");
}

TEST_CASE("many kinds of siblings are numbered each by itself") {
  std::string text = "<a>";
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 100; ++i)
      text += "<n" + std::to_string(i) + "/>";
  const auto lifted = lift_text(text + "</a>");
  CHECK(lifted.has("<#/a/n99(2)> <x:position> \"200\"i"));
  CHECK(lifted.has("<#/a/n3(2)> <x:position> \"104\"i"));
  CHECK_FALSE(lifted.has("<#/a/n3(3)> <rdf:type> <s:xml#n3>"));
}

TEST_CASE("records") {
  document::Document document;
  document.kind = document::Kind::record;
  document.vocabulary = "urn:v#";
  document.record = document::Record::branch("r");
  document.record.children = {document::Record::leaf("k", "1"), document::Record::leaf("k", "")};
  rdf::QuadList quads;
  FindingList findings;
  const auto result = lift::lift(document, "urn:d", "test", quads, findings);
  CHECK(result.root == "urn:d#/r");
  CHECK(result.leaves == 2);
  CHECK(lift::count_leaves(document) == 2);
  Lines lines;
  for (const rdf::Quad& quad : quads.quads())
    lines.push_back(shorten(rdf::to_ntriples(quad.subject) + " " + rdf::to_ntriples(quad.predicate) + " " +
                            rdf::to_ntriples(quad.object)));
  CHECK(lines == Lines{"<> <x:root> <#/r>", "<#/r> <rdf:type> <urn:v#r>", "<#/r> <x:position> \"1\"i",
                       "<#/r> <urn:v#k> <#/r/k>", "<#/r/k> <rdf:type> <urn:v#k>",
                       "<#/r/k> <x:position> \"1\"i", "<#/r/k> <rdf:value> \"1\"",
                       "<#/r> <urn:v#k> <#/r/k(2)>", "<#/r/k(2)> <rdf:type> <urn:v#k>",
                       "<#/r/k(2)> <x:position> \"2\"i", "<#/r/k(2)> <rdf:value> \"\""});
  document.vocabulary.clear();
  CHECK_THROWS_AS((void)lift::lift(document, "urn:d", "test", quads, findings), std::logic_error);
}

TEST_CASE("a document is named by its checksum, a record by its content") {
  document::Document document;
  document.bytes = test::bytes_of("abc");
  CHECK(lift::iri_of(document.checksum()) == "ni:///sha-256;ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  CHECK(lift::iri_of(document.checksum(), "urn:b:") == "urn:b:ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  document::Document one;
  one.kind = document::Kind::record;
  one.record = document::Record::branch("r");
  one.record.children = {document::Record::leaf("a", ""), document::Record::branch("b")};
  document::Document other = one;
  other.record.children = {document::Record::branch("a"), document::Record::leaf("b", "")};
  CHECK(one.checksum() != other.checksum());
  CHECK(one.checksum() == document::Document(one).checksum());
}
