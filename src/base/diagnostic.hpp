#pragma once

#include "base/error.hpp"

#include <string>
#include <vector>

namespace micrograph {

enum class Severity { note, warning, error };

[[nodiscard]] constexpr const char* name_of(Severity severity) {
  switch (severity) {
  case Severity::note:
    return "note";
  case Severity::warning:
    return "warning";
  case Severity::error:
    return "error";
  }
  return "error";
}

/// Something the reader of a report should know: what is odd, where, and what to do about it.
struct Finding {
  std::string code; ///< stable, dotted: `ome-tiff.companion.missing`
  Severity severity = Severity::warning;
  Place place;
  std::string text; ///< one sentence; says the next step where there is one
};

/// Where findings go. Odd but readable input is reported here and reading carries on.
class FindingSink {
public:
  virtual ~FindingSink() = default;
  virtual void report(Finding finding) = 0;
};

/// Keeps what is reported, in order.
class FindingList final : public FindingSink {
public:
  void report(Finding finding) override { findings_.push_back(std::move(finding)); }
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }
  [[nodiscard]] std::vector<Finding>& findings() { return findings_; }

private:
  std::vector<Finding> findings_;
};

} // namespace micrograph
