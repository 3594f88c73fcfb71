#include "base/error.hpp"
#include "base/json.hpp"
#include "prov/json_reader.hpp"
#include "prov/json_writer.hpp"
#include "prov/names.hpp"
#include "prov/provn_reader.hpp"
#include "prov/provn_writer.hpp"
#include "prov/rdf_reader.hpp"
#include "prov/rdf_writer.hpp"
#include "prov/xml_reader.hpp"
#include "rdf/serd_io.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <span>
#include <sstream>

using namespace micrograph;
using prov::Document;
using prov::Kind;

namespace {

Document from_xml(const std::string& inner) {
  const std::string text = "<prov:document xmlns:prov='http://www.w3.org/ns/prov#' xmlns:ex='http://e.org/' "
                           "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
                           "xmlns:xsd='http://www.w3.org/2001/XMLSchema'>" +
                           inner + "</prov:document>";
  FindingList findings;
  return prov::read_prov_xml(std::as_bytes(std::span(text)), "test", findings);
}

Document from_turtle(const std::string& text) {
  rdf::QuadList quads;
  rdf::read_rdf("@prefix prov: <http://www.w3.org/ns/prov#> . @prefix ex: <http://e.org/> . " + text,
                rdf::Syntax::trig, {}, quads);
  return prov::read_prov_o(quads.quads());
}

Document from_provn(const std::string& records) {
  return prov::read_prov_n("document prefix ex <http://e.org/> " + records + " endDocument", "test");
}

std::string provn(const Document& document) {
  std::ostringstream out;
  prov::write_prov_n(document, out);
  return out.str();
}

/// The code of what is thrown.
std::string refusal(const std::function<void()>& read) {
  try {
    read();
  } catch (const FormatError& error) {
    return error.code();
  }
  return "read";
}

} // namespace

TEST_CASE("PROV-N: what is read is written") {
  const std::string text =
      "document\n"
      "  prefix ex <http://e.org/>\n"
      "  entity(ex:e, [prov:type = 'ex:T', ex:n = \"1\" %% xsd:int, ex:t = \"a\\n\\\"b\\\"\"@en])\n"
      "  activity(ex:a, 2020-01-01T00:00:00Z, -)\n"
      "  used(ex:u; ex:a, ex:e, -, [prov:role = \"r\"])\n"
      "  wasDerivedFrom(ex:f, ex:e, -, -, -)\n"
      "  bundle ex:b\n"
      "    hadMember(ex:c, ex:e)\n"
      "  endBundle\n"
      "endDocument\n";
  const Document document = prov::read_prov_n(text, "test");
  CHECK(provn(document).find("  prefix rdf") != std::string::npos);
  std::string written = provn(document);
  const auto at = written.find("  prefix rdf");
  written.erase(at, written.find('\n', at) + 1 - at);
  CHECK(written == text);
}

TEST_CASE("PROV-N: short forms, comments, escapes, integers") {
  const Document document = from_provn(
      "// a comment\n used(ex:a, -) /* another */ entity(ex:e\\=1, [ex:n = -5, ex:m = \"\"\"a\nb\"\"\"]) "
      "activity(ex:a, [])");
  REQUIRE(document.records.size() == 3);
  CHECK(!document.records[0].id);
  CHECK(document.records[1].id == "http://e.org/e=1");
  CHECK(document.records[1].attributes.at(0).value ==
        rdf::Term(rdf::TermKind::literal, "-5", "http://www.w3.org/2001/XMLSchema#int"));
  CHECK(document.records[1].attributes.at(1).value.value == "a\nb");
}

TEST_CASE("PROV-N that is none is refused with its place") {
  for (const char* wrong :
       {"entity(ex:e", "entity()", "unknown(ex:e)", "entity(ex:e, ex:f)", "used(ex:a, ex:e, noon)",
        "entity(ex:e, [ex:a = 1.5])", "entity(ex:e, [ex:a = \"x])", "/* ", "bundle ex:b",
        "entity(ex:e, [ex:a = \"\\x\"])", "endDocument entity(ex:e)"}) {
    CAPTURE(wrong);
    CHECK(refusal([&] { (void)from_provn(wrong); }) == "prov.syntax");
  }
  CHECK(refusal([] { (void)from_provn("entity(no:e)"); }) == "prov.prefix");
  CHECK(refusal([] { (void)from_provn("entity(e)"); }) == "prov.prefix");
  CHECK(refusal([] { (void)prov::read_prov_n("document \xff endDocument", "test"); }) == "prov.syntax");
  try {
    (void)prov::read_prov_n("document\n  entity(-, )\nendDocument", "test");
    FAIL("read");
  } catch (const FormatError& error) {
    CHECK(error.place().line == 2);
  }
}

TEST_CASE("PROV-JSON: listed records, listed members, numbers, bundles with prefixes of their own") {
  const Document document =
      prov::read_prov_json(R"({"prefix": {"ex": "http://e.org/", "default": "http://d.org/"},
    "entity": {"e": {"ex:n": [1, 2.5, true, "s"]}},
    "used": {"ex:u": [{"prov:activity": "ex:a"}, {"prov:activity": "ex:b"}]},
    "hadMember": {"_:m": {"prov:collection": "ex:c", "prov:entity": ["ex:x", "ex:y"]}},
    "bundle": {"ex:b": {"prefix": {"ex": "http://other.org/"}, "agent": {"ex:g": {}, "h": {}}}}})",
                           "test");
  REQUIRE(document.records.size() == 5);
  CHECK(document.records[0].id == "http://d.org/e");
  REQUIRE(document.records[0].attributes.size() == 4);
  CHECK(document.records[0].attributes[1].value.datatype == "http://www.w3.org/2001/XMLSchema#double");
  CHECK(document.records[2].arguments[0] == "http://e.org/b");
  CHECK(document.records[4].arguments[1] == "http://e.org/y");
  REQUIRE(document.bundles.size() == 1);
  CHECK(document.bundles[0].id == "http://other.org/b");
  CHECK(document.bundles[0].records[1].id == "http://d.org/h");
}

TEST_CASE("PROV-JSON: records with one name are listed again") {
  const Document document = from_provn("used(ex:u; ex:a, -, -) used(ex:u; ex:b, -, -) used(ex:a, ex:e, -)");
  const JsonValue json = prov::to_prov_json(document);
  const JsonValue* used = json.find("used");
  REQUIRE(used);
  CHECK(used->find("ex:u")->items().size() == 2);
  CHECK(used->has("_:id1"));
}

TEST_CASE("PROV-XML: elements that stand for types, members, skipped extensions, prefixes in scope only") {
  const Document document =
      from_xml("<prov:person prov:id='ex:p'/><ex:other><prov:entity prov:id='ex:e'/></ex:other>"
               "<prov:wasRevisionOf><prov:generatedEntity prov:ref='ex:f'/><prov:usedEntity prov:ref='ex:e'/>"
               "</prov:wasRevisionOf>"
               "<prov:hadMember><prov:collection prov:ref='ex:c'/><prov:entity prov:ref='ex:x'/><prov:entity "
               "prov:ref='ex:y'/>"
               "</prov:hadMember>"
               "<prov:entity xmlns:ex='http://inner.org/' prov:id='ex:e'><prov:label "
               "xml:lang='EN'>hi</prov:label></prov:entity>"
               "<prov:entity prov:id='ex:e'/>");
  REQUIRE(document.records.size() == 6);
  CHECK(document.records[0].kind == Kind::agent);
  CHECK(document.records[0].attributes.at(0).value.value == "http://www.w3.org/ns/prov#Person");
  CHECK(document.records[1].attributes.at(0).value.value == "http://www.w3.org/ns/prov#Revision");
  CHECK(document.records[3].arguments[1] == "http://e.org/y");
  CHECK(document.records[4].id == "http://inner.org/e");
  CHECK(document.records[4].attributes.at(0).value == rdf::Term(rdf::TermKind::literal, "hi", "", "en"));
  CHECK(document.records[5].id == "http://e.org/e");
  for (const char* wrong :
       {"<prov:unknown/>", "<prov:entity/>", "<prov:used><prov:activity>ex:a</prov:activity></prov:used>",
        "<prov:bundleContent/>",
        "<prov:used><prov:activity prov:ref='ex:a'/><prov:activity prov:ref='ex:b'/></prov:used>"}) {
    CAPTURE(wrong);
    CHECK(refusal([&] { (void)from_xml(wrong); }) == "prov.syntax");
  }
}

TEST_CASE("PROV-O: direct, qualified, inverse; nothing twice") {
  CHECK(from_turtle("ex:e prov:wasGeneratedBy ex:a ; prov:qualifiedGeneration [ a prov:Generation ; "
                    "prov:activity ex:a ] .")
            .records.size() == 1);
  const Document made = from_turtle("ex:a prov:generated ex:e . ex:f prov:wasRevisionOf ex:e .");
  REQUIRE(made.records.size() == 2);
  CHECK(made.records[0].kind == Kind::generation);
  CHECK(made.records[0].arguments[0] == "http://e.org/e");
  CHECK(made.records[1].attributes.at(0).value.value == "http://www.w3.org/ns/prov#Revision");
  CHECK(from_turtle("ex:x a ex:Thing ; ex:likes ex:y .").records.empty());
  CHECK(from_turtle("ex:b { ex:x a prov:Person }").bundles.at(0).records.at(0).kind == Kind::agent);
}

TEST_CASE("names: what has no prefix gets one, what no IRI may hold is encoded") {
  prov::NameMaker names({{"ex", "http://e.org/"}, {"ns1", "http://taken.org/"}, {"a b", "http://bad.org/"}});
  CHECK(names.name("http://e.org/x-1") == "ex:x-1");
  CHECK(names.name("http://new.org/x") == "ns2:x");
  CHECK(names.name("http://new.org/x.") == "ns3:");
  CHECK(names.name("_:b") == "_:b");
  CHECK(names.name("http://bad.org/y") == "ns4:y");
  CHECK(names.name("http://e.org/<>#z") == "ns5:z");
  CHECK(names.prefixes().at("ns5") == "http://e.org/%3C%3E#");
}

TEST_CASE("names: nothing that RDF could not hold") {
  prov::Names names;
  names.declare("ex", "http://e.org/");
  names.declare("relative", "there/");
  CHECK(names.resolve("ex:my file") == "http://e.org/my%20file");
  CHECK(!names.resolve("relative:x"));
  CHECK(!names.resolve("_:a b"));
  CHECK(prov::language_tag("EN-gb") == "en-gb");
  for (const char* wrong : {"", "-", "en-", "1n", "e n", "en_gb", "abcdefghi"})
    CHECK(!prov::language_tag(wrong));
}

TEST_CASE("what stands for a time is one") {
  const std::string wrong =
      R"({"prefix": {"ex": "http://e.org/"}, "activity": {"ex:a": {"prov:startTime": "-) x("}}})";
  CHECK(refusal([&] { (void)prov::read_prov_json(wrong, "test"); }) == "prov.syntax");
  CHECK(refusal([] {
          (void)from_xml("<prov:activity prov:id='ex:a'><prov:startTime>x</prov:startTime></prov:activity>");
        }) == "prov.syntax");
  const Document document =
      from_turtle("ex:a a prov:Activity ; prov:startedAtTime \"soon\" ; prov:used \"x\" .");
  REQUIRE(document.records.size() == 1);
  CHECK(!document.records[0].arguments[0]);
}
