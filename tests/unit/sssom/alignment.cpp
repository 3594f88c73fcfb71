#include "mapping_set_helpers.hpp"

#include "base/error.hpp"
#include "sssom/check.hpp"
#include "sssom/content.hpp"
#include "sssom/write.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph;
using namespace micrograph::sssom;
using test::codes;
using test::written;

namespace {

std::string alignment(const std::string& content, const std::string& attributes = "") {
  return "<?xml version='1.0' encoding='utf-8'?>\n"
         "<rdf:RDF xmlns='http://knowledgeweb.semanticweb.org/heterogeneity/alignment#'\n"
         "  xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
         "<Alignment" +
         attributes + "><xml>yes</xml><level>0</level><type>11</type>" + content + "</Alignment></rdf:RDF>\n";
}

std::string cell(const std::string& relation, const std::string& measure = "1.0") {
  return "<map><Cell><entity1 rdf:resource='https://example.org/a'/>"
         "<entity2 rdf:resource='https://example.org/b'/>"
         "<measure rdf:datatype='xsd:float'> " +
         measure + " </measure><relation>" + relation + "</relation></Cell></map>\n";
}

const ExternalMetadata metadata{
    "license: https://example.org/l\nmapping_set_id: https://example.org/s\nmapping_tool: other\n", "t.yml"};

std::string verdict(const std::string& text, const ExternalMetadata* with = nullptr) {
  return test::verdict([&] { (void)read_alignment(text, "t.rdf", with); });
}

} // namespace

TEST_CASE("sssom: an alignment is a mapping set") {
  const std::string text =
      alignment("<onto1>one</onto1><onto2>two</onto2><uri1>https://example.org/one</uri1>"
                "<uri2> https://example.org/two </uri2><method>matcher</method>" +
                cell("=") + cell("&lt;", "0.5"));
  CHECK(guess_form(text) == Form::alignment);
  const MappingSet set = read(text, "t.rdf", {}, &metadata);
  CHECK(codes(set) == "");
  CHECK(set.slots.text("mapping_set_id") == "https://example.org/s");
  REQUIRE(set.mappings.size() == 2);
  const Mapping& first = set.mappings[0];
  CHECK(first.line == 4);
  CHECK(first.text("subject_id") == "https://example.org/a");
  CHECK(first.text("object_id") == "https://example.org/b");
  CHECK(first.text("predicate_id") == "skos:exactMatch");
  CHECK(first.text("confidence") == "1.0");
  CHECK(first.text("mapping_justification") == "semapv:UnspecifiedMatching");
  CHECK(first.text("subject_source") == "https://example.org/one");
  CHECK(first.text("object_source") == "https://example.org/two");
  CHECK_MESSAGE(first.text("mapping_tool") == "other", "metadata given count more");
  CHECK(set.mappings[1].text("predicate_id") == "skos:broadMatch");
  CHECK(set.mappings[1].line == 5);
  for (const Form form : {Form::json, Form::turtle, Form::owl}) {
    std::ostringstream out;
    write(form, set, out);
    CHECK(first_difference(content_of(set), content_of(read(out.str(), "again"))) == "");
  }
  std::ostringstream out;
  CHECK_THROWS_AS(write(Form::alignment, set, out), FormatError);
}

TEST_CASE("sssom: newer alignments describe their ontologies, and name what they hold") {
  const MappingSet set = read_alignment(
      alignment(
          "<onto1><Ontology rdf:about='https://example.org/one'><location>file:/x</location>"
          "<formalism><Formalism name='OWL' uri='http://www.w3.org/2002/07/owl#'/></formalism>"
          "</Ontology></onto1><onto2><Ontology rdf:about='https://example.org/two'/></onto2>"
          "<map><Cell rdf:about='https://example.org/cell/1'><entity1 rdf:resource='https://example.org/a'/>"
          "<entity2 rdf:resource='https://example.org/b'/><measure>0.25</measure>"
          "<relation>fr.inrialpes.exmo.align.impl.rel.SubsumeRelation</relation></Cell></map>",
          " rdf:about='https://example.org/alignment'"),
      "t.rdf");
  CHECK(set.slots.text("mapping_set_id") == "https://example.org/alignment");
  REQUIRE(set.mappings.size() == 1);
  CHECK(set.mappings[0].text("record_id") == "https://example.org/cell/1");
  CHECK(set.mappings[0].text("predicate_id") == "skos:narrowMatch");
  CHECK(set.mappings[0].text("subject_source") == "https://example.org/one");
  CHECK(set.mappings[0].text("object_source") == "https://example.org/two");
  CHECK_MESSAGE(codes(set) == "sssom.slot.missing", "the licence, which the format has no place for");
}

TEST_CASE("sssom: what an alignment cannot say in SSSOM is told with its line") {
  const MappingSet set = read_alignment(
      alignment("<id xmlns='http://example.org/more'>7</id>" + cell("HasInstance") + cell("=", "often")),
      "t.rdf", &metadata);
  std::string told;
  for (const Finding& finding : check(set))
    told += finding.code + " " + finding.place.text() + "\n";
  CHECK(told.find("sssom.alignment.element t.rdf:4") != std::string::npos);
  CHECK(told.find("sssom.alignment.relation t.rdf:4") != std::string::npos);
  CHECK(told.find("sssom.slot.missing t.rdf:4") != std::string::npos);
  CHECK(told.find("sssom.value t.rdf:5") != std::string::npos);
}

TEST_CASE("sssom: XML that is no alignment") {
  CHECK(verdict("<a/>") == "sssom.form t.rdf");
  CHECK(verdict(alignment("</Alignment><Alignment>")).starts_with("sssom.form t.rdf:4"));
  CHECK(verdict(alignment("<map>")).starts_with("xml.syntax t.rdf:4"));
  CHECK(verdict("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:/etc/passwd'>]><a>&x;</a>").starts_with("xml.entity"));
  CHECK(verdict(alignment("<onto1>" + std::string((1 << 20) + 1, 'x') + "</onto1>"))
            .starts_with("sssom.too-large"));
  const ExternalMetadata broken{"license: [", "t.yml"};
  CHECK(verdict(alignment(""), &broken) == "mapping.yaml t.yml:1");
  std::string cut = alignment(cell("="));
  for (std::size_t length = 0; length + 1 < cut.size(); ++length)
    CHECK(verdict(cut.substr(0, length)) != "ok");
}
