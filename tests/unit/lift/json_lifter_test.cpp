// docs/lift.md, "JSON", row by row.
#include "lift/json_names.hpp"
#include "lift/lifter.hpp"
#include "lift/rebuild.hpp"

#include "base/error.hpp"
#include "support/bytes.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace micrograph;

namespace {

std::string shorten(std::string text) {
  static constexpr std::pair<const char*, const char*> prefixes[] = {
      {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"}, {"https://w3id.org/micrograph/xml#", "x:"},
      {"https://w3id.org/micrograph/json#", "j:"},             {"https://w3id.org/micrograph/source/t#", "t:"},
      {"http://www.w3.org/2001/XMLSchema#", "xsd:"},           {"<urn:d", "<"}};
  for (const auto& [from, to] : prefixes)
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;)
      text.replace(at, std::string(from).size(), to);
  return text;
}

struct Lifted {
  std::vector<std::string> lines; ///< statements with prefixes, as they came
  lift::LiftResult result;
  FindingList findings;

  [[nodiscard]] bool has(const std::string& line) const {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
  }
};

Lifted lift_text(const std::string& text) {
  document::Document document;
  document.kind = document::Kind::json;
  document.vocabulary = "https://w3id.org/micrograph/source/t#";
  document.root_name = "Thing";
  document.bytes = test::bytes_of(text);
  rdf::QuadList quads;
  Lifted lifted;
  lifted.result = lift::lift(document, "urn:d", "test", quads, lifted.findings);
  CHECK(lifted.result.statements == quads.quads().size());
  CHECK(lifted.result.leaves == lift::count_leaves(document));
  for (const rdf::Quad& quad : quads.quads())
    lifted.lines.push_back(shorten(rdf::to_ntriples(quad.subject) + " " + rdf::to_ntriples(quad.predicate) + " " +
                                   rdf::to_ntriples(quad.object)));
  return lifted;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("members with one value are statements of the object, with what the value is as datatype") {
  const auto lifted =
      lift_text(R"({"a": "t", "b": -12, "c": 0.10, "d": 1.5E-3, "e": true, "f": null, "g": [], "h": {}})");
  CHECK(lifted.result.root == "urn:d#");
  CHECK(lifted.result.leaves == 8);
  CHECK(lifted.lines == Lines{"<> <x:root> <#>", "<#> <rdf:type> <t:Thing>",
                              R"(<#> <j:keys> "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\"]")", "<#> <t:a> \"t\"",
                              "<#> <t:b> \"-12\"^^<xsd:integer>", "<#> <t:c> \"0.10\"^^<xsd:decimal>",
                              "<#> <t:d> \"1.5E-3\"^^<xsd:double>", "<#> <t:e> \"true\"^^<xsd:boolean>",
                              "<#> <t:f> \"null\"^^<rdf:JSON>", "<#> <t:g> \"[]\"^^<rdf:JSON>",
                              "<#> <t:h> \"{}\"^^<rdf:JSON>"});
}

TEST_CASE("an object within is a node, a list hangs from its object item by item") {
  const auto lifted = lift_text(R"({"o": {"k": 1}, "l": ["x", "x", {"k": 2}]})");
  CHECK(lifted.result.leaves == 4);
  CHECK(lifted.lines ==
        Lines{"<> <x:root> <#>", "<#> <rdf:type> <t:Thing>", R"(<#> <j:keys> "[\"o\",[\"l\"]]")", "<#> <t:o> <#/o>",
              "<#/o> <rdf:type> <t:o>", R"(<#/o> <j:keys> "[\"k\"]")", "<#/o> <t:k> \"1\"^^<xsd:integer>",
              "<#> <t:l> <#/l>", "<#/l> <j:position> \"1\"^^<xsd:integer>", "<#/l> <rdf:value> \"x\"",
              "<#> <t:l> <#/l(2)>", "<#/l(2)> <j:position> \"2\"^^<xsd:integer>", "<#/l(2)> <rdf:value> \"x\"",
              "<#> <t:l> <#/l(3)>", "<#/l(3)> <j:position> \"3\"^^<xsd:integer>", "<#/l(3)> <rdf:type> <t:l>",
              R"(<#/l(3)> <j:keys> "[\"k\"]")", "<#/l(3)> <t:k> \"2\"^^<xsd:integer>"});
}

TEST_CASE("lists within lists") {
  const auto lifted = lift_text("[[1, []], {}]");
  CHECK(lifted.result.leaves == 3);
  for (const char* const line :
       {"<#> <rdf:type> <t:Thing>", "<#> <rdf:type> <j:Array>", "<#> <j:item> <#/~item>", "<#/~item> <rdf:type> <j:Array>",
        "<#/~item> <j:item> <#/~item/~item>", "<#/~item/~item> <rdf:value> \"1\"^^<xsd:integer>",
        "<#/~item/~item(2)> <rdf:value> \"[]\"^^<rdf:JSON>", "<#/~item(2)> <rdf:value> \"{}\"^^<rdf:JSON>",
        "<#/~item(2)> <j:position> \"2\"^^<xsd:integer>"}) {
    CAPTURE(std::string(line));
    CHECK(lifted.has(line));
  }
  CHECK(lift_text("3").has("<#> <rdf:value> \"3\"^^<xsd:integer>"));
  CHECK(lift_text("{}").has("<#> <rdf:value> \"{}\"^^<rdf:JSON>"));
}

TEST_CASE("a key that comes again loses nothing") {
  const auto lifted = lift_text(R"({"a": 1, "a": 1, "a": [2], "a": {"b": 3}})");
  CHECK(lifted.result.leaves == 4);
  for (const char* const line :
       {"<#> <t:a> \"1\"^^<xsd:integer>", "<#> <t:a> <#/a>", "<#/a> <rdf:value> \"1\"^^<xsd:integer>",
        "<#/a> <j:occurrence> \"2\"^^<xsd:integer>", "<#/a(2)> <j:position> \"1\"^^<xsd:integer>",
        "<#/a(2)> <j:occurrence> \"3\"^^<xsd:integer>", "<#/a(3)> <j:occurrence> \"4\"^^<xsd:integer>",
        R"(<#> <j:keys> "[\"a\",\"a\",[\"a\"],\"a\"]")"}) {
    CAPTURE(std::string(line));
    CHECK(lifted.has(line));
  }
  REQUIRE(lifted.findings.findings().size() == 3);
  CHECK(lifted.findings.findings().front().code == "json.duplicate-key");
}

TEST_CASE("keys that no IRI can hold are encoded, each in its own way") {
  CHECK(lift::step_of_key("a b/c") == "a%20b%2Fc");
  CHECK(lift::step_of_key("a%20b") == "a%2520b");
  CHECK(lift::step_of_key("") == "~");
  CHECK(lift::step_of_key("~") == "%7E");
  CHECK(lift::step_of_key("@id") == "%40id");
  CHECK(lift::step_of_key("a@b") == "a@b");
  CHECK(lift::step_of_key("Größe (µm)") == "Größe%20%28µm%29");
  const auto lifted = lift_text(R"({"": 1, "a#b": {"c": 2}})");
  CHECK(lifted.has("<#> <t:~> \"1\"^^<xsd:integer>"));
  CHECK(lifted.has("<#/a%23b> <t:c> \"2\"^^<xsd:integer>"));
}

TEST_CASE("comments and numbers that are none are taken from real files, and counted alike") {
  const auto lifted = lift_text("\xEF\xBB\xBF{ // a \"comment\"\n \"a\": NaN, /* [] */ \"b\": [-Infinity, \"x\\\"y\", \"\"] }");
  CHECK(lifted.result.leaves == 4);
  CHECK(lifted.has("<#> <t:a> \"NaN\"^^<xsd:double>"));
  CHECK(lifted.has("<#/b> <rdf:value> \"-Infinity\"^^<xsd:double>"));
}

TEST_CASE("what cannot be read to its end is refused with line and column") {
  try {
    (void)lift_text("{\"a\": 1,\n \"b\" 2}");
    FAIL("accepted");
  } catch (const FormatError& error) {
    CHECK(error.code() == "json.syntax");
    CHECK(error.place().line == 2);
  }
  CHECK_THROWS_AS((void)lift_text(std::string(100, '[') + std::string(100, ']')), FormatError);
}

namespace {

/// The statements of a text, some of them changed, written back.
std::string rebuilt(const std::string& text, const std::vector<std::pair<std::string, std::string>>& changes = {}) {
  document::Document document;
  document.kind = document::Kind::json;
  document.vocabulary = "https://w3id.org/micrograph/source/t#";
  document.root_name = "Thing";
  document.bytes = test::bytes_of(text);
  rdf::QuadList quads;
  FindingList findings;
  (void)lift::lift(document, "urn:d", "test", quads, findings);
  lift::StatementTree tree;
  for (rdf::Quad quad : quads.quads()) {
    for (const auto& [from, to] : changes)
      for (rdf::Term* term : {&quad.subject, &quad.predicate, &quad.object})
        if (term->value == from)
          term->value = to;
    tree.statement(quad);
  }
  return lift::rebuild(tree, "urn:d");
}

std::string refusal(const std::string& text, const std::vector<std::pair<std::string, std::string>>& changes) {
  try {
    (void)rebuilt(text, changes);
    return "";
  } catch (const FormatError& error) {
    return error.code();
  }
}

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

} // namespace

TEST_CASE("a JSON document comes back from its statements") {
  for (const char* const text :
       {R"({"a":"t","b":-12,"c":0.10,"d":1.5E-3,"e":true,"f":null,"g":[],"h":{}})", R"({"o":{"k":1},"l":["x","x",{"k":2}]})",
        R"([[1,[]],{}])", "3", "{}", "[]", "\"\"", R"({"a":1,"a":1,"a":[2],"a":{"b":3},"a":[4,5]})",
        R"x({"":1,"~":2,"a/b":{"@id":[3]},"µ(1)":{"x":[[["deep"]]]}})x", R"({"z":1,"a":2,"m":3})", R"([NaN,-Infinity])"}) {
    CAPTURE(std::string(text));
    CHECK(without_blanks(rebuilt(text)) == text);
  }
}

TEST_CASE("statements that make no JSON document are refused") {
  const std::string text = R"({"a": 12, "l": ["x", "y"], "o": {"k": 1}})";
  CHECK(refusal(text, {}) == "");
  CHECK(refusal(text, {{"12", "1, \"b\": 2"}}) == "rebuild.content"); // no number, and no way to smuggle one in
  CHECK(refusal(text, {{"12", "012"}}) == "rebuild.content");
  CHECK(refusal(text, {{"urn:d#/l(2)", "urn:d#/o"}}) == "rebuild.tree");
  CHECK(refusal(R"({"o": {"k": {"k": {"m": 1}}}})", {{"urn:d#/o/k/k", "urn:d#/o/k"}}) == "rebuild.tree"); // part of itself
  CHECK(refusal(text, {{"2", "3"}}) == "rebuild.tree");             // a gap in a list
  CHECK(refusal(text, {{"https://w3id.org/micrograph/source/t#o", "https://w3id.org/micrograph/source/t#p"}}) == "rebuild.tree");
  CHECK(refusal(text, {{"urn:d#/o", "urn:d#/other"}}) == "rebuild.differs");
  CHECK(refusal(text, {{R"(["k"])", R"([])"}}) == "rebuild.differs");
  CHECK(refusal(text, {{R"(["k"])", R"(["k")"}}) == "json.syntax");
}
