#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace micrograph::identifiers {

/// A pattern of the registry of prefixes: the part of regular expressions that it uses (sets, groups, alternatives, counts). Time
/// grows with the length of the text times that of the pattern, whatever both are.
class Pattern {
public:
  /// Absent for what is no pattern of that kind: look-around, references, or more than some thousand steps.
  [[nodiscard]] static std::optional<Pattern> parse(std::string_view expression);
  /// Whether the text as a whole is of the pattern, with `^` and `$` or without.
  [[nodiscard]] bool matches(std::string_view text) const;

  using Characters = std::bitset<256>;
  /// A character to take, or two places to go on at (both relative) without taking one.
  struct Step {
    bool takes = false;
    Characters characters;
    std::ptrdiff_t first = 1, second = 1;
  };

private:
  explicit Pattern(std::vector<Step> steps) : steps_(std::move(steps)) {}
  std::vector<Step> steps_; ///< past the last is the end
};

} // namespace micrograph::identifiers
