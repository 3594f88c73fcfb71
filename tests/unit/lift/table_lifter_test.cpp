// docs/lift.md, "Tables" and "Lists", row by row, and backwards.
#include "text_support.hpp"

using namespace micrograph;
using document::TextForm;
using document::TextReading;
using test::Lines;

namespace {

constexpr const char* row_type = "<rdf:type> <t:Row>";

Lines lift_csv(const std::string& text, TextReading reading = {}) {
  return test::lift_lines(test::text_document(text, TextForm::csv, std::move(reading)), "csv");
}
std::uint64_t csv_leaves(const std::string& text) {
  (void)lift_csv(text);
  return lift::count_leaves(test::text_document(text, TextForm::csv));
}
TextReading with_header(std::uint64_t row, std::vector<std::string> columns = {}) {
  return {row, std::move(columns), {}};
}

const TextReading screens{1, {}, {{"Screen Number", "Screen"}}};
Lines lift_lists(const std::string& text) {
  return test::lift_lines(test::text_document(text, TextForm::lists, screens), "lists");
}
std::uint64_t list_leaves(const std::string& text) {
  (void)lift_lists(text);
  return lift::count_leaves(test::text_document(text, TextForm::lists, screens));
}

std::string row(const std::string& iri, const std::string& rest) {
  return "<#/~row" + iri + "> " + rest;
}

/// Code of the error with which lifting refuses a text; empty if it does not.
std::string refusal(const std::string& text, TextForm form) {
  lift::StatementTree tree;
  FindingList findings;
  try {
    (void)lift::lift(test::text_document(text, form), "urn:d", "test", tree, findings);
  } catch (const FormatError& error) {
    return error.code();
  }
  return {};
}

} // namespace

TEST_CASE("a row is a node, a cell a statement by the name of its column") {
  CHECK(lift_csv("Well,Gene Symbol\nA1,hh\nA2,\n") ==
        Lines{R"(<#> <t:columns> "[\"Well\",\"Gene Symbol\"]")", "<#> <t:row> <#/~row>", row("", row_type),
              row("", "<t:position> \"1\"^^<xsd:integer>"), row("", "<s:Well> \"A1\""), row("", "<s:Gene%20Symbol> \"hh\""),
              "<#> <t:row> <#/~row(2)>", row("(2)", row_type), row("(2)", "<t:position> \"2\"^^<xsd:integer>"),
              row("(2)", "<s:Well> \"A2\"")});
}

TEST_CASE("tables have commas, semicolons or tabs") {
  CHECK(test::lift_lines(test::text_document("a;b\n1,2;3\n", TextForm::csv_semicolon), "csv;").back() == row("", "<s:b> \"3\""));
  CHECK(test::lift_lines(test::text_document("a\tb\n1;2\t3\n", TextForm::tsv), "tsv").back() == row("", "<s:b> \"3\""));
}

TEST_CASE("a name that comes again, and an empty one") {
  CHECK(lift_csv(",a,a\n0,1,2\n") == Lines{R"(<#> <t:columns> "[\"\",\"a\",\"a\"]")", "<#> <t:row> <#/~row>", row("", row_type),
                                           row("", "<t:position> \"1\"^^<xsd:integer>"), row("", "<s:~> \"0\""), row("", "<s:a> \"1\""),
                                           row("", "<s:a> <#/~row/a>"), "<#/~row/a> <t:occurrence> \"2\"^^<xsd:integer>",
                                           "<#/~row/a> <rdf:value> \"2\""});
}

TEST_CASE("rows with more or fewer cells say how many") {
  CHECK(lift_csv("a\n1,2,3\n") == Lines{R"(<#> <t:columns> "[\"a\"]")", "<#> <t:row> <#/~row>", row("", row_type),
                                        row("", "<t:position> \"1\"^^<xsd:integer>"), row("", "<s:a> \"1\""), row("", "<s:~> \"2\""),
                                        row("", "<s:~> <#/~row/~>"), "<#/~row/~> <t:occurrence> \"2\"^^<xsd:integer>",
                                        "<#/~row/~> <rdf:value> \"3\"", row("", R"(<t:layout> "{\"cells\":3}")")});
  CHECK(lift_csv("a,b,c\n1,2\n").back() == row("", R"(<t:layout> "{\"cells\":2}")"));
}

TEST_CASE("cells that must be quoted are, others are if the row says so") {
  const Lines usual = lift_csv("a,b\n\"x,\"\"y\"\"\n\",z\n");
  CHECK(usual.size() == 6);
  CHECK(usual[4] == row("", R"(<s:a> "x,\"y\"\n")"));
  CHECK(lift_csv("a,b\n\"x\",z\n").back() == row("", R"(<t:layout> "{\"quotes\":\"q\"}")"));
  CHECK(lift_csv("a,b,c\n1,5\" disk,\"z\"\n").back() == row("", R"(<t:layout> "{\"quotes\":\".pq\"}")"));
  CHECK(lift_csv("a,\"b\"\n1,2\n")[1] == R"(<#> <t:heading> "{\"quotes\":\".q\"}")");
}

TEST_CASE("where all names are quoted, all cells are, or the row says which are not") {
  CHECK(lift_csv("\"a\",\"b\"\n\"1\",\"\"\n2,\"\"\n") ==
        Lines{R"(<#> <t:columns> "[\"a\",\"b\"]")", "<#> <t:quoting> \"all\"", "<#> <t:row> <#/~row>", row("", row_type),
              row("", "<t:position> \"1\"^^<xsd:integer>"), row("", "<s:a> \"1\""), "<#> <t:row> <#/~row(2)>", row("(2)", row_type),
              row("(2)", "<t:position> \"2\"^^<xsd:integer>"), row("(2)", "<s:a> \"2\""), row("(2)", R"(<t:layout> "{\"quotes\":\"p\"}")")});
}

TEST_CASE("a quotation mark too many is a character, and spoils no other line") {
  const Lines lines = lift_csv("a,b\n\"x\"y,1\nx\",\"z\n2,3\n");
  const auto has = [&](const std::string& line) { return std::find(lines.begin(), lines.end(), line) != lines.end(); };
  CHECK(has(row("", R"(<s:a> "\"x\"y")")));
  CHECK(has(row("(2)", R"(<s:b> "\"z")")));
  CHECK(has(row("(3)", "<s:b> \"3\"")));
}

TEST_CASE("line ends, and lines with nothing in them") {
  CHECK(lift_csv("a\r\n1\r\n2\n3\r\r\n4") ==
        Lines{"<#> <t:lineEnd> \"CRLF\"", R"(<#> <t:columns> "[\"a\"]")", "<#> <t:row> <#/~row>", row("", row_type),
              row("", "<t:position> \"1\"^^<xsd:integer>"), row("", "<s:a> \"1\""), "<#> <t:row> <#/~row(2)>", row("(2)", row_type),
              row("(2)", "<t:position> \"2\"^^<xsd:integer>"), row("(2)", "<s:a> \"2\""), row("(2)", R"(<t:layout> "{\"end\":\"\\n\"}")"),
              "<#> <t:row> <#/~row(3)>", row("(3)", row_type), row("(3)", "<t:position> \"3\"^^<xsd:integer>"), row("(3)", "<s:a> \"3\""),
              row("(3)", R"(<t:layout> "{\"end\":\"\\r\\r\\n\"}")"), "<#> <t:row> <#/~row(4)>", row("(4)", row_type),
              row("(4)", "<t:position> \"4\"^^<xsd:integer>"), row("(4)", "<s:a> \"4\""), row("(4)", R"(<t:layout> "{\"end\":\"\"}")")});
  CHECK(lift_csv("\na\n\n\n1\n\n") ==
        Lines{R"(<#> <t:columns> "[\"a\"]")", R"(<#> <t:heading> "{\"before\":\"\\n\"}")", "<#> <t:row> <#/~row>", row("", row_type),
              row("", "<t:position> \"1\"^^<xsd:integer>"), row("", "<s:a> \"1\""), row("", R"(<t:layout> "{\"before\":\"\\n\\n\"}")"),
              R"(<#> <t:layout> "{\"before\":\"\\n\"}")"});
}

TEST_CASE("names of columns that no row has, and rows before them") {
  CHECK(lift_csv("p1,x\n", with_header(0, {"Plate", "Path"})) ==
        Lines{"<#> <t:header> \"0\"^^<xsd:integer>", R"(<#> <t:columns> "[\"Plate\",\"Path\"]")", "<#> <t:row> <#/~row>", row("", row_type),
              row("", "<t:position> \"1\"^^<xsd:integer>"), row("", "<s:Plate> \"p1\""), row("", "<s:Path> \"x\"")});
  CHECK(lift_csv("made by,x\na,b\n1,2\n", with_header(2)) ==
        Lines{"<#> <t:header> \"2\"^^<xsd:integer>", "<#> <t:row> <#/~row>", row("", row_type), row("", "<t:position> \"1\"^^<xsd:integer>"),
              row("", "<s:~> \"made by\""), row("", "<s:~> <#/~row/~>"), "<#/~row/~> <t:occurrence> \"2\"^^<xsd:integer>",
              "<#/~row/~> <rdf:value> \"x\"", row("", R"(<t:layout> "{\"cells\":2}")"), R"(<#> <t:columns> "[\"a\",\"b\"]")",
              "<#> <t:row> <#/~row(2)>", row("(2)", row_type), row("(2)", "<t:position> \"2\"^^<xsd:integer>"), row("(2)", "<s:a> \"1\""),
              row("(2)", "<s:b> \"2\"")});
  (void)lift_csv("a\n1\n", with_header(7));
  (void)lift_csv("a\n1\n", with_header(3));
  (void)lift_csv("a\n1\n", with_header(0));
}

TEST_CASE("leaves of a table are its cells, and rows and tables with nothing in them") {
  CHECK(csv_leaves("") == 1);
  CHECK(csv_leaves("\n\n") == 1);
  CHECK(csv_leaves("a,b\n") == 1);
  CHECK(csv_leaves("a,b\n,\n\"\"\n1,\n") == 3);
  CHECK(csv_leaves("\xEF\xBB\xBF" "a\n\xC2\xB5\n") == 1);
  CHECK(csv_leaves("a\n\xB5\n") == 1);
}

TEST_CASE("a line of a list is a name and its values, each a node with its place") {
  CHECK(lift_lists("Title\tA study\t\nName\tx\t\n\t\t\n# Contacts\t\t\nName\t\ty\n") ==
        Lines{"<#> <t:width> \"3\"^^<xsd:integer>", "<#> <s:Title> <#/Title>", "<#/Title> <t:position> \"1\"^^<xsd:integer>",
              "<#/Title> <rdf:value> \"A study\"", "<#> <s:Name> <#/Name>", "<#/Name> <t:position> \"1\"^^<xsd:integer>",
              "<#/Name> <rdf:value> \"x\"", "<#> <t:remark> <#/~remark>", "<#/~remark> <x:position> \"1\"^^<xsd:integer>",
              "<#/~remark> <rdf:value> \"# Contacts\"", "<#> <s:Name> <#/Name(2)>", "<#/Name(2)> <t:position> \"2\"^^<xsd:integer>",
              "<#/Name(2)> <t:occurrence> \"2\"^^<xsd:integer>", "<#/Name(2)> <rdf:value> \"y\"",
              R"(<#> <t:layout> "[\"Title\",\"Name\",null,true,\"Name\"]")"});
}

TEST_CASE("an entry that begins a section, and lines that are written otherwise") {
  CHECK(lift_lists("a\n\"Screen Number\"\t1\nScreen Number\t\"2\"\r\n\nb\tc") ==
        Lines{"<#> <t:width> \"1\"^^<xsd:integer>", R"(<#> <t:layout> "[\"a\"]")", "<#> <s:Screen> <#/Screen>",
              "<#/Screen> <rdf:type> <s:Screen>", "<#/Screen> <x:position> \"1\"^^<xsd:integer>",
              "<#/Screen> <s:Screen%20Number> <#/Screen/Screen%20Number>", "<#/Screen/Screen%20Number> <t:position> \"1\"^^<xsd:integer>",
              "<#/Screen/Screen%20Number> <rdf:value> \"1\"", R"(<#/Screen> <t:layout> "[[\"Screen Number\",{\"cells\":2,\"quotes\":\"q\"}]]")",
              "<#> <s:Screen> <#/Screen(2)>", "<#/Screen(2)> <rdf:type> <s:Screen>", "<#/Screen(2)> <x:position> \"2\"^^<xsd:integer>",
              "<#/Screen(2)> <s:Screen%20Number> <#/Screen(2)/Screen%20Number>",
              "<#/Screen(2)/Screen%20Number> <t:position> \"1\"^^<xsd:integer>", "<#/Screen(2)/Screen%20Number> <rdf:value> \"2\"",
              "<#/Screen(2)> <s:b> <#/Screen(2)/b>", "<#/Screen(2)/b> <t:position> \"1\"^^<xsd:integer>",
              "<#/Screen(2)/b> <rdf:value> \"c\"",
              R"(<#/Screen(2)> <t:layout> "[[\"Screen Number\",{\"cells\":2,\"quotes\":\".q\",\"end\":\"\\r\\n\"}],null,[\"b\",{\"cells\":2,\"end\":\"\"}]]")"});
}

TEST_CASE("leaves of lists are values, remarks, and what holds neither") {
  CHECK(list_leaves("") == 1);
  CHECK(list_leaves("\t\t\n\n") == 1);
  CHECK(list_leaves("a\t1\t\t2\n\tx\n# r\n# n\tv\n") == 5);
  CHECK(list_leaves("Screen Number\nScreen Number\n# r\nScreen Number\tx\n") == 3);
  CHECK(list_leaves("name only\n") == 1);
}

TEST_CASE("tables and lists of any bytes come back as they were") {
  const std::string pool = "ab,\"\"\t\r\n\n;#\xB5";
  for (const auto form : {TextForm::csv, TextForm::csv_semicolon, TextForm::tsv, TextForm::lists}) {
    const char* const word = form == TextForm::csv ? "csv" : form == TextForm::tsv ? "tsv" : form == TextForm::lists ? "lists" : "csv;";
    test::for_random_texts(pool, 500, 40, [&](const std::string& text) {
      (void)test::lift_lines(test::text_document(text, form, {1, {}, {{"a", "b"}, {"", "c"}}}), word);
    });
    if (form != TextForm::lists)
      for (const std::uint64_t header : {0, 2, 3})
        test::for_random_texts(pool, 100, 30, [&](const std::string& text) {
          (void)test::lift_lines(test::text_document(text, form, with_header(header)), word);
        });
  }
}

TEST_CASE("very long or wide tables take no more than their time, or are refused") {
  std::string rows = "a,b\n", wide, marks;
  for (int i = 0; i < 20000; ++i) {
    rows += std::to_string(i) + ",\"x\"\"y\"\n";
    wide += "n" + std::to_string(i) + ",";
    marks += "\"\"\"b,";
  }
  CHECK(csv_leaves(rows) == 40000);
  CHECK(csv_leaves(wide + "\n" + wide + "\n") == 20000);
  CHECK(csv_leaves("a\n" + marks + "\"") > 0);
  CHECK(csv_leaves("a\n\"" + std::string(1 << 20, 'x') + std::string(1 << 20, '\r')) == 1);
  CHECK(csv_leaves("a\n" + std::string(1 << 16, '\n') + "1") == 1);
  CHECK(refusal("a\n" + std::string(1000000, ','), TextForm::csv) == "text.limit");
  CHECK(refusal(std::string(1000000, '\t'), TextForm::lists) == "text.limit");
  CHECK(refusal(std::string(1001, 'x') + "\n1\n", TextForm::csv) == "text.limit");
  CHECK(refusal(std::string(1001, 'x') + "\t1\n", TextForm::lists) == "text.limit");
  CHECK(refusal("#" + std::string(5000, 'x') + "\n", TextForm::lists).empty());
  for (const auto form : {TextForm::csv, TextForm::lists, TextForm::colon})
    CHECK(refusal(std::string("a\n\0", 3), form) == "text.nul");
}

TEST_CASE("statements that make no table or list are refused") {
  const auto table = test::text_document("a,a\n\n1,\"2\"\r\n3,4\n", TextForm::csv);
  CHECK(test::rebuilt_without(table, "nothing") == "a,a\n\n1,\"2\"\r\n3,4\n");
  CHECK(test::rebuilt_without(table, "#layout") == "a,a\n1,2\n3,4\n");
  CHECK(test::rebuilt_without(table, "#columns") != "a,a\n\n1,\"2\"\r\n3,4\n");
  CHECK(test::rebuilt_without(table, "#occurrence") == "rebuild.tree");
  CHECK(test::rebuilt_without(table, "#position") == "rebuild.tree");
  CHECK(test::rebuilt_without(table, "#type") == "rebuild.content");
  const auto lists = test::text_document("a\tb\n# r\nScreen Number\t1\n", TextForm::lists, screens);
  CHECK(test::rebuilt_without(lists, "#width") == "rebuild.differs");
  CHECK(test::rebuilt_without(lists, "#layout") == "rebuild.differs");
  CHECK(test::rebuilt_without(lists, "text#position") == "rebuild.tree");
  CHECK(test::rebuilt_without(lists, "#remark") == "rebuild.tree");
  CHECK(test::rebuilt_without(lists, "s#a") == "rebuild.differs");
}

TEST_CASE("a table whose cells were changed is written as the statements now say") {
  const auto document = test::text_document("a,b\n1,2\n", TextForm::csv);
  lift::StatementTree all, changed;
  FindingList findings;
  (void)lift::lift(document, "urn:d", "test", all, findings);
  for (const auto& statement : all.all()) {
    const bool is_cell = all.term(statement[1]).value.ends_with("s#b");
    changed.statement({all.term(statement[0]), all.term(statement[1]), is_cell ? rdf::literal("x,y") : all.term(statement[2]), {}});
  }
  CHECK(lift::rebuild(changed, "urn:d") == "a,b\n1,\"x,y\"\n");
}
