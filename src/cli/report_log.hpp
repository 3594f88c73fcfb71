#pragma once

#include "ingest/report.hpp"

#include <filesystem>
#include <iosfwd>
#include <memory>

namespace micrograph::cli {

/// The report of a run, kept in a scratch file while sources come in, so that memory does not grow with their number.
///
/// Every function throws IoError `spool.failed` if the scratch file cannot be written or read.
class ReportLog {
public:
  /// `scratch` is the folder of the scratch file.
  explicit ReportLog(const std::filesystem::path& scratch);
  ~ReportLog();
  ReportLog(const ReportLog&) = delete;
  ReportLog& operator=(const ReportLog&) = delete;

  void add(const ingest::SourceReport& report);
  /// Call once, after the last source.
  void finish(const ingest::Totals& totals);
  /// The whole report as JSON; after finish(), as often as wanted.
  void write(std::ostream& out) const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace micrograph::cli
