// docs/lift.md, "Text", row by row, and backwards.
#include "lift/json_names.hpp"
#include "text_support.hpp"

using namespace micrograph;
using document::TextForm;
using test::Lines;

namespace {

Lines lift_lines(const std::string& text) {
  return test::lift_lines(test::text_document(text));
}
Lines lift_colons(const std::string& text) {
  return test::lift_lines(test::text_document(text, TextForm::colon), "colon");
}

std::uint64_t leaves(const std::string& text) {
  (void)lift_lines(text);
  return lift::count_leaves(test::text_document(text));
}

std::string rebuilt_without(const std::string& text, const std::string& property) {
  return test::rebuilt_without(test::text_document(text), property);
}

} // namespace

TEST_CASE("an entry is a statement of its section, a section a node") {
  CHECK(lift_lines("[System]\nScanner=SkyScan1272\nInstrument S/N=7\n") ==
        Lines{"<#> <s:System> <#/System>", "<#/System> <rdf:type> <s:System>", "<#/System> <x:position> \"1\"^^<xsd:integer>",
              "<#/System> <s:Scanner> \"SkyScan1272\"", "<#/System> <s:Instrument%20S%2FN> \"7\"",
              R"(<#/System> <t:layout> "[\"Scanner\",\"Instrument S/N\"]")"});
}

TEST_CASE("entries before the first section are the text's own") {
  CHECK(lift_lines("a=1\n[b]\n") == Lines{"<#> <s:a> \"1\"", R"(<#> <t:layout> "[\"a\"]")", "<#> <s:b> <#/b>", "<#/b> <rdf:type> <s:b>",
                                          "<#/b> <x:position> \"1\"^^<xsd:integer>"});
}

TEST_CASE("only the first sign of equality divides, and blanks are layout") {
  CHECK(lift_lines(" a\t=  x=y =\t\n") == Lines{"<#> <s:a> \"x=y =\"", R"(<#> <t:layout> "[[\" \",\"a\",\"\\t=  \",\"\\t\"]]")"});
  CHECK(lift_lines("a=   \n") == Lines{"<#> <s:a> \"\"", R"(<#> <t:layout> "[[\"\",\"a\",\"=\",\"   \"]]")"});
  CHECK(lift_lines("  =x\n") == Lines{"<#> <s:~> \"x\"", R"(<#> <t:layout> "[[\"  \",\"\",\"=\",\"\"]]")"});
}

TEST_CASE("a name that comes again is a node, and so is a section of the same name") {
  CHECK(lift_lines("a=1\na=1\na=2\n") ==
        Lines{"<#> <s:a> \"1\"", "<#> <s:a> <#/a>", "<#/a> <t:occurrence> \"2\"^^<xsd:integer>", "<#/a> <rdf:value> \"1\"",
              "<#> <s:a> <#/a(2)>", "<#/a(2)> <t:occurrence> \"3\"^^<xsd:integer>", "<#/a(2)> <rdf:value> \"2\"",
              R"(<#> <t:layout> "[\"a\",\"a\",\"a\"]")"});
  const Lines sections = lift_lines("a=1\na=2\n[a]\na=3\n[a]\na=4\n");
  const auto has = [&](const char* line) { return std::find(sections.begin(), sections.end(), line) != sections.end(); };
  CHECK(has("<#/a> <rdf:value> \"2\""));
  CHECK(has("<#/a(2)> <s:a> \"3\""));
  CHECK(has("<#/a(3)> <s:a> \"4\""));
  CHECK(has("<#/a(3)> <x:position> \"2\"^^<xsd:integer>"));
}

TEST_CASE("remarks, and lines that are nothing else, are kept in their places") {
  CHECK(lift_lines("; r\na=1\n\n\n\tno sign \n \n") ==
        Lines{"<#> <t:remark> <#/~remark>", "<#/~remark> <x:position> \"1\"^^<xsd:integer>", "<#/~remark> <rdf:value> \"; r\"",
              "<#> <s:a> \"1\"", "<#> <t:remark> <#/~remark(2)>", "<#/~remark(2)> <x:position> \"2\"^^<xsd:integer>",
              "<#/~remark(2)> <rdf:value> \"no sign\"", R"(<#> <t:layout> "[true,\"a\",2,[\"\\t\",\" \"],[\" \"]]")"});
  CHECK(leaves("# a=1\n[x]y\n") == 2);
}

TEST_CASE("line ends: the first line's is that of the text, others are layout") {
  CHECK(lift_lines("a=1\r\nb=2\n[s]\r\n\r\n[t]") ==
        Lines{"<#> <t:lineEnd> \"CRLF\"", "<#> <s:a> \"1\"", "<#> <s:b> \"2\"", R"(<#> <t:layout> "[\"a\",{\"\\n\":\"b\"}]")",
              "<#> <s:s> <#/s>", "<#/s> <rdf:type> <s:s>", "<#/s> <x:position> \"1\"^^<xsd:integer>", "<#/s> <t:layout> \"[1]\"",
              "<#> <s:t> <#/t>", "<#/t> <rdf:type> <s:t>", "<#/t> <x:position> \"2\"^^<xsd:integer>",
              R"(<#/t> <t:heading> "[{\"\":true}]")"});
  CHECK(lift_lines(" [s] \nx=1\r").size() == 6);
}

TEST_CASE("encodings: UTF-8, with its mark, or else Windows-1252") {
  CHECK(lift_lines("\xEF\xBB\xBF" "a=\xC2\xB5\n") == Lines{"<#> <t:encoding> \"UTF-8 BOM\"", "<#> <s:a> \"\xC2\xB5\"", R"(<#> <t:layout> "[\"a\"]")"});
  CHECK(lift_lines("a=\xB5\x80\x81\n") == Lines{"<#> <t:encoding> \"windows-1252\"", "<#> <s:a> \"\xC2\xB5\xE2\x82\xAC\xC2\x81\"", R"(<#> <t:layout> "[\"a\"]")"});
  std::string all = "a=";
  for (int byte = 0x80; byte < 0x100; ++byte)
    all += static_cast<char>(byte);
  CHECK(leaves(all) == 1);
}

TEST_CASE("UTF-16 with its mark") {
  const auto utf16 = [](std::u16string_view text) {
    std::string bytes = "\xFF\xFE";
    for (const char16_t unit : text)
      bytes.append({static_cast<char>(unit & 0xFF), static_cast<char>(unit >> 8)});
    return bytes;
  };
  CHECK(lift_lines(utf16(u"[s]\r\na=\u00B5\U0001F52C\r\n")) ==
        Lines{"<#> <t:encoding> \"UTF-16LE BOM\"", "<#> <t:lineEnd> \"CRLF\"", "<#> <s:s> <#/s>", "<#/s> <rdf:type> <s:s>",
              "<#/s> <x:position> \"1\"^^<xsd:integer>", "<#/s> <s:a> \"\xC2\xB5\xF0\x9F\x94\xAC\"",
              R"(<#/s> <t:layout> "[\"a\"]")"});
  CHECK(leaves(utf16(u"")) == 1);
  CHECK(leaves(utf16(u"\uFEFF[a]\n")) == 1); // a second mark is a character
  // Half a surrogate pair or half a character: Windows-1252, where nothing is malformed.
  CHECK(lift_lines(utf16(u"\U0001F52C").substr(0, 4)).front() == "<#> <t:encoding> \"windows-1252\"");
  CHECK(lift_lines(utf16(u"\u4141") + "=").front() == "<#> <t:encoding> \"windows-1252\"");
}

TEST_CASE("leaves are values, remarks, and what holds neither") {
  CHECK(leaves("") == 1);
  CHECK(leaves("\n\n") == 1);
  CHECK(leaves("[a]\n[b]\n\n[c]\nx=\n") == 3);
  CHECK(leaves("x=1\n[a]\n;r\n") == 2);
  CHECK(leaves("\r") == 1);
  CHECK(leaves("[") == 1);
  CHECK(leaves("[]\n[ ]\n") == 2);
}

TEST_CASE("names that paths are made with stay apart") {
  CHECK(leaves("a/b=1\na(2)=2\na=3\na=4\n%=5\n~=6\n=7\n@x=8\n~remark=9\n;r\n[a/b]\n[~]\n[]\nx=1\n") == 13);
  for (const std::string key : {"", "~", "%", "a b", "@x", "a(2)", "%41", "µ"})
    CHECK(lift::key_of_step(lift::step_of_key(key)) == key);
}

TEST_CASE("what is no text is refused") {
  lift::StatementTree tree;
  FindingList findings;
  CHECK_THROWS_WITH_AS((void)lift::lift(test::text_document(std::string("a=1\n\0", 5)), "urn:d", "test", tree, findings),
                       doctest::Contains("NUL"), FormatError);
  CHECK_THROWS_AS((void)lift::count_leaves(test::text_document(std::string("a=1\n\0", 5))), FormatError);
  const std::string utf16("\xFF\xFE" "a\0=\0\0\0", 8);
  try {
    (void)lift::lift(test::text_document(utf16), "urn:d", "test", tree, findings);
    FAIL("a NUL in UTF-16 was taken");
  } catch (const FormatError& error) {
    CHECK(error.code() == "text.nul");
    CHECK(error.place().offset == 6);
  }
  CHECK_THROWS_AS((void)lift::count_leaves(test::text_document(utf16)), FormatError);
}

TEST_CASE("a text of very many names, sections and lines, or one very long, takes no more than its time") {
  std::string names, sections, same;
  for (int i = 0; i < 20000; ++i) {
    names += "n" + std::to_string(i) + "=" + std::to_string(i) + "\n";
    sections += "[s" + std::to_string(i) + "]\n";
    same += "a=1\n";
  }
  CHECK(leaves(names) == 20000);
  CHECK(leaves(sections) == 20000);
  CHECK(leaves(same) == 20000);
  CHECK(leaves(std::string(1 << 20, 'x') + "=" + std::string(1 << 20, ' ')) == 1);
  CHECK(leaves(std::string(1 << 16, '\n') + "a=1") == 1);
}

TEST_CASE("any bytes come back as they were") {
  test::for_random_texts("ab=[];# \t\r\n\n~\"\xB5\xC3", 400, 40, [](const std::string& text) { (void)lift_lines(text); });
  test::for_random_texts("ab:: #-*1.*\t\r\n\n~\"\xC3", 1000, 40, [](const std::string& text) { (void)lift_colons(text); });
  test::for_random_texts("\xEF\xBB\xBF\n=", 300, 5, [](const std::string& text) { (void)lift_lines(text); });
}

TEST_CASE("with colons, an entry has one that is followed by a blank or nothing") {
  CHECK(lift_colons("Title: A study: of cells\nhttp://example.org\n12:30 began\nEmpty:\n") ==
        Lines{"<#> <s:Title> \"A study: of cells\"", "<#> <t:remark> <#/~remark>", "<#/~remark> <x:position> \"1\"^^<xsd:integer>",
              "<#/~remark> <rdf:value> \"http://example.org\"", "<#> <t:remark> <#/~remark(2)>",
              "<#/~remark(2)> <x:position> \"2\"^^<xsd:integer>", "<#/~remark(2)> <rdf:value> \"12:30 began\"", "<#> <s:Empty> \"\"",
              R"(<#> <t:layout> "[\"Title\",true,true,[\"\",\"Empty\",\":\",\"\"]]")"});
}

TEST_CASE("with colons, lists and bold names are layout") {
  CHECK(lift_colons("- Author: A\n  12. Date : B\n* **License**: C\n**Contact:** D\nc) E: F\n**No** name: G\n") ==
        Lines{"<#> <s:Author> \"A\"", "<#> <s:Date> \"B\"", "<#> <s:License> \"C\"", "<#> <s:Contact> \"D\"", "<#> <s:E> \"F\"",
              "<#> <t:remark> <#/~remark>", "<#/~remark> <x:position> \"1\"^^<xsd:integer>", "<#/~remark> <rdf:value> \"**No** name: G\"",
              R"(<#> <t:layout> "[[\"- \",\"Author\",\": \",\"\"],[\"  12. \",\"Date\",\" : \",\"\"],[\"* **\",\"License\",\"**: \",\"\"],)"
              R"([\"**\",\"Contact\",\":** \",\"\"],[\"c) \",\"E\",\": \",\"\"],true]")"});
}

TEST_CASE("with colons, headings have the signs of Markdown") {
  CHECK(lift_colons("# Data\na: 1\n###  More \nb: 2\n#no\n#######  no\n# \n") ==
        Lines{"<#> <s:Data> <#/Data>", "<#/Data> <rdf:type> <s:Data>", "<#/Data> <x:position> \"1\"^^<xsd:integer>",
              "<#/Data> <s:a> \"1\"", R"(<#/Data> <t:layout> "[\"a\"]")", "<#> <s:More> <#/More>", "<#/More> <rdf:type> <s:More>",
              "<#/More> <x:position> \"2\"^^<xsd:integer>", R"(<#/More> <t:heading> "[[\"###  \",\" \"]]")", "<#/More> <s:b> \"2\"",
              "<#/More> <t:remark> <#/More/~remark>", "<#/More/~remark> <x:position> \"1\"^^<xsd:integer>",
              "<#/More/~remark> <rdf:value> \"#no\"", "<#/More> <t:remark> <#/More/~remark(2)>",
              "<#/More/~remark(2)> <x:position> \"2\"^^<xsd:integer>", "<#/More/~remark(2)> <rdf:value> \"#######  no\"",
              "<#/More> <t:remark> <#/More/~remark(3)>", "<#/More/~remark(3)> <x:position> \"3\"^^<xsd:integer>",
              "<#/More/~remark(3)> <rdf:value> \"#\"", R"(<#/More> <t:layout> "[\"b\",true,true,[\"\",\" \"]]")"});
}

TEST_CASE("statements that make no text are refused") {
  const std::string text = "; r\r\na=1\r\na=2\r\n [s]\r\nb=3\r\n";
  CHECK(rebuilt_without(text, "nothing") == text);
  CHECK(rebuilt_without(text, "#layout") == "rebuild.differs");
  CHECK(rebuilt_without(text, "#occurrence") == "rebuild.tree");
  CHECK(rebuilt_without(text, "#position") == "rebuild.tree");
  CHECK(rebuilt_without(text, "#remark") == "rebuild.tree");
  CHECK(rebuilt_without(text, "s#b") == "rebuild.tree");
}

TEST_CASE("a text whose layout was changed is written as the statements now say") {
  CHECK(rebuilt_without(" [s] \r\nb=3\r\n", "#heading") == "[s]\r\nb=3\r\n");
  CHECK(rebuilt_without("[s]\r\nb=3\r\n", "#lineEnd") == "[s]\nb=3\n");
}
