#pragma once

#include "base/error.hpp"
#include "sssom/check.hpp"
#include "sssom/write.hpp"

#include <sstream>
#include <string>

/// What the tests of mapping sets ask of them.
namespace micrograph::sssom::test {

inline std::string written(Form form, const MappingSet& set, const WriteOptions& options = {}) {
  std::ostringstream out;
  write(form, set, out, options);
  return out.str();
}

/// Code and place of the FormatError; "ok" if there is none.
template <typename Action> std::string verdict(const Action& action) {
  try {
    action();
    return "ok";
  } catch (const FormatError& error) {
    return error.code() + " " + error.place().text();
  }
}

/// The codes that check() finds, those that are no errors with a question mark.
inline std::string codes(const MappingSet& set) {
  std::string out;
  for (const Finding& finding : check(set))
    out += (out.empty() ? "" : " ") + finding.code + (finding.severity == Severity::error ? "" : "?");
  return out;
}

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace micrograph::sssom::test
