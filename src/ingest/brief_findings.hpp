#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::ingest {

/// Keeps of each code the first findings only, and how many more there were: what is wrong with one value of a file may be
/// wrong with a million, and a report of them all helps nobody and holds more than the file.
class BriefFindings final : public FindingSink {
public:
  static constexpr std::uint64_t most_of_a_code = 100;

  void report(Finding finding) override {
    if (++counts_[finding.code] <= most_of_a_code)
      findings_.push_back(std::move(finding));
  }
  /// The findings in the order they came in; the last of a code that was cut short says so. To be asked for once, at the end.
  [[nodiscard]] std::vector<Finding> take() {
    for (std::size_t i = findings_.size(); i-- > 0;) {
      std::uint64_t& count = counts_[findings_[i].code];
      if (count > most_of_a_code)
        findings_[i].text += " (and " + std::to_string(count - most_of_a_code) + " more of this kind)";
      count = 0;
    }
    return std::move(findings_);
  }

private:
  std::map<std::string, std::uint64_t> counts_; ///< by code
  std::vector<Finding> findings_;
};

} // namespace micrograph::ingest
