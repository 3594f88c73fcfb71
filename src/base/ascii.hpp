#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Letters, digits and blanks of ASCII, whatever the locale; all other bytes are left alone, so that UTF-8 stays whole.
namespace micrograph::ascii {

/// What C calls white space.
inline constexpr std::string_view blanks = " \t\n\r\f\v";

[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
[[nodiscard]] constexpr bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}
/// Of both cases.
[[nodiscard]] constexpr bool is_hex(char c) {
  return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f');
}

[[nodiscard]] inline std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = lower(c);
  return out;
}
[[nodiscard]] inline std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = upper(c);
  return out;
}

/// Without the characters of `set` at either end.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text, std::string_view set = blanks) {
  const std::size_t first = text.find_first_not_of(set);
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(set) - first + 1);
}

} // namespace micrograph::ascii
