#include "mapping_set_helpers.hpp"

#include "base/error.hpp"
#include "sssom/check.hpp"
#include "sssom/content.hpp"
#include "sssom/write.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph;
using namespace micrograph::sssom;
using namespace micrograph::sssom::test;

namespace {

const std::string full_table =
    "#sssom_version: \"1.1\"\n"
    "#curie_map:\n"
    "#  a: https://example.org/a/\n"
    "#  b: \"https://example.org/b:\"\n"
    "#  unused: https://example.org/unused/\n"
    "#mapping_set_id: https://example.org/set\n"
    "#mapping_set_title: \"one: two # \\\"three\\\"\"\n"
    "#mapping_set_version: \"2024\"\n"
    "#license: https://example.org/license\n"
    "#creator_id:\n"
    "#  - a:me\n"
    "#extension_definitions:\n"
    "#  - slot_name: ext_n\n"
    "#    property: a:n\n"
    "#    type_hint: xsd:integer\n"
    "#  - slot_name: entity\n"
    "#    property: a:entity\n"
    "#    type_hint: linkml:Uriorcurie\n"
    "record_id\tsubject_id\tsubject_type\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\tobject_"
    "type\t"
    "mapping_justification\tauthor_label\tconfidence\text_n\tentity\text_more\tcomment\n"
    "a:r2\ta:2\towl "
    "class\tskos:broadMatch\t\tsssom:NoTermFound\t\t\tsemapv:ManualMappingCuration\t\t1\t8\tb:8\tm\t\n"
    "a:r1\ta:1\towl class\tskos:exactMatch\tNot\tb:1\t\towl "
    "class\tsemapv:LexicalMatching\tA\\|B|C\\\\\t0.50\t7\t\t\t"
    "\"x \"\"y\"\"\nz\"\n"
    "a:r3\ta:3\towl class\tskos:exactMatch\t\t\tword\trdfs literal\tsemapv:MappingReview\t\t\t\t\t\t\n";

} // namespace

TEST_CASE("sssom: every form gives back what was written, and the same bytes again") {
  const MappingSet set = read_tsv(full_table, "t");
  REQUIRE(codes(set) == "");
  for (const Form form : {Form::tsv, Form::json, Form::turtle, Form::owl}) {
    CAPTURE(std::string(name_of(form)));
    const std::string text = written(form, set);
    const MappingSet again = read(text, "again");
    CHECK(guess_form(text) == (form == Form::owl ? Form::turtle : form));
    CHECK(form_from_name(name_of(form)) == form);
    CHECK(first_difference(content_of(set), content_of(again)) == "");
    CHECK(written(form, again) == text);
    for (const Form other : {Form::tsv, Form::json, Form::turtle, Form::owl})
      CHECK(content_of(read(written(other, again), "other")) == content_of(set));
  }
}

TEST_CASE("sssom: tables are written in their canonical form") {
  const std::string text = written(Form::tsv, read_tsv(full_table, "t"));
  CHECK(text.starts_with("#sssom_version: \"1.1\"\n"
                         "#curie_map:\n"
                         "#  a: https://example.org/a/\n"
                         "#  b: \"https://example.org/b:\"\n"
                         "#mapping_set_id: https://example.org/set\n"
                         "#mapping_set_version: \"2024\"\n"
                         "#mapping_set_title: \"one: two # \\\"three\\\"\"\n"
                         "#creator_id:\n"
                         "#  - a:me\n"
                         "#license: https://example.org/license\n"
                         "#subject_type: owl class\n"
                         "#extension_definitions:\n"
                         "#  - slot_name: entity\n"
                         "#    property: a:entity\n"
                         "#    type_hint: linkml:Uriorcurie\n"
                         "#  - slot_name: ext_n\n"
                         "#    property: a:n\n"
                         "#    type_hint: xsd:integer\n"
                         "record_id\tsubject_id\tpredicate_id\tpredicate_modifier\tobject_id\tobject_"
                         "label\tmapping_justification\t"
                         "author_label\tobject_type\tconfidence\tcomment\text_more\tentity\text_n\n"
                         "a:r1\ta:1\tskos:exactMatch\tNot\tb:1\t"));
  WriteOptions options;
  options.condense = false;
  CHECK(written(Form::tsv, read_tsv(full_table, "t"), options).find("#subject_type") == std::string::npos);
}

TEST_CASE("sssom: Turtle is SSSOM/RDF") {
  const std::string text = written(Form::turtle, read_tsv(full_table, "t"));
  for (const char* part :
       {"<https://example.org/set> a sssom:MappingSet", "dcterms:license <https://example.org/license>",
        "sssom:predicate_modifier sssom:NegatedPredicate", "sssom:subject_type owl:Class",
        "owl:annotatedSource a:1", "sssom:confidence 5.0E-1", "a:n 7", "a:entity b:8",
        "<http://sssom.invalid/ext_more> \"m\"", "sssom:mappings a:r1", "sssom:version1.1"}) {
    CAPTURE(part);
    CHECK(text.find(part) != std::string::npos);
  }
}

TEST_CASE("sssom: JSON as others write it") {
  const MappingSet set = read_json(R"({"@type": "MappingSet", "license": "https://example.org/l",
    "mapping_set_id": "https://example.org/s", "creator_id": "a:me",
    "curie_map": {"a": {"prefix_name": "a", "prefix_url": "https://example.org/a/"}},
    "@context": ["https://example.org/context", {"b": "https://example.org/b/", "confidence": "https://example.org/no/",
                 "c": {"@id": "https://example.org/c/"}, "d": {"@id": "https://example.org/d/", "@prefix": true}}],
    "mappings": [{"subject_id": "a:1", "predicate_id": "skos:exactMatch", "object_id": ["d:1"], "confidence": 0.5,
                  "predicate_modifier": {"text": "Not"}, "mapping_justification": "semapv:LexicalMatching",
                  "subject_label": null}]})",
                                   "t.json");
  CHECK(codes(set) == "");
  CHECK(set.slots.values("creator_id") == Values{"a:me"});
  CHECK(set.prefixes.expand("b:1") == "https://example.org/b/1");
  CHECK_FALSE(set.prefixes.expand("c:1").has_value());
  CHECK(set.mappings[0].text("predicate_modifier") == "Not");
  CHECK(set.mappings[0].text("object_id") == "d:1");
  CHECK_FALSE(set.mappings[0].slots.has("subject_label"));
  const auto reading = [](const char* text) { return verdict([&] { (void)read_json(text, "t"); }); };
  CHECK(reading("[]") == "sssom.form t");
  CHECK(reading(R"({"mappings": {}})") == "sssom.form t /mappings");
  CHECK(reading(R"({"mappings": [{}, 1]})") == "sssom.form t /mappings/1");
  CHECK(reading(R"({"mappings": [{"comment": {}}]})") == "sssom.form t /mappings/0/comment");
  CHECK(reading(R"({"curie_map": {"a": 1}})") == "sssom.form t /curie_map/a");
  CHECK(reading("{").starts_with("json.syntax"));
}

TEST_CASE("sssom: Turtle that is no mapping set, or more than one") {
  const auto reading = [](const std::string& text) {
    return verdict([&] { (void)read_turtle("@prefix s: <https://w3id.org/sssom/> .\n" + text, "t"); });
  };
  CHECK(reading("[] a s:MappingSet .") == "ok");
  CHECK(reading("") == "sssom.form t");
  CHECK(reading("[] a s:MappingSet . [] a s:MappingSet .") == "sssom.form t");
  CHECK(reading("[] a s:MappingSet ; s:mappings [ .").starts_with("rdf.syntax"));
  const MappingSet set =
      read_turtle("@prefix s: <https://w3id.org/sssom/> .\n[] a s:MappingSet ; s:nonsense 1 ; s:mappings "
                  "[ s:confidence 0.5, 0.6 ; s:mapping_justification [] ] .",
                  "t");
  CHECK(codes(set).starts_with("sssom.slot.unknown"));
  CHECK(codes(set).find("sssom.slot.several") != std::string::npos);
  CHECK(codes(set).find("sssom.value") != std::string::npos);
}

TEST_CASE("sssom: slots of before 1.0 become those of today") {
  const MappingSet set =
      read_tsv("#license: http://l\n#mapping_set_id: http://s\n"
               "subject_id\tpredicate_id\tobject_id\tmatch_type\tmatch_term_type\tsemantic_similarity_score\n"
               "owl:a\tskos:exactMatch\towl:b\tLexical\tClassMatch\t0.5\n",
               "t");
  CHECK(codes(set) == "");
  CHECK(set.mappings[0].text("mapping_justification") == "semapv:LexicalMatching");
  CHECK(set.mappings[0].text("object_type") == "owl class");
  CHECK(set.mappings[0].text("similarity_score") == "0.5");
  CHECK_FALSE(set.mappings[0].slots.has("match_type"));
}

TEST_CASE("sssom: IRIs become CURIEs in tables, or the table is not written") {
  const MappingSet set =
      read_json(R"({"license": "https://example.org/l", "mappings": [{"subject_id": "https://example.org/a/1",
      "predicate_id": "skos:exactMatch", "object_id": "owl:x", "mapping_justification": "semapv:LexicalMatching"}]})",
                "t");
  CHECK(verdict([&] { (void)written(Form::tsv, set); }) == "sssom.no-curie t /mappings/0");
  WriteOptions options;
  options.more_prefixes = {{"a", "https://example.org/a/"}, {"other", "https://example.org/o/"}};
  const std::string text = written(Form::tsv, set, options);
  CHECK(text.find("\na:1\t") != std::string::npos);
  CHECK(text.find("other") == std::string::npos);
  CHECK(content_of(read_tsv(text, "t")) == content_of(set));
}

TEST_CASE("sssom: metadata in a file of their own") {
  const ExternalMetadata metadata{
      "license: http://l\r\nmapping_set_id: http://s\r\nmapping_date: 2024-01-31\r\n", "t.yml"};
  const std::string table = "subject_id\tpredicate_id\tobject_id\tmapping_justification\r\n"
                            "owl:a\tskos:exactMatch\towl:b\tsemapv:LexicalMatching\r\n";
  const MappingSet set = read_tsv(table, "t.tsv", &metadata);
  CHECK(codes(set) == "");
  CHECK(set.mappings[0].text("mapping_date") == "2024-01-31");
  CHECK(codes(read_tsv("#license: http://other\n" + table, "t.tsv", &metadata)) == "sssom.metadata-twice?");
  const ExternalMetadata broken{"license: [", "t.yml"};
  CHECK(verdict([&] { (void)read_tsv(table, "t.tsv", &broken); }) == "mapping.yaml t.yml:1");
}

TEST_CASE("sssom: a small file cannot become a large set") {
  std::string table =
      "#license: http://l\n#mapping_tool: " + std::string(1'000'000, 'x') + "\npredicate_id\n";
  for (int i = 0; i < 1100; ++i)
    table += "a\n";
  CHECK(verdict([&] { (void)read_tsv(table, "t"); }) == "sssom.too-large t:2");
  std::string wide = "a";
  for (int i = 1; i < 1001; ++i)
    wide += "\ta" + std::to_string(i);
  CHECK(verdict([&] { (void)read_tsv(wide + "\n", "t"); }) == "mapping.table t:1");
  CHECK(verdict([&] { (void)read_tsv("a\n" + std::string((1 << 20) + 1, 'x') + "\n", "t"); }) ==
        "mapping.table t:2");
}
