#include "ingest/report.hpp"

#include <algorithm>

namespace micrograph::ingest {

bool has_error(const SourceReport& report) {
  if (report.outcome == Outcome::refused || report.outcome == Outcome::failed)
    return true;
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::error; });
}

void Totals::add(const SourceReport& report) {
  ++sources;
  switch (report.outcome) {
  case Outcome::imported:
    ++imported;
    break;
  case Outcome::unchanged:
    ++unchanged;
    bytes_read += report.bytes_read;
    return; // its leaves were counted when it was imported
  case Outcome::refused:
    ++refused;
    break;
  case Outcome::failed:
    ++failed;
    break;
  case Outcome::ignored:
    ++ignored;
    break;
  }
  leaves += report.leaves;
  kept += report.kept;
  withheld += report.withheld;
  aligned += report.aligned;
  for (std::size_t layer = 0; layer < aligned_by_layer.size(); ++layer)
    aligned_by_layer[layer] += report.aligned_by_layer[layer];
  statements += report.statements;
  bytes_read += report.bytes_read;
}

} // namespace micrograph::ingest
