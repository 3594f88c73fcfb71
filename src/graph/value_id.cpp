#include "graph/value_id.hpp"

#include "base/error.hpp"
#include "graph/value_time.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

namespace micrograph::graph {

namespace {

namespace xsd = rdf::vocabulary::xsd;

constexpr std::int64_t integer_bias = std::int64_t{1} << 59;
constexpr std::int64_t decimal_bias = std::int64_t{1} << 55;
constexpr unsigned decimal_digits = 9;
constexpr std::int64_t decimal_unit = 1'000'000'000;
/// What a double can hold exactly, so that one division gives the nearest double of the number written.
constexpr std::int64_t plain_double_bound = std::int64_t{1} << 53;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Digits only, no leading zero unless it is the only digit.
bool is_plain_number(std::string_view digits) {
  if (digits.empty() || (digits.size() > 1 && digits.front() == '0'))
    return false;
  for (const char c : digits)
    if (!is_digit(c))
      return false;
  return true;
}

std::optional<ValueId> encode_boolean(std::string_view text) {
  if (text == "true")
    return ValueId(Tag::boolean, 1);
  if (text == "false")
    return ValueId(Tag::boolean, 0);
  return std::nullopt;
}

std::optional<ValueId> encode_integer(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  // 2^59 has 18 digits, so nothing longer can fit and nothing shorter can overflow an int64.
  if (!is_plain_number(digits) || digits.size() > 18 || text == "-0")
    return std::nullopt;
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  if (value < -integer_bias || value >= integer_bias)
    return std::nullopt;
  return ValueId(Tag::integer, static_cast<std::uint64_t>(value + integer_bias));
}

/// A decimal, or a double that is written like one; their numbers have to be below `bound` in amount.
std::optional<ValueId> encode_decimal(std::string_view text, Tag tag, std::int64_t bound) {
  const bool negative = text.starts_with('-');
  const std::string_view unsigned_text = negative ? text.substr(1) : text;
  const std::size_t point = unsigned_text.find('.');
  const std::string_view whole = unsigned_text.substr(0, point);
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view{} : unsigned_text.substr(point + 1);
  const bool bare_point = point != std::string_view::npos && fraction.empty();
  if (!is_plain_number(whole) || whole.size() > 8 || bare_point || fraction.size() > decimal_digits)
    return std::nullopt;
  std::int64_t value = 0;
  for (const char c : whole)
    value = value * 10 + (c - '0');
  for (std::size_t i = 0; i < decimal_digits; ++i) {
    const char c = i < fraction.size() ? fraction[i] : '0';
    if (!is_digit(c))
      return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (value >= bound || (negative && value == 0))
    return std::nullopt;
  const auto biased = static_cast<std::uint64_t>((negative ? -value : value) + decimal_bias);
  return ValueId(tag, biased << 4 | fraction.size());
}

std::string decode_decimal(ValueId id) {
  const std::int64_t value = id.decimal_value_e9();
  const auto amount = static_cast<std::uint64_t>(value < 0 ? -value : value);
  // Four bits can say up to 15 digits; a damaged file could, we never do.
  const std::size_t digits = std::min<std::size_t>(id.payload() & 15, decimal_digits);
  std::string out = value < 0 ? "-" : "";
  out += std::to_string(amount / decimal_unit);
  if (digits > 0) {
    const std::string fraction = std::to_string(amount % decimal_unit);
    out += '.';
    out += (std::string(decimal_digits - fraction.size(), '0') + fraction).substr(0, digits);
  }
  return out;
}

/// Bits of a double, rearranged so that unsigned order is the order of values: negative numbers are turned
/// upside down, positive ones get the top bit.
std::uint64_t sortable_bits(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  return bits >> 63 ? ~bits : bits | std::uint64_t{1} << 63;
}

double from_sortable_bits(std::uint64_t bits) {
  return std::bit_cast<double>(bits >> 63 ? bits & ~(std::uint64_t{1} << 63) : ~bits);
}

/// `1.25E-3`: XSD 1.1's canonical form, with the fewest digits that read back as the same double.
std::string canonical_double(double value) {
  if (std::isnan(value))
    return "NaN";
  if (std::isinf(value))
    return value < 0 ? "-INF" : "INF";
  std::array<char, 32> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  std::string out(text.substr(0, e));
  if (out.find('.') == std::string::npos)
    out += ".0";
  out += 'E';
  std::string_view exponent = text.substr(e + 1);
  if (exponent.front() == '-')
    out += '-';
  exponent.remove_prefix(1);
  while (exponent.size() > 1 && exponent.front() == '0')
    exponent.remove_prefix(1);
  out += exponent;
  return out;
}

std::optional<ValueId> encode_double(std::string_view text) {
  double value = 0;
  if (text == "INF" || text == "-INF") {
    value = text.front() == '-' ? -HUGE_VAL : HUGE_VAL;
  } else if (text == "NaN") {
    value = std::bit_cast<double>(std::uint64_t{0x7FF8} << 48);
  } else {
    // Every form we write has its E, and from_chars would also take "inf", "nan" and hexadecimal.
    if (text.find('E') == std::string_view::npos || !(is_digit(text.back())))
      return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
      return std::nullopt;
  }
  if ((std::bit_cast<std::uint64_t>(value) & 15) != 0 || canonical_double(value) != text)
    return std::nullopt;
  return ValueId(Tag::double_, sortable_bits(value) >> 4);
}

} // namespace

double ValueId::double_value() const {
  if (tag() == Tag::plain_double)
    return static_cast<double>(decimal_value_e9()) / static_cast<double>(decimal_unit);
  const std::uint64_t bits = payload() << 4;
  // Negative numbers were complemented, so their four dropped bits read as ones.
  return from_sortable_bits(bits >> 63 ? bits : bits | 15);
}

std::optional<ValueId> ValueId::from_term(const rdf::TermView& term) {
  if (term.kind != rdf::TermKind::literal || term.datatype.empty() || term.value.empty())
    return std::nullopt;
  if (term.datatype == xsd::integer)
    return encode_integer(term.value);
  if (term.datatype == xsd::double_) {
    const auto canonical = encode_double(term.value);
    return canonical ? canonical : encode_decimal(term.value, Tag::plain_double, plain_double_bound);
  }
  if (term.datatype == xsd::decimal)
    return encode_decimal(term.value, Tag::decimal, decimal_bias);
  if (term.datatype == xsd::boolean)
    return encode_boolean(term.value);
  std::optional<std::uint64_t> time;
  if (term.datatype == xsd::date_time && (time = encode_date_time(term.value)))
    return ValueId(Tag::date_time, *time);
  if (term.datatype == xsd::date && (time = encode_date(term.value)))
    return ValueId(Tag::date, *time);
  return std::nullopt;
}

rdf::Term ValueId::to_term() const {
  using rdf::Term;
  using rdf::TermKind;
  switch (tag()) {
  case Tag::boolean:
    return Term(TermKind::literal, boolean_value() ? "true" : "false", xsd::boolean);
  case Tag::integer:
    return Term(TermKind::literal, std::to_string(integer_value()), xsd::integer);
  case Tag::decimal:
    return Term(TermKind::literal, decode_decimal(*this), xsd::decimal);
  case Tag::double_:
    return Term(TermKind::literal, canonical_double(double_value()), xsd::double_);
  case Tag::plain_double:
    return Term(TermKind::literal, decode_decimal(*this), xsd::double_);
  case Tag::date:
    return Term(TermKind::literal, decode_date(payload()), xsd::date);
  case Tag::date_time:
    return Term(TermKind::literal, decode_date_time(payload()), xsd::date_time);
  default:
    MICROGRAPH_EXPECTS(carries_value());
    return {};
  }
}

} // namespace micrograph::graph
