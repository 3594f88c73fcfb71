#include "cli/file_verdicts.hpp"

#include "cli/report_output.hpp"

#include <iostream>

namespace micrograph::cli {

bool FileVerdict::valid() const {
  return std::none_of(findings.begin(), findings.end(),
                      [](const Finding& finding) { return finding.severity == Severity::error; });
}

void begin_verdict(std::ostream& out, const FileVerdict& verdict) {
  for (const Finding& finding : verdict.findings)
    print_finding(std::cerr, finding);
  out << printable(verdict.file) << ": " << (verdict.valid() ? "valid" : "not valid");
}

void begin_verdict(JsonWriter& json, const FileVerdict& verdict) {
  json.begin_object();
  json.key("file").value(verdict.file);
  json.key("valid").value(verdict.valid());
}

void end_verdict(JsonWriter& json, const FileVerdict& verdict) {
  json.key("findings").begin_array();
  for (const Finding& finding : verdict.findings)
    write_finding(json, finding);
  json.end_array();
  json.end_object();
}

} // namespace micrograph::cli
