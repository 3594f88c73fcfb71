#include "formats/json_outline.hpp"

#include <doctest/doctest.h>

#include <string>

using micrograph::formats::JsonOutline;

TEST_CASE("names are found by their paths, through lists, three deep") {
  const JsonOutline outline(R"({"a": {"b": [{"c": "t", "d": {"e": 1}}, {"f": 2}]}, "g": "\"x", "a/b": null})");
  CHECK(outline.is_object());
  CHECK_FALSE(outline.is_list());
  for (const char* const path : {"a", "a/b", "a/b/c", "a/b/d", "a/b/f", "g"})
    CHECK_MESSAGE(outline.has(path), std::string(path));
  CHECK_FALSE(outline.has("a/b/d/e"));
  CHECK_FALSE(outline.has("b"));
  CHECK(outline.text("a/b/c") == "t");
  CHECK(outline.text("g") == "\\\"x");
  CHECK(outline.text("a/b/f").empty());
  CHECK(outline.text("nothing").empty());
}

TEST_CASE("a list at the start, a byte order mark, comments") {
  const JsonOutline outline("\xEF\xBB\xBF // first\n [ /* no { \"x\": 1 } */ {\"a\": 1}]");
  CHECK(outline.is_list());
  CHECK(outline.has("a"));
  CHECK_FALSE(outline.has("x"));
}

TEST_CASE("whatever stands in the text, and wherever it is cut, the outline ends") {
  const std::string text = R"({"a": {"b": ["x\\", {"c": -1.5e3}], "d": "y"}, "e": true})";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const JsonOutline outline(text.substr(0, length));
    CHECK(outline.has("a") == (length >= 5));
    CHECK(outline.has("e") == (length >= text.find("\"e\":") + 4));
  }
  for (const char* const odd : {"", "{", "}", "[[", "{{{{", "{\"a\"}", "{\"a\":}", "{a:1}", "\"", "{\"\\", "/*", "//", "][", "{,}", "[1 2]"})
    CHECK_MESSAGE(JsonOutline(odd).text("a").empty(), std::string(odd));
  CHECK_FALSE(JsonOutline(std::string(100000, '[')).is_object());
  std::string many = "{";
  for (int i = 0; i < 6000; ++i)
    many += "\"k" + std::to_string(i) + "\": 1,";
  const JsonOutline outline(many);
  CHECK(outline.has("k4095"));
  CHECK_FALSE(outline.has("k4097"));
}
