// metadata.txt, whole and cut short.
#include "support/bytes.hpp"
#include "support/reading.hpp"

#include "formats/micro_manager_metadata/mended_json.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using formats::micro_manager_metadata::mend;

namespace {

constexpr char whole[] = R"({"Summary": {"MicroManagerVersion": "1.4", "ChNames": ["a,b", "}\""]}, "FrameKey-0-0-0": {"Exposure-ms": 25}})";

test::Reading read(std::string_view text) {
  return test::read_source(test::bytes_of(text), "a_metadata.txt");
}

std::string mended_text(std::string_view text) {
  const auto mended = mend(text);
  return mended ? mended->text : "whole";
}

} // namespace

TEST_CASE("metadata.txt is known by its summary") {
  CHECK(read(whole).format == "micro-manager-metadata");
  CHECK(read(R"({"Summary": {"MetadataVersion": 10}})").format == "micro-manager-metadata");
  CHECK(read(R"({"Summary": {"Version": 10}})").format.empty());
  CHECK(read(R"([{"Summary": {"MetadataVersion": 10}}])").format.empty());
}

TEST_CASE("a whole text is given as it stands") {
  const auto reading = read(whole);
  CHECK(reading.findings.empty());
  REQUIRE(reading.documents.size() == 1);
  CHECK(reading.documents[0].root_name == "Metadata");
  CHECK(reading.documents[0].bytes == test::bytes_of(whole));
}

TEST_CASE("a text that ends too early is closed behind its last member") {
  CHECK(mended_text(R"({"a": {"b": 1}, "c")") == R"({"a": {"b": 1}})");
  CHECK(mended_text(R"({"a": {"b": 1})") == R"({"a": {"b": 1}})");
  CHECK(mended_text(R"({"a": [1, 2, 3)") == R"({"a": [1, 2]})");
  CHECK(mended_text(R"({"a": "tex)") == "{}");
  CHECK(mended_text(R"({"a": "},{", "b": "x\)") == R"({"a": "},{"})");
  CHECK(mended_text("{") == "{}");
}

TEST_CASE("a text that is whole, or no JSON, is left alone") {
  for (const char* const text : {whole, "{}", "{} {", "{]", "}", "", "\"text", "12"})
    CHECK(mended_text(text) == "whole");
  CHECK(mended_text(std::string(100'000, '[')) == "whole");
}

TEST_CASE("what was mended is reported, with how much of it") {
  const auto reading = read(R"({"Summary": {"MetadataVersion": 10}, "FrameKey-0-0-0": {"Exposure-ms": 25, "Chan)");
  CHECK(reading.found("micro-manager.truncated"));
  REQUIRE(reading.findings.size() == 1);
  CHECK(reading.findings[0].text.find("2 objects or lists were closed, 7 bytes") != std::string::npos);
  REQUIRE(reading.documents.size() == 1);
  CHECK(test::lifted(reading.documents[0]).find("#Exposure-ms> \"25\"") != std::string::npos);
}

TEST_CASE("metadata.txt cut or changed anywhere ends in findings or an error") {
  const auto bytes = test::bytes_of(whole);
  for (std::size_t length = 0; length < bytes.size(); ++length)
    test::read_hostile({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)}, "metadata.txt");
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (const int flip : {0x01, 0x04, 0x80, 0xFF}) {
      auto changed = bytes;
      changed[at] ^= static_cast<std::byte>(flip);
      test::read_hostile(changed, "metadata.txt");
    }
}
