#include "formats/number_text.hpp"

#include <charconv>

namespace micrograph::formats {

namespace {

template <typename Number> std::string shortest(Number value) {
  char digits[40];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

} // namespace

std::string number_text(double value) {
  return shortest(value);
}

std::string number_text(float value) {
  return shortest(value);
}

} // namespace micrograph::formats
