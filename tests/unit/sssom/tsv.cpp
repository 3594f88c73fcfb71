#include "base/error.hpp"
#include "sssom/check.hpp"
#include "sssom/read.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using namespace micrograph::sssom;

namespace {

/// The code and place of the FormatError that reading gives; "ok" if it gives none.
std::string verdict(const std::string& text) {
  try {
    require_valid(read_tsv(text, "t.sssom.tsv"));
    return "ok";
  } catch (const FormatError& error) {
    return error.code() + (error.place().line ? ":" + std::to_string(*error.place().line) : "");
  }
}

const std::string head =
    "#curie_map:\n#  a: http://a/\n#  b: http://b/\n#mapping_set_id: http://s\n#license: http://l\n";

} // namespace

TEST_CASE("sssom: a row, its slots and its line") {
  const MappingSet set =
      read_tsv(head + "subject_id\tpredicate_id\tobject_id\tmapping_justification\tcomment\n"
                      "a:1\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\t\n"
                      "\t\t\t\t\n"
                      "a:2\tskos:closeMatch\tb:2\tsemapv:LexicalMatching\t\"said \"\"so\"\"\nand\tmore\"\n"
                      "a:3\tskos:closeMatch\tb:3\tsemapv:LexicalMatching\n",
               "t");
  REQUIRE(set.mappings.size() == 3);
  CHECK(set.mappings[0].line == 7);
  CHECK(set.mappings[0].text("subject_id") == "a:1");
  CHECK(set.mappings[0].text("comment") == "");
  CHECK(set.mappings[1].line == 9);
  CHECK(set.mappings[1].text("comment") == "said \"so\"\nand\tmore");
  CHECK(set.mappings[2].line == 11);
  CHECK(set.prefixes.expand("b:2") == "http://b/2");
  CHECK(set.prefixes.expand("skos:exactMatch") == "http://www.w3.org/2004/02/skos/core#exactMatch");
  CHECK_FALSE(set.prefixes.expand("c:2").has_value());
  CHECK(set.prefixes.expand("https://x/y") == "https://x/y");
}

TEST_CASE("sssom: slots of the set reach rows only where the file has no column of that name") {
  const std::string rows = "subject_label\tpredicate_id\tobject_id\tmapping_justification\n"
                           "Oil\tskos:exactMatch\tb:oil\tsemapv:ManualMappingCuration\n";
  const MappingSet set =
      read_tsv(head +
                   "#subject_type: rdfs literal\n#subject_source: a:Immersion\n"
                   "#subject_preprocessing: [semapv:CaseNormalization, a:x]\n#comment: of the set\n" +
                   rows,
               "t");
  CHECK(set.mappings[0].text("subject_type") == "rdfs literal");
  CHECK(set.mappings[0].text("subject_source") == "a:Immersion");
  CHECK(set.mappings[0].values("subject_preprocessing") ==
        std::vector<std::string>{"semapv:CaseNormalization", "a:x"});
  CHECK(set.mappings[0].text("comment") == "");
}

TEST_CASE("sssom: bars and backslashes in slots with several values") {
  const Values values{"Alice\\Bob", "Charlie\\", "David\\|Eve\\"};
  CHECK(split_values(R"(Alice\\Bob|Charlie\\|David\\\|Eve\\)") == values);
  CHECK(split_values(join_values(values)) == values);
  CHECK(split_values("a||b|") == Values{"a", "b"});
  CHECK(split_values("").empty());
  CHECK(split_values(R"(a\b)") == Values{"a\\b"});
}

TEST_CASE("sssom: what a strict reader refuses, and where") {
  const std::string columns = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n";
  const std::string row = "a:1\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\n";
  CHECK(verdict(head + columns + row) == "ok");
  CHECK(verdict("#license: http://l\n#curie_map:\n#  a: http://a/\n" + columns + row) == "sssom.prefix:5");
  CHECK_NOTHROW(require_identity(read_tsv(head + columns + row, "t")));
  CHECK_THROWS_AS(require_identity(read_tsv("#license: http://l\n" + columns + row, "t")), FormatError);
  CHECK(verdict(head + "#nonsense: 1\n" + columns + row) == "sssom.slot.unknown:6");
  CHECK(verdict(head + "subject_id\tpredicate_id\tobject_id\tmapping_justification\tnonsense\n" + row) ==
        "sssom.slot.unknown:6");
  CHECK(verdict(head + "subject_id\tpredicate_id\tobject_id\tmapping_justification\text_more\n" + row) ==
        "ok");
  CHECK(verdict(head + "#extension_definitions:\n#  - slot_name: more\n#    property: http://p\n" +
                "subject_id\tpredicate_id\tobject_id\tmapping_justification\tmore\n" + row) == "ok");
  CHECK(verdict(head + columns + row + "a:1\t\tb:1\tsemapv:ManualMappingCuration\n") ==
        "sssom.slot.missing:8");
  CHECK(verdict(head + columns + "\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\n") ==
        "sssom.slot.missing:7");
  CHECK(verdict(head + columns + "c:1\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\n") ==
        "sssom.prefix:7");
  CHECK(verdict(head + columns + "a 1\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\n") ==
        "sssom.value:7");
  CHECK(verdict(head + columns + "a:1\tskos:exactMatch\tb:1|b:2\tsemapv:ManualMappingCuration\n") ==
        "sssom.value:7");
  CHECK(verdict(head + columns + "a:1\tskos:exactMatch\tb:1\tManual\n") == "sssom.value:7");
  CHECK(verdict(head + columns + "a:1\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\tmore\n") ==
        "mapping.table:7");
  CHECK(verdict(head + columns + "\"a:1\tskos:exactMatch\n") == "mapping.table:7");
  CHECK(verdict(head + "subject_id\tsubject_id\n") == "mapping.table:6");
  CHECK(verdict(head + "subject_id\t\tobject_id\n") == "mapping.table:6");
  CHECK(verdict(head) == "mapping.table:6");
  CHECK(verdict(head + columns + "a:\xFF\n") == "mapping.table:1");
  CHECK(verdict("#license: [a\n" + columns) == "mapping.yaml:1");
  CHECK(verdict("#license: a\n#license: b\n" + columns) == "mapping.yaml:2");
  CHECK(verdict("#license: \"a\n" + columns) == "mapping.yaml:1");
  CHECK(verdict("#license: a\n#mapping_set_id b\n" + columns) == "mapping.yaml:2");
  CHECK(verdict("# What this is.\n" + head + columns + row) == "ok");
}

TEST_CASE("sssom: a table cut anywhere is an error or a shorter table, never a crash") {
  const std::string whole = head +
                            "#comment: >-\n#  folded\n#  "
                            "text\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\tcomment\n"
                            "a:1\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\t\"x\"\"y\"\n";
  CHECK(verdict(whole) == "ok");
  for (std::size_t i = 0; i < whole.size(); ++i)
    CHECK(verdict(whole.substr(0, i)) != "");
}
