#include "formats/number_text.hpp"

#include <charconv>

namespace micrograph::formats {

std::string number_text(double value) {
  char digits[40];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

std::string number_text(float value) {
  char digits[40];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

} // namespace micrograph::formats
