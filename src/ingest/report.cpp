#include "ingest/report.hpp"

namespace micrograph::ingest {

void Totals::add(const SourceReport& report) {
  ++sources;
  switch (report.outcome) {
  case Outcome::imported:
    ++imported;
    break;
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
  aligned += report.aligned;
  statements += report.statements;
  bytes_read += report.bytes_read;
}

} // namespace micrograph::ingest
