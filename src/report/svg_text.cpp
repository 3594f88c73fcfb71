#include "report/svg_text.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace micrograph::report {
namespace {

/// Whole steps of 10^-digits, so that no locale and no last bit of a double shows.
std::string fixed(double number, int digits) {
  const long long scale = digits == 1 ? 10 : 100;
  const long long steps = std::llround(number * static_cast<double>(scale));
  const long long rest = std::llabs(steps % scale);
  std::array<char, 40> text{};
  if (rest == 0)
    std::snprintf(text.data(), text.size(), "%lld", steps / scale);
  else
    std::snprintf(text.data(), text.size(), digits == 1 ? "%s%lld.%01lld" : "%s%lld.%02lld", steps < 0 ? "-" : "",
                  std::llabs(steps / scale), rest);
  return text.data();
}

} // namespace

std::string percent(double fraction) { return fixed(fraction * 100, 2) + "%"; }

std::string pixels(double length) { return fixed(length, 1); }

} // namespace micrograph::report
