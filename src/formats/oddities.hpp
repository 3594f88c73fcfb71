#pragma once

#include "base/diagnostic.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace micrograph::formats {

/// What is odd about one source: the first case of each code, and how many there were. A file with one thing wrong tends to
/// have it wrong a thousand times.
class Oddities {
public:
  explicit Oddities(std::string source) : source_(std::move(source)) {}

  void note(const char* code, std::uint64_t offset, std::string path, std::string text) {
    auto& entry = entries_[code];
    if (entry.count++ == 0)
      entry.finding = {code, Severity::warning, Place{source_, std::move(path), offset, {}, {}}, std::move(text)};
  }
  /// One finding for each code.
  void report(FindingSink& findings) const {
    for (const auto& [code, entry] : entries_) {
      Finding finding = entry.finding;
      if (entry.count > 1)
        finding.text += " (the first of " + std::to_string(entry.count) + ")";
      findings.report(std::move(finding));
    }
  }

private:
  struct Entry {
    Finding finding;
    std::uint64_t count = 0;
  };
  std::string source_;
  std::map<std::string, Entry> entries_;
};

} // namespace micrograph::formats
