#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace micrograph {

/// A number for people: `1,234,567`.
[[nodiscard]] inline std::string grouped(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0)
      out += ',';
    out += digits[i];
  }
  return out;
}

/// How many of something: `1 source`, `2,000 sources`. For nouns that only take an s.
[[nodiscard]] inline std::string counted(std::uint64_t number, std::string_view noun) {
  return grouped(number) + ' ' + std::string(noun) + (number == 1 ? "" : "s");
}

} // namespace micrograph
