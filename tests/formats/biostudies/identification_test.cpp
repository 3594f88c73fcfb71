#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

const std::string submission =
    R"({"accno": "S-BIAD1", "attributes": [{"name": "Title", "value": "Eyes"}], "section": {"type": "Study", "subsections": [[{"type": "Author"}]]}})";

std::string format_of(const std::string& text) { return test::read_source(test::bytes_of(text), "file.json").format; }

} // namespace

TEST_CASE("a submission to BioStudies is known by its members") {
  CHECK(format_of(submission) == "biostudies");
  CHECK(format_of(R"({"accno": "S-BIAD1", "attributes": []})").empty());
  CHECK(format_of(R"({"attributes": [{"name": "x"}], "section": {"type": "Study"}})").empty());
  CHECK(format_of(R"({"accno": "x", "attributes": [{"name": "x"}], "section": "none"})").empty());
}

TEST_CASE("sections in lists of lists are kept") {
  const auto reading = test::read_source(test::bytes_of(submission), "file.json");
  REQUIRE(reading.documents.size() == 1);
  CHECK(test::lifted(reading.documents.front()).find("source/biostudies#type> \"Author\"") != std::string::npos);
}

TEST_CASE("a submission cut anywhere, or with any byte changed, comes back") {
  test::read_cut_and_changed(test::bytes_of(submission), "file.json", "biostudies");
}
