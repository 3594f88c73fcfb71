#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace micrograph::mapping {

/// What the comments of a rule say (docs/mapping.md, "Rules").
struct RuleHeader {
  std::string summary;                ///< the first line
  /// IRIs of terms: without one of each list, the rule gives nothing.
  std::vector<std::vector<std::string>> required;
  std::vector<std::string> authors;   ///< names or IRIs, one of each `#+ author:`
  std::string date;                   ///< xsd:date; empty if none is told
};

/// Throws QueryError `mapping.rule.header` with file and line if a `#+` line is not understood.
[[nodiscard]] RuleHeader read_rule_header(std::string_view text, const std::string& file);

} // namespace micrograph::mapping
