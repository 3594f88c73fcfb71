#include "ingest/report.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

TEST_CASE("a source is whole only if it was imported and no finding is an error") {
  ingest::SourceReport report;
  report.outcome = ingest::Outcome::imported;
  CHECK_FALSE(ingest::has_error(report));
  report.findings.push_back({"xml.doctype", Severity::note, {}, ""});
  report.findings.push_back({"czi.update-pending", Severity::warning, {}, ""});
  CHECK_FALSE(ingest::has_error(report));
  report.findings.push_back({"czi.metadata-truncated", Severity::error, {}, ""});
  CHECK(ingest::has_error(report));
  for (const auto outcome : {ingest::Outcome::refused, ingest::Outcome::failed}) {
    ingest::SourceReport other;
    other.outcome = outcome;
    CHECK(ingest::has_error(other));
  }
  CHECK_FALSE(ingest::has_error(ingest::SourceReport{})); // passed over
}
