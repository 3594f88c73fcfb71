#include "sssom/check.hpp"
#include "sssom/read.hpp"
#include "sssom/review.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using namespace micrograph::sssom;

namespace {

/// Codes of the findings on a set of one mapping that has these slots (`slot=value`) beside the required
/// ones; those of warnings with a question mark.
std::string codes(const std::vector<std::string>& slots,
                  const std::string& metadata = "#sssom_version: \"1.1\"\n") {
  std::string header = "predicate_id\tmapping_justification",
              row = "skos:exactMatch\tsemapv:ManualMappingCuration";
  bool has_subject = false, has_object = false;
  for (const std::string& slot : slots) {
    const auto equals = slot.find('=');
    header += "\t" + slot.substr(0, equals);
    row += "\t" + slot.substr(equals + 1);
    has_subject = has_subject || slot.starts_with("subject_id");
    has_object = has_object || slot.starts_with("object_id");
  }
  header += has_subject ? "" : "\tsubject_id";
  row += has_subject ? "" : "\ta:1";
  header += has_object ? "" : "\tobject_id";
  row += has_object ? "" : "\ta:2";
  const MappingSet set =
      read_tsv(metadata + "#curie_map:\n#  a: http://a/\n#license: http://l\n#mapping_set_id: http://s\n" +
                   header + "\n" + row + "\n",
               "t");
  std::string out;
  for (const Finding& finding : check(set))
    out += (out.empty() ? "" : " ") + finding.code + (finding.severity == Severity::error ? "" : "?");
  return out;
}

ReviewState state(const std::string& justification, const std::string& reviewer,
                  const std::string& agreement) {
  MappingSet set;
  Mapping mapping;
  mapping.slots.set("mapping_justification", justification);
  mapping.slots.set("reviewer_label", reviewer);
  mapping.slots.set("reviewer_agreement", agreement);
  return review_state(set, mapping);
}

} // namespace

TEST_CASE("sssom check: values that a slot can have, and cannot") {
  CHECK(codes({}) == "");
  CHECK(codes({"mapping_date=2024-02-29"}) == "");
  for (const char* date :
       {"2023-02-29", "2024-13-01", "2024-00-10", "2024", "24-01-01", "2024-01-0x", "2024-01-01Z"})
    CHECK(codes({std::string("mapping_date=") + date}) == "sssom.value");
  for (const char* number : {"0", "1", "1.0", "0.5", "5e-1", "+0.5", ".5"})
    CHECK(codes({std::string("confidence=") + number}) == "");
  for (const char* number : {"1.01", "-0.1", "nan", "inf", "0x1", "half", "0.5 ", "1e999"})
    CHECK(codes({std::string("confidence=") + number}) == "sssom.value");
  CHECK(codes({"reviewer_agreement=-1", "reviewer_label=Kim"}) == "");
  CHECK(codes({"predicate_modifier=Not"}) == "");
  CHECK(codes({"predicate_modifier=not"}) == "sssom.value");
  CHECK(codes({"license=not absolute"}) == "sssom.value");
  CHECK(codes({"license=http://l"}) == "");
  CHECK(codes({"subject_id=a:1 2"}) == "sssom.value");
  CHECK(codes({"subject_id=x:1"}) == "sssom.prefix");
  CHECK(codes({"author_id=a:1|x:2"}) == "sssom.prefix");
  CHECK(codes({"subject_id=a:x(b:'c d')", "subject_type=composed entity expression"}) == "");
  CHECK(codes({"predicate_type=rdfs literal"}) == "sssom.value");
  CHECK(codes({"comment=a\x01"}) == "sssom.value");
}

TEST_CASE("sssom check: what must be there, and what goes with what") {
  CHECK(codes({"review_date=2024-01-01"}) == "sssom.slot.missing");
  CHECK(codes({"review_date=2024-01-01", "reviewer_id=a:kim"}) == "");
  CHECK(codes({"reviewer_agreement=1"}) == "sssom.slot.missing");
  CHECK(codes({"subject_id=", "subject_type=rdfs literal", "subject_label=x"}) == "");
  CHECK(codes({"subject_type=rdfs literal"}) == "sssom.slot.missing");
  CHECK(codes({"object_id="}) == "sssom.slot.missing");
  CHECK(codes({"object_id=sssom:NoTermFound", "mapping_cardinality=1:0"}) == "");
  CHECK(codes({"mapping_cardinality=1:0"}) == "sssom.value");
  CHECK(codes({"subject_source=sssom:NoTermFound"}) == "sssom.value");
}

TEST_CASE("sssom check: versions") {
  CHECK(codes({"record_id=a:r"}, "") == "sssom.version?");
  CHECK(codes({"record_id=a:r"}, "#sssom_version: \"1.0\"\n") == "sssom.version?");
  CHECK(codes({}, "#sssom_version: \"2.0\"\n") == "sssom.value");
  CHECK(codes({"subject_type=composed entity expression"}, "") == "sssom.version?");
  CHECK(codes({"curation_rule_text=x"}, "") == "");
  CHECK(codes({}, "#see_also: some text\n") == "sssom.value?");
  CHECK(codes({}, "#sssom_version: \"1.1\"\n#see_also: some text\n") == "sssom.value");
}

TEST_CASE("sssom check: prefixes, extensions and slots of the set") {
  const std::string version = "#sssom_version: \"1.1\"\n";
  CHECK(codes({}, version + "#confidence: 1\n") == "sssom.slot.unknown");
  CHECK(codes({}, version + "#mapping_set_title:\n#  - a\n#  - b\n") == "sssom.slot.several");
  CHECK(codes({}, version + "#mapping_set_title:\n#  a: b\n") == "sssom.value");
  CHECK(codes({"more=1"}, version + "#extension_definitions:\n#  - slot_name: more\n") == "");
  CHECK(codes({"more=1"}, version + "#extension_definitions:\n#  - slot_name: more\n#    property: x:y\n") ==
        "sssom.extension? sssom.slot.unknown");
  CHECK(codes({}, version + "#extension_definitions:\n#  - slot_name: confidence\n") == "sssom.extension?");
  CHECK(codes({}, version + "#extension_definitions:\n#  - slot_name: e\n#    property: rdfs:comment\n") ==
        "sssom.extension?");
  CHECK(codes({}, version + "#extension_definitions:\n#  - slot_name: e\n#    nonsense: a\n") ==
        "sssom.extension?");
}

TEST_CASE("sssom check: mappings beside each other") {
  const std::string head =
      "#sssom_version: \"1.1\"\n#curie_map:\n#  a: http://a/\n#license: http://l\n#mapping_set_id: http://s\n"
      "record_id\tsubject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\n";
  const auto codes_of = [&](const std::string& rows) {
    std::string out;
    for (const Finding& finding : check(read_tsv(head + rows, "t")))
      out += finding.code + ":" + std::to_string(finding.place.line.value_or(0)) + " ";
    return out;
  };
  const std::string rest = "\tskos:exactMatch\t\ta:2\tsemapv:LexicalMatching\n";
  CHECK(codes_of("a:r1\ta:1" + rest + "a:r2\ta:1" + rest) == "");
  CHECK(codes_of("a:r1\ta:1" + rest + "a:r1\ta:3" + rest) == "sssom.record-id:8 ");
  CHECK(codes_of("a:r1\ta:1" + rest + "\ta:3" + rest) == "sssom.record-id:8 ");
  CHECK(codes_of("\ta:1" + rest + "\ta:1\tskos:exactMatch\tNot\ta:2\tsemapv:LexicalMatching\n") ==
        "sssom.contradiction:7 ");
}

TEST_CASE("sssom check: of very many findings the first are listed, and an error is never lost") {
  std::string table = "#license: http://l\n#mapping_set_id: "
                      "http://s\npredicate_id\tmapping_justification\tsubject_id\tobject_id\t"
                      "see_also\n";
  for (int i = 0; i < 1500; ++i)
    table += "skos:exactMatch\tsemapv:MappingReview\towl:a\towl:b\tsome text\n";
  const auto warned = check(read_tsv(table, "t"));
  REQUIRE(warned.size() == 1001);
  CHECK(warned.back().code == "sssom.more");
  CHECK(warned.back().text.starts_with("500 "));
  const auto findings = check(read_tsv(table + "skos:exactMatch\tsemapv:MappingReview\towl:a\n", "t"));
  REQUIRE(findings.size() == 1002);
  CHECK(findings[1000].code == "sssom.slot.missing");
  CHECK(findings[1000].place.line == 1504);
}

TEST_CASE("sssom: who reviewed decides, then how the mapping came to be") {
  using enum ReviewState;
  CHECK(state("semapv:ManualMappingCuration", "", "") == accepted);
  CHECK(state("semapv:MappingReview", "", "") == accepted);
  CHECK(state("semapv:LogicalReasoning", "", "") == accepted);
  for (const char* found : {"LexicalMatching", "UnspecifiedMatching", "MappingChaining", "MappingInversion",
                            "CompositeMatching"}) {
    CHECK(state("semapv:" + std::string(found), "", "") == candidate);
    CHECK(state("semapv:" + std::string(found), "Kim", "") == accepted);
    CHECK(state("semapv:" + std::string(found), "Kim", "0.3") == accepted);
    CHECK(state("semapv:" + std::string(found), "Kim", "0") == candidate);
    CHECK(state("semapv:" + std::string(found), "Kim", "-0.3") == rejected);
  }
  CHECK(state("semapv:ManualMappingCuration", "Kim", "-1") == rejected);
}
