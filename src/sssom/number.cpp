#include "sssom/number.hpp"

#include "base/json_value.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace micrograph::sssom {

std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+'))
    text.remove_prefix(1);
  // from_chars knows words for what is no number.
  if (text.find_first_not_of("0123456789.eE+-") != std::string_view::npos)
    return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::string plain_number(double number) {
  return ecmascript_number(number);
}

std::string canonical_double(double number) {
  std::array<char, 40> buffer{};
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const auto e = text.find('e');
  std::string out(text.substr(0, e));
  if (out.find('.') == std::string::npos)
    out += ".0";
  std::string_view exponent = text.substr(e + 1);
  out += 'E';
  if (exponent.front() == '-')
    out += '-';
  exponent.remove_prefix(1);
  while (exponent.size() > 1 && exponent.front() == '0')
    exponent.remove_prefix(1);
  return out.append(exponent);
}

} // namespace micrograph::sssom
