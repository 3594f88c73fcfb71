#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::query {

/// The text in upper (lower) case by Unicode's full mappings, without any language's own rules.
[[nodiscard]] std::string upper_case(std::string_view text);
[[nodiscard]] std::string lower_case(std::string_view text);

/// How many columns of a terminal a code point takes: 0, 1 or 2.
[[nodiscard]] int display_width(char32_t code_point);

/// A regular expression of XPath (XPath Functions and Operators 3.1, section 5.6), compiled. Immutable;
/// threads may share it.
class Regex {
public:
  /// `flags` are any of `i`, `s`, `m`, `x`, `q`. Null if pattern or flags are wrong.
  [[nodiscard]] static std::shared_ptr<const Regex> compile(std::string_view pattern, std::string_view flags);
  ~Regex();

  /// True if the pattern is found anywhere in the text. Absent if finding out takes too long.
  [[nodiscard]] std::optional<bool> matches(std::string_view text) const;
  /// Replaces what is matched, from left to right; `$1` in the replacement is the first group, `\$` and `\\`
  /// are these characters. Absent if the pattern matches the empty text, the replacement is wrong, or it
  /// takes too long.
  [[nodiscard]] std::optional<std::string> replace(std::string_view text, std::string_view replacement) const;

private:
  struct State;
  explicit Regex(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

} // namespace micrograph::query
