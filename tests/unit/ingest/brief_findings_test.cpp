#include "ingest/brief_findings.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using ingest::BriefFindings;

namespace {

Finding finding(const char* code, const std::string& text) { return {code, Severity::warning, {}, text}; }

} // namespace

TEST_CASE("of a code with many findings the first are kept, and the last of them tells how many more there were") {
  BriefFindings findings;
  findings.report(finding("a.once", "first"));
  for (std::uint64_t i = 0; i < BriefFindings::most_of_a_code + 7; ++i)
    findings.report(finding("b.often", "number " + std::to_string(i)));
  findings.report(finding("a.once", "last"));
  const auto kept = findings.take();
  REQUIRE(kept.size() == BriefFindings::most_of_a_code + 2);
  CHECK(kept.front().text == "first");
  CHECK(kept.back().text == "last");
  CHECK(kept[1].text == "number 0");
  CHECK(kept[BriefFindings::most_of_a_code - 1].text == "number 98");
  CHECK(kept[BriefFindings::most_of_a_code].text == "number 99 (and 7 more of this kind)");
}

TEST_CASE("what is no more than the bound is kept as it came") {
  BriefFindings findings;
  for (std::uint64_t i = 0; i < BriefFindings::most_of_a_code; ++i)
    findings.report(finding("b.often", "text"));
  const auto kept = findings.take();
  CHECK(kept.size() == BriefFindings::most_of_a_code);
  CHECK(kept.back().text == "text");
}
