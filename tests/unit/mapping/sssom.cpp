#include "mapping/sssom.hpp"
#include "base/error.hpp"
#include "support/shared.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace micrograph;
using namespace micrograph::mapping;

namespace {

/// The code and place of the FormatError that reading gives; "ok" if it gives none.
std::string verdict(const std::string& text) {
  try {
    (void)read_sssom(text, "t.sssom.tsv", Strictness::strict);
    return "ok";
  } catch (const FormatError& error) {
    return error.code() + (error.place().line ? ":" + std::to_string(*error.place().line) : "");
  }
}

const std::string head =
    "#curie_map:\n#  a: http://a/\n#  b: http://b/\n#mapping_set_id: http://s\n#license: http://l\n";

std::string slurp(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

} // namespace

TEST_CASE("sssom: a row, its slots and its line") {
  const MappingSet set =
      read_sssom(head + "subject_id\tpredicate_id\tobject_id\tmapping_justification\tcomment\n"
                        "a:1\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\t\n"
                        "\t\t\t\t\n"
                        "a:2\tskos:closeMatch\tb:2\tsemapv:LexicalMatching\t\"said \"\"so\"\"\nand\tmore\"\n"
                        "a:3\tskos:closeMatch\tb:3\tsemapv:LexicalMatching\n",
                 "t", Strictness::strict);
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
      read_sssom(head +
                     "#subject_type: rdfs literal\n#subject_source: a:Immersion\n"
                     "#subject_preprocessing: [semapv:CaseNormalization, a:x]\n#comment: of the set\n" +
                     rows,
                 "t", Strictness::strict);
  CHECK(set.mappings[0].text("subject_type") == "rdfs literal");
  CHECK(set.mappings[0].text("subject_source") == "a:Immersion");
  CHECK(set.mappings[0].values("subject_preprocessing") ==
        std::vector<std::string>{"semapv:CaseNormalization", "a:x"});
  CHECK(set.mappings[0].text("comment") == "");
}

TEST_CASE("sssom: bars and backslashes in slots with several values") {
  Mapping mapping;
  mapping.slots["author_label"] = R"(Alice\\Bob|Charlie\\|David\\\|Eve\\)";
  CHECK(mapping.values("author_label") ==
        std::vector<std::string>{"Alice\\Bob", "Charlie\\", "David\\|Eve\\"});
  CHECK(mapping.values("author_id").empty());
}

TEST_CASE("sssom: what a strict reader refuses, and where") {
  const std::string columns = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n";
  const std::string row = "a:1\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\n";
  CHECK(verdict(head + columns + row) == "ok");
  CHECK(verdict("#curie_map:\n#  a: http://a/\n" + columns + row) == "sssom.prefix:4");
  CHECK_NOTHROW(check_identity(read_sssom(head + columns + row, "t", Strictness::strict)));
  CHECK_THROWS_AS(
      check_identity(read_sssom("#license: http://l\n" + columns + row, "t", Strictness::lenient)),
      FormatError);
  CHECK(verdict(head + "#nonsense: 1\n" + columns + row) == "sssom.slot.unknown:6");
  CHECK(verdict(head + "subject_id\tpredicate_id\tobject_id\tmapping_justification\tnonsense\n" + row) ==
        "sssom.slot.unknown");
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

TEST_CASE("yaml: the forms that metadata blocks use") {
  const auto read = [](const std::string& text) {
    std::vector<YamlLine> lines;
    std::istringstream in(text);
    static std::vector<std::string> kept; // lines are borrowed
    kept.clear();
    for (std::string line; std::getline(in, line);)
      kept.push_back(line);
    for (std::size_t i = 0; i < kept.size(); ++i)
      lines.push_back({kept[i], i + 1});
    return read_yaml(lines, "block");
  };
  CHECK(read("a: b").find("a")->text == "b");
  CHECK(read("  a: b # no text\n  c: 'it''s'").find("c")->text == "it's");
  CHECK(read("a: http://x/#y").find("a")->text == "http://x/#y");
  CHECK(read("a: one\n  two\n  three\nb: x").find("a")->text == "one two three");
  CHECK(read("a:\n  one\n  two").find("a")->text == "one two");
  CHECK(read("a: >-\n  one\n  two\n\n  three\nb: x").find("a")->text == "one two\nthree");
  CHECK(read("a: |\n  one\n    two\nb: x").find("a")->text == "one\n  two");
  CHECK(read("a: \"b \\\"c\\\" # d\"").find("a")->text == "b \"c\" # d");
  CHECK(read("a:\n- b\n- \"c\"").find("a")->texts() == std::vector<std::string>{"b", "c"});
  CHECK(read("a:\n    - b:c\n    - d").find("a")->texts() == std::vector<std::string>{"b:c", "d"});
  CHECK(read("a: [b, 'c d']").find("a")->texts() == std::vector<std::string>{"b", "c d"});
  CHECK(read("a:\n  b: c\n  d: e").find("a")->find("d")->text == "e");
  CHECK(read("a:\n  - b: c\n    d: e\n  - b: f").find("a")->items[0].find("d")->text == "e");
  CHECK(read("a:\nb: c").find("a")->text == "");
  CHECK(read("").entries.empty());
  CHECK_THROWS_AS(read("a: {b: c}"), FormatError);
  CHECK_THROWS_AS(read("a: 'b'\n   c"), FormatError);
  CHECK_THROWS_AS(read("a: b\n- c"), FormatError);
  std::string deep = "a:\n";
  for (std::size_t i = 1; i < 100; ++i)
    deep += std::string(i, ' ') + "a:\n";
  CHECK_THROWS_AS(read(deep), FormatError);
}

TEST_CASE("sssom: the public examples have the rows that they should") {
  const auto folder = test::shared_folder("suites/sssom");
  if (!folder)
    return;
  std::ifstream cases(*folder / "cases.tsv");
  std::string line;
  std::getline(cases, line);
  std::size_t checked = 0;
  while (std::getline(cases, line)) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');)
      cells.push_back(cell);
    const std::string &id = cells[0], &input = cells[1], &check = cells[4], &expected = cells[5];
    if (!input.ends_with(".tsv") || (check != "valid" && check != "parse" && check != "invalid"))
      continue;
    const std::string metadata = cells[2] == "-" ? "" : slurp(*folder / cells[2]);
    CAPTURE(id);
    ++checked;
    if (check == "invalid") {
      CHECK_THROWS_AS((void)read_sssom(slurp(*folder / input), input, Strictness::strict, metadata),
                      FormatError);
      continue;
    }
    MappingSet set;
    REQUIRE_NOTHROW(set = read_sssom(slurp(*folder / input), input,
                                     check == "valid" ? Strictness::strict : Strictness::lenient, metadata));
    CHECK(set.mappings.size() == std::stoul(expected.substr(expected.find('=') + 1)));
  }
  CHECK(checked >= 30);
}
