#include "base/json.hpp"
#include "base/utf8.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <sstream>

using namespace micrograph;

namespace {

template <typename Tell> std::string written(JsonWriter::Layout layout, Tell tell) {
  std::ostringstream out;
  JsonWriter writer(out, layout);
  tell(writer);
  writer.finish();
  return out.str();
}

template <typename Value> std::string compact(Value value) {
  return written(JsonWriter::Layout::compact, [&](JsonWriter& json) { json.value(value); });
}

FormatError refused(const std::string& text, const JsonLimits& limits = {}) {
  try {
    (void)read_json(text, "a.json", nullptr, limits);
  } catch (const FormatError& error) {
    return error;
  }
  FAIL("accepted: " << text);
  return {"", ""};
}

} // namespace

TEST_CASE("objects and arrays are written in the order told, in both layouts") {
  const auto tell = [](JsonWriter& json) {
    json.begin_object().key("z").value(1).key("a").begin_array().value(true).null().end_array();
    json.key("e").begin_object().end_object().key("f").begin_array().end_array().end_object();
  };
  CHECK(written(JsonWriter::Layout::compact, tell) == R"({"z":1,"a":[true,null],"e":{},"f":[]})");
  CHECK(written(JsonWriter::Layout::pretty, tell) ==
        "{\n  \"z\": 1,\n  \"a\": [\n    true,\n    null\n  ],\n  \"e\": {},\n  \"f\": []\n}\n");
}

TEST_CASE("values are written exactly") {
  CHECK(compact(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(compact(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  CHECK(compact(0.1) == "0.1");
  CHECK(compact(1e300) == "1e+300");
  CHECK(compact(std::numeric_limits<double>::infinity()) == "null");
  CHECK(compact("a\"b\\c\n\x01/\x7f") == "\"a\\\"b\\\\c\\n\\u0001/\x7f\"");
  CHECK(compact("\xC3\xA4\xF0\x9D\x84\x9E") == "\"\xC3\xA4\xF0\x9D\x84\x9E\"");
  CHECK(written(JsonWriter::Layout::compact, [](JsonWriter& json) { json.number("1.50e3"); }) == "1.50e3");
}

TEST_CASE("what is not UTF-8 is written as U+FFFD") {
  CHECK(compact("a\xFFz") == "\"a\xEF\xBF\xBDz\"");
  CHECK(compact("\xC3") == "\"\xEF\xBF\xBD\"");
  // A surrogate in three bytes: none of the bytes begins anything.
  CHECK(to_valid_utf8("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  // A sequence cut short is one replacement, as Unicode recommends.
  CHECK(to_valid_utf8("\xF0\x9D\x84z") == "\xEF\xBF\xBDz");
  CHECK_FALSE(is_utf8("\xC0\x80"));
  CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));
  CHECK(is_utf8("\xF4\x8F\xBF\xBF"));
}

TEST_CASE("a large text is written whole") {
  const std::string text = written(JsonWriter::Layout::compact, [](JsonWriter& json) {
    json.begin_array();
    for (int i = 0; i < 50000; ++i)
      json.value("0123456789");
    json.end_array();
  });
  CHECK(text.size() == 50000u * 13 + 1);
  CHECK(read_json(text, "own").items().size() == 50000);
}

TEST_CASE("calls out of place break the contract") {
  std::ostringstream out;
  JsonWriter writer(out);
  writer.begin_object();
  CHECK_THROWS_AS(writer.finish(), std::logic_error);
  CHECK_THROWS_AS(writer.value(1), std::logic_error);
}

TEST_CASE("a stream that fails is an IoError") {
  std::ostringstream out;
  JsonWriter writer(out);
  writer.value(1);
  out.setstate(std::ios::badbit);
  CHECK_THROWS_AS(writer.finish(), IoError);
}

TEST_CASE("values are read with their spelling and order") {
  const JsonValue root = read_json(
      "\xEF\xBB\xBF{\"b\": 1.50E+3, \"a\": [null, true, \"x\\u00e4\\ud834\\udd1e\"], \"i\": -12}", "t");
  REQUIRE(root.is_object());
  CHECK(root.members()[0].key == "b");
  CHECK(root.find("b")->number_text() == "1.50E+3");
  CHECK(root.find("b")->number() == 1500.0);
  CHECK_FALSE(root.find("b")->integer());
  CHECK(root.find("i")->integer() == -12);
  const auto& items = root.find("a")->items();
  REQUIRE(items.size() == 3);
  CHECK(items[0].kind() == JsonValue::Kind::null);
  CHECK(items[1].boolean() == true);
  CHECK(items[2].string() == "x\xC3\xA4\xF0\x9D\x84\x9E");
  CHECK_FALSE(items[2].number_text());
  CHECK(root.find("none") == nullptr);
  CHECK(items[1].find("b") == nullptr);
}

TEST_CASE("half a surrogate pair does not make invalid text") {
  CHECK(is_utf8(*read_json(R"("\udc00")", "t").string()));
  CHECK(refused(R"("\ud800")").code() == "json.syntax");
}

TEST_CASE("duplicate keys are reported and the last one counts") {
  FindingList findings;
  const JsonValue root = read_json("{\"a\": 1,\n \"b\": {\"a\": 2}, \"a\": 3}", "t.json", &findings);
  CHECK(root.find("a")->integer() == 3);
  CHECK(root.members().size() == 3);
  REQUIRE(findings.findings().size() == 1);
  CHECK(findings.findings()[0].code == "json.duplicate-key");
  CHECK(findings.findings()[0].place.line == 2);
}

TEST_CASE("syntax errors say where") {
  const FormatError error = refused("{\"a\": 1,\n  oops}");
  CHECK(error.code() == "json.syntax");
  CHECK(error.place().source == "a.json");
  CHECK(error.place().line == 2);
  CHECK(error.place().column == 3);
  CHECK(error.place().offset == 11);
  for (const char* text :
       {"",    " ",   "{",     "[1,]",     "{\"a\":1,}", "01",      "+1",  ".5",    "nul",     "\"a",
        "'a'", "1 2", "[1] x", "\"\x01\"", "\"\xFF\"",   "// c\n1", "NaN", "{a:1}", "\"\\x\"", "1e400"})
    CHECK_MESSAGE(refused(text).code() == "json.syntax", text);
  CHECK(refused(std::string("1\0x", 3)).code() == "json.syntax");
}

TEST_CASE("depth is bounded") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK_NOTHROW((void)read_json(nested(64), "t"));
  CHECK(refused(nested(65)).code() == "json.too-deep");
  CHECK(refused(std::string(10'000'000, '[')).code() == "json.too-deep");
  CHECK_NOTHROW((void)read_json(nested(1024), "t", nullptr, JsonLimits{1024}));
  CHECK_THROWS_AS((void)read_json("1", "t", nullptr, JsonLimits{1025}), std::logic_error);
}

TEST_CASE("a text cut anywhere is refused") {
  const std::string text = R"({"a": [1, -2.5e3, "x\u0041"], "b": {"c": null, "d": false}})";
  for (std::size_t length = 0; length < text.size(); ++length)
    CHECK(refused(text.substr(0, length)).code() == "json.syntax");
}
