#include "base/json.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <sstream>

using namespace micrograph;

TEST_CASE("values that are made and changed") {
  JsonValue value = JsonValue::object();
  value.set("b", JsonValue::of_number("1.50"));
  value.member("a") = JsonValue::array();
  value.find("a")->append(JsonValue::of_truth(true));
  value.set("b", JsonValue::of_text("x"));
  CHECK(value.members().front().key == "b"); // keeps its place
  CHECK(value.has("a"));
  value.erase("a");
  value.erase("a");
  CHECK(value.members().size() == 1);
  CHECK_THROWS_AS(value.append({}), std::logic_error);
  CHECK_THROWS_AS((void)value.find("b")->member("c"), std::logic_error);
}

TEST_CASE("equality: members in any order, spelling counts") {
  const auto same = [](const char* left, const char* right) {
    return read_json(left, "l") == read_json(right, "r");
  };
  CHECK(same(R"({"a": 1, "b": [null, "x"]})", R"({"b": [null, "x"], "a": 1})"));
  CHECK_FALSE(same(R"({"a": 1})", R"({"a": 1.0})"));
  CHECK_FALSE(same(R"({"a": 1})", R"({"b": 1})"));
  CHECK_FALSE(same("[1, 2]", "[2, 1]"));
  CHECK_FALSE(same("true", "false"));
}

TEST_CASE("of duplicate keys the last stays, at its place") {
  JsonValue value = read_json(R"({"a": 1, "b": {"c": 1, "c": 2}, "a": 3, "d": 4})", "t");
  drop_duplicate_keys(value);
  std::ostringstream out;
  JsonWriter writer(out, JsonWriter::Layout::compact);
  writer.value(value).finish();
  CHECK(out.str() == R"({"b":{"c":2},"a":3,"d":4})");
}

TEST_CASE("numbers as ECMAScript writes them") {
  CHECK(ecmascript_number(0.0) == "0");
  CHECK(ecmascript_number(-0.0) == "0");
  CHECK(ecmascript_number(1e21) == "1e+21");
  CHECK(ecmascript_number(123456789012345680000.0) == "123456789012345680000");
  CHECK(ecmascript_number(-1.5e-7) == "-1.5e-7");
  CHECK(ecmascript_number(0.000001) == "0.000001");
  CHECK(ecmascript_number(333333333.33333329) == "333333333.3333333");
  CHECK(ecmascript_number(5e-324) == "5e-324");
  CHECK(ecmascript_number(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
}

TEST_CASE("canonical JSON sorts by UTF-16 and escapes no more than it must") {
  // U+1F600 comes before U+FB33 as UTF-16, after it as UTF-8.
  CHECK(canonical_json(read_json(
            "{\"\xEF\xAC\xB3\": 1, \"\xF0\x9F\x98\x80\": 2, \"\xE2\x82\xAC\": 3, \"a\": 4}", "t")) ==
        "{\"a\":4,\"\xE2\x82\xAC\":3,\"\xF0\x9F\x98\x80\":2,\"\xEF\xAC\xB3\":1}");
  CHECK(canonical_json(read_json(R"(["\u000f\n/\"\u20ac", 4.50, 2e-3, false, null, {}])", "t")) ==
        "[\"\\u000f\\n/\\\"\xE2\x82\xAC\",4.5,0.002,false,null,{}]");
}
