#include "identifiers/check_digits.hpp"

#include "base/ascii.hpp"
#include "identifiers/text.hpp"

#include <cstddef>
#include <cstdint>

namespace micrograph::identifiers {

namespace {

unsigned digit_value(char c) {
  return static_cast<unsigned>(c - '0');
}

/// Digits, the last of which may be `X` for ten.
bool has_digits_and_check(std::string_view digits) {
  return digits.size() > 1 && all_digits(digits.substr(0, digits.size() - 1)) &&
         (ascii::is_digit(digits.back()) || digits.back() == 'X');
}

unsigned check_value(char c) {
  return c == 'X' ? 10 : digit_value(c);
}

} // namespace

bool fits_mod_11_2(std::string_view digits) {
  if (!has_digits_and_check(digits))
    return false;
  unsigned sum = 0;
  for (const char c : digits.substr(0, digits.size() - 1))
    sum = (sum + digit_value(c)) * 2 % 11;
  return (sum + check_value(digits.back())) % 11 == 1;
}

bool fits_mod_11(std::string_view digits) {
  if (!has_digits_and_check(digits))
    return false;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i)
    sum += (digits.size() - i) * check_value(digits[i]);
  return sum % 11 == 0;
}

bool fits_mod_10(std::string_view digits) {
  if (!all_digits(digits))
    return false;
  unsigned sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i)
    sum += digit_value(digits[i]) * (i % 2 == 0 ? 1 : 3);
  return sum % 10 == 0;
}

bool fits_mod_97_10(std::string_view text) {
  constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford: no i, l, o, u
  if (text.size() < 3 || !all_digits(text.substr(text.size() - 2)))
    return false;
  std::uint64_t remainder = 0; // taken at each step, so that no length overflows
  for (const char c : text.substr(0, text.size() - 2)) {
    const auto digit = alphabet.find(c);
    if (digit == std::string_view::npos)
      return false;
    remainder = (remainder * 32 + digit) % 97;
  }
  const std::uint64_t check = digit_value(text[text.size() - 2]) * 10 + digit_value(text.back());
  return check == 98 - remainder * 100 % 97;
}

} // namespace micrograph::identifiers
