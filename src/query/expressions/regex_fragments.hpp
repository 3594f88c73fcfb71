#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::query {

/// What a text must have in it to be matched by a regular expression.
struct RegexFragments {
  /// All fragments of one of these are in every text that matches; at least one alternative.
  std::vector<std::vector<std::string>> alternatives;
  std::string prefix;    ///< every text that matches starts so
  bool any_case = false; ///< letters match in any case; there is no prefix then
};

/// Takes the literal parts from a regular expression of XPath that must take part in every match, for each of its choices:
/// without what may be absent, and without classes of characters.
///
/// Absent if the expression has a flag or a part that is not known here, or is wrong: that says nothing about matches.
[[nodiscard]] std::optional<RegexFragments> required_fragments(std::string_view pattern, std::string_view flags);

} // namespace micrograph::query
