#include "base/as_text.hpp"
#include "formats/personal/withhold.hpp"

#include "formats/personal/names.hpp"
#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using document::Document;
using document::Kind;
using document::Record;
namespace personal = formats::personal;

namespace {

Document document_of(Kind kind, const std::string& text, const std::string& vocabulary = {}) {
  Document document;
  document.kind = kind;
  document.bytes = test::bytes_of(text);
  document.vocabulary = vocabulary;
  document.root_name = "Document";
  return document;
}

/// What is left of a document, of which `count` values are held back.
std::string held_back(Document document, std::uint64_t count) {
  CHECK(formats::withhold_personal_data(document) == count);
  CHECK(document.withheld == count);
  return std::string(as_text(document.bytes));
}

std::string without_accounts(const std::string& text) {
  const auto result = personal::without_accounts(text);
  CHECK((!result || *result != text));
  return result.value_or(text);
}

} // namespace

TEST_CASE("experimenters of OME, attributes and elements; the tree stays") {
  CHECK(held_back(document_of(Kind::xml, "<o:OME xmlns:o='u' Creator='x'><o:Experimenter ID=\"Experimenter:0\" FirstName=\"Jane\" Email='j@example.org' UserName=\"\" "
                                         "Institution=\"Example\"/></o:OME>"),
                  2) == "<o:OME xmlns:o='u' Creator='x'><o:Experimenter ID=\"Experimenter:0\" FirstName=\"withheld\" Email='withheld' UserName=\"\" "
                        "Institution=\"Example\"/></o:OME>");
  CHECK(held_back(document_of(Kind::xml, "<Experimenter><FirstName>Ja<!-- c -->ne<![CDATA[!]]></FirstName>\n<Email> </Email></Experimenter>"), 1) ==
        "<Experimenter><FirstName>withheld<!-- c --><![CDATA[]]></FirstName>\n<Email> </Email></Experimenter>");
}

TEST_CASE("identifiers made of accounts, which still find each other") {
  CHECK(held_back(document_of(Kind::xml, "<O><Experimenter ID='Experimenter:jdoe'/><Experimenter ID='Experimenter:3'/><ExperimenterRef ID=\"Experimenter:jo\"/>"
                                         "<ExperimenterRef ID='Experimenter:jdoe'/><Image ID='Image:jdoe'/></O>"),
                  3) == "<O><Experimenter ID='Experimenter:withheld-1'/><Experimenter ID='Experimenter:3'/><ExperimenterRef ID=\"Experimenter:withheld-2\"/>"
                        "<ExperimenterRef ID='Experimenter:withheld-1'/><Image ID='Image:jdoe'/></O>");
}

TEST_CASE("operators of plate scanners") {
  CHECK(held_back(document_of(Kind::xml, "<b:Detail xmlns:b='u' b:OperatorName='Jane' b:Title='t'/>"), 1) ==
        "<b:Detail xmlns:b='u' b:OperatorName='withheld' b:Title='t'/>");
  CHECK(held_back(document_of(Kind::xml, "<S><Operator login='jane'/><P name='n' password='689a'/><Site login='x'/></S>"), 2) ==
        "<S><Operator login='withheld'/><P name='n' password='withheld'/><Site login='x'/></S>");
}

TEST_CASE("names of things are none of people") {
  const std::string text = "<a><DisplayName>Camera 1</DisplayName><Detector Name='X' DisplayName='Y'/><UserDefinedName>Stand</UserDefinedName></a>";
  CHECK(held_back(document_of(Kind::xml, text), 0) == text);
  CHECK(held_back(document_of(Kind::xml, "<User><DisplayName>Jane</DisplayName></User>"), 1) == "<User><DisplayName>withheld</DisplayName></User>");
}

TEST_CASE("original metadata by their key") {
  CHECK(held_back(document_of(Kind::xml, "<OriginalMetadata><Key>Information|User|DisplayName #1</Key><Value>Jane</Value></OriginalMetadata>"), 1) ==
        "<OriginalMetadata><Key>Information|User|DisplayName #1</Key><Value>withheld</Value></OriginalMetadata>");
  CHECK(held_back(document_of(Kind::xml, "<Value><M K='UserName'>Jane</M><M K=\"Gain\">2</M></Value>"), 1) ==
        "<Value><M K='UserName'>withheld</M><M K=\"Gain\">2</M></Value>");
}

TEST_CASE("XML in UTF-16 is held back as well") {
  std::string text;
  for (const char c : std::string("<?xml version=\"1.0\" encoding=\"utf-16\"?><a><UserName>Jane</UserName></a>"))
    (text += c) += '\0';
  CHECK(held_back(document_of(Kind::xml, "\xFF\xFE" + text), 1) == "<a><UserName>withheld</UserName></a>");
}

TEST_CASE("accounts in paths") {
  CHECK(without_accounts("C:\\Users\\jane\\Pictures\\a.czi") == "C:\\Users\\withheld\\Pictures\\a.czi");
  CHECK(without_accounts("a C:\\\\Users\\\\jane\\\\x; D:/users/jo") == "a C:\\\\Users\\\\withheld\\\\x; D:/users/withheld");
  CHECK(without_accounts("UserName=\"UserName='x'\" y") == "UserName=\"withheld\" y");
  CHECK(without_accounts("/home/jane/a.tif") == "/home/withheld/a.tif");
  CHECK(without_accounts("C:\\Documents and Settings\\jane doe\\x") == "C:\\Documents and Settings\\withheld\\x");
  CHECK(without_accounts("<x UserName=\"jane\" /> &lt;x UserName=&quot;jane&quot;") == "<x UserName=\"withheld\" /> &lt;x UserName=&quot;withheld&quot;");
  CHECK(without_accounts("BEGIN\r\n\tCreatedByUser = jane\r\n\tx") == "BEGIN\r\n\tCreatedByUser = withheld\r\n\tx");
  for (const std::string text : {"C:\\Users\\Public\\x", "C:\\Users\\", "/Users", "https://example.org/home/page", "a/users/b", "https://users/x", "UserName=\"\"", "//", "\\", "/"})
    CHECK(without_accounts(text) == text);
}

TEST_CASE("texts in other encodings, with quotation marks, and tables") {
  const auto utf16 = [](std::string_view ascii) {
    std::string out("\xFF\xFE");
    for (const char c : ascii)
      out.append(1, c).append(1, '\0');
    return out;
  };
  CHECK(held_back(document_of(Kind::text, utf16("UserName=\"jane\"\r\nDataName=\"c\"\r\n")), 1) == utf16("UserName=\"withheld\"\r\nDataName=\"c\"\r\n"));
  CHECK(held_back(document_of(Kind::text, "UserName=J\xF6rg\nx=\xB5m"), 1) == "UserName=withheld\nx=\xB5m");
  CHECK(held_back(document_of(Kind::text, "UserName=\"\"\n"), 0) == "UserName=\"\"\n");
  Document table = document_of(Kind::text, "n,UserName,UserName\r\n\"a,1\",jane,\"j \"\"x\"\"\"\r\nC:\\Users\\jo\\x,,-\r\nb\n");
  table.text_form = document::TextForm::csv;
  CHECK(held_back(table, 3) == "n,UserName,UserName\r\n\"a,1\",withheld,\"withheld\"\r\nC:\\Users\\withheld\\x,,-\r\nb\n");
  table.text_reading.header_row = 2;
  CHECK(held_back(table, 1) == "n,UserName,UserName\r\n\"a,1\",jane,\"j \"\"x\"\"\"\r\nC:\\Users\\withheld\\x,,-\r\nb\n");
  table = document_of(Kind::text, "# Notes\nUserName: jane\nTitle: x\n");
  table.text_form = document::TextForm::colon;
  CHECK(held_back(table, 1) == "# Notes\nUserName: withheld\nTitle: x\n");
  table = document_of(Kind::text, "UserName\tjane\n");
  table.text_form = document::TextForm::lists;
  CHECK(held_back(table, 0) == "UserName\tjane\n");
}

TEST_CASE("lines of names and values, records, and JSON of instruments") {
  CHECK(held_back(document_of(Kind::text, "[System]\r\nUser Name= jane\r\n; UserName=x\nOperatorID=\nFolder=C:\\Users\\jane\\x"), 2) ==
        "[System]\r\nUser Name= withheld\r\n; UserName=x\nOperatorID=\nFolder=C:\\Users\\withheld\\x");

  CHECK(held_back(document_of(Kind::text, "[User]\nUser=jane\nDate=1/2/2020\n[Beam]\nUser=x"), 1) == "[User]\nUser=withheld\nDate=1/2/2020\n[Beam]\nUser=x");
  CHECK(held_back(document_of(Kind::xml, "<Operator login='jane'/>"), 1) == "<Operator login='withheld'/>");
  CHECK(held_back(document_of(Kind::text, "User=a\n[User]\nUser=jane\nUserText=cells\n[System]\nUser=b\n"), 1) ==
        "User=a\n[User]\nUser=withheld\nUserText=cells\n[System]\nUser=b\n");
  Document settings = document_of(Kind::record, "");
  settings.record = Record::branch("ZeissSEM");
  settings.record.children = {Record::leaf("SV_USER_NAME", "JANE"), Record::leaf("SV_OPERATOR", ""), Record::leaf("SV_USER_TEXT", "cells")};
  CHECK(formats::withhold_personal_data(settings) == 1);
  CHECK(settings.record.children[0].value == "withheld");
  CHECK(settings.record.children[2].value == "cells");
  Document record = document_of(Kind::record, "");
  record.record = Record::branch("LSM");
  record.record.children.push_back(Record::branch("Recording"));
  record.record.children[0].children = {Record::leaf("User", "jane"), Record::leaf("Name", "Recording 1")};
  CHECK(formats::withhold_personal_data(record) == 1);
  CHECK(record.record.children[0].children[0].value == "withheld");
  CHECK(record.record.children[0].children[1].value == "Recording 1");

  const std::string json = R"({"PatientName": "J\"D", "UserName" : 12, "PatientID": {"UserName": ["a"]}, "PatientAge": "", "x": ["/home/j/a", "UserName"]})";
  CHECK(held_back(document_of(Kind::json, json, "https://w3id.org/micrograph/source/micro-manager#"), 4) ==
        R"({"PatientName": "withheld", "UserName" : "withheld", "PatientID": {"UserName": ["withheld"]}, "PatientAge": "", "x": ["/home/withheld/a", "UserName"]})");
  CHECK(held_back(document_of(Kind::json, json, "https://w3id.org/micrograph/source/schema-org#"), 0) == json);
  const std::string lists = R"({"PatientName": ["J", ["K", -2.5], {"x": ["y"]}, "", "L", true], "a": [1], "Patient\u0049D": 7, "PatientAge": null, "b": "c"})";
  CHECK(held_back(document_of(Kind::json, lists, "https://w3id.org/micrograph/source/bids#"), 5) ==
        R"({"PatientName": ["withheld", ["withheld", "withheld"], {"x": ["y"]}, "", "withheld", true], "a": [1], "Patient\u0049D": "withheld", "PatientAge": null, "b": "c"})");
}

TEST_CASE("what is held back is counted in one finding") {
  FindingList findings;
  formats::report_withheld(0, "a", findings);
  CHECK(findings.findings().empty());
  formats::report_withheld(2, "a", findings);
  REQUIRE(findings.findings().size() == 1);
  CHECK(findings.findings()[0].code == "source.personal-data");
  CHECK(findings.findings()[0].text.starts_with("2 values that tell who somebody is were held back"));
}

TEST_CASE("documents cut anywhere come back, and keep the count of their leaves") {
  const std::string xml = "<OME><Experimenter ID='E' FirstName='Jane'><Email>j@x</Email></Experimenter><Value><M K='UserName'>J</M></Value></OME>";
  const std::string json = R"({"UserName": "J", "a": [1, "/home/j"]})";
  for (const auto& [kind, text] : {std::pair{Kind::xml, xml}, std::pair{Kind::json, json}, std::pair{Kind::text, xml}})
    for (std::size_t length = 0; length <= text.size(); ++length) {
      Document document = document_of(kind, text.substr(0, length), "https://w3id.org/micrograph/source/bids#");
      (void)formats::withhold_personal_data(document);
    }
  Document whole = document_of(Kind::xml, xml);
  const auto before = lift::count_leaves(whole);
  CHECK(formats::withhold_personal_data(whole) == 3);
  CHECK(lift::count_leaves(whole) == before);
}
