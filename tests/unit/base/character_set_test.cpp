#include "base/character_set.hpp"

#include <doctest/doctest.h>

#include <string>

using micrograph::utf8_from;

TEST_CASE("texts of several sets become UTF-8") {
  CHECK(utf8_from("ISO-8859-1", "caf\xE9") == "café");
  CHECK(utf8_from("EUC-KR", "\xB1\xE8") == "김");
  CHECK(utf8_from("SHIFT_JIS", "") == "");
}

TEST_CASE("longer texts than the block that is converted at a time") {
  const std::string text(5000, '\xE9');
  const auto converted = utf8_from("ISO-8859-1", text);
  REQUIRE(converted);
  CHECK(converted->size() == 10000);
}

TEST_CASE("an unknown set, and bytes that are no text in it, give nothing") {
  CHECK_FALSE(utf8_from("NO-SUCH-SET", "a"));
  CHECK_FALSE(utf8_from("EUC-JP", "\xFF\xFF"));
  CHECK_FALSE(utf8_from("UTF-8", "\xC3"));
}
