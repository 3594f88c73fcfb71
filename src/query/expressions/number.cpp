#include "query/expressions/number.hpp"

#include "query/expressions/datatypes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace micrograph::query {

namespace {

/// The datatypes derived from xsd:integer (XSD 1.1, part 2, section 3.4.13 on) with their bounds; empty where
/// there is none.
struct DerivedInteger {
  std::string_view name, least, most;
};
constexpr DerivedInteger derived_integers[] = {
    {"int", "-2147483648", "2147483647"},
    {"long", "-9223372036854775808", "9223372036854775807"},
    {"short", "-32768", "32767"},
    {"byte", "-128", "127"},
    {"nonNegativeInteger", "0", ""},
    {"positiveInteger", "1", ""},
    {"nonPositiveInteger", "", "0"},
    {"negativeInteger", "", "-1"},
    {"unsignedLong", "0", "18446744073709551615"},
    {"unsignedInt", "0", "4294967295"},
    {"unsignedShort", "0", "65535"},
    {"unsignedByte", "0", "255"},
};

const DerivedInteger* derived_integer(std::string_view datatype) {
  if (!datatype.starts_with(datatypes::xsd_namespace))
    return nullptr;
  datatype.remove_prefix(datatypes::xsd_namespace.size());
  const auto found = std::find_if(std::begin(derived_integers), std::end(derived_integers),
                                  [&](const DerivedInteger& type) { return type.name == datatype; });
  return found == std::end(derived_integers) ? nullptr : found;
}

std::optional<Number> parse_integer(std::string_view lexical, const DerivedInteger* bounds) {
  if (lexical.find('.') != std::string_view::npos)
    return std::nullopt;
  std::optional<Decimal> value = Decimal::parse_xsd(lexical);
  if (!value || (bounds && !bounds->least.empty() && *value < *Decimal::parse_xsd(bounds->least)) ||
      (bounds && !bounds->most.empty() && *value > *Decimal::parse_xsd(bounds->most)))
    return std::nullopt;
  return Number::of_exact(NumericType::integer, std::move(*value));
}

/// The lexical forms of double and float are the same; only the rounding differs.
template <typename Real> std::optional<Real> parse_real(std::string_view text) {
  constexpr Real infinity = std::numeric_limits<Real>::infinity();
  if (text == "INF" || text == "+INF")
    return infinity;
  if (text == "-INF")
    return -infinity;
  if (text == "NaN")
    return std::numeric_limits<Real>::quiet_NaN();
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+'))
    text.remove_prefix(1);
  // from_chars would also take a second sign, "inf" and "nan"; everything else it takes, XSD takes too.
  if (text.empty() || !(text.front() == '.' || (text.front() >= '0' && text.front() <= '9')))
    return std::nullopt;
  Real value = 0;
  const char* const end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ptr != end || result.ec == std::errc::invalid_argument)
    return std::nullopt;
  if (result.ec == std::errc::result_out_of_range) {
    // Too large or too small to tell; the sign of the exponent, or a leading zero, says which.
    const std::size_t exponent = text.find_first_of("eE");
    const bool small = exponent == std::string_view::npos ? text.front() == '0' || text.front() == '.'
                                                          : text.substr(exponent + 1).starts_with('-');
    value = small ? Real(0) : infinity;
  }
  return negative ? -value : value;
}

template <typename Real> std::string canonical_real(Real value) {
  if (std::isnan(value))
    return "NaN";
  if (std::isinf(value))
    return value < 0 ? "-INF" : "INF";
  std::array<char, 40> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
  const std::string_view written(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  const std::size_t e = written.find('e');
  std::string out(written.substr(0, e));
  if (out.find('.') == std::string::npos)
    out += ".0";
  out += 'E';
  std::string_view exponent = written.substr(e + 1);
  if (exponent.front() == '-')
    out += '-';
  exponent.remove_prefix(1);
  exponent.remove_prefix(std::min(exponent.find_first_not_of('0'), exponent.size() - 1));
  return out + std::string(exponent);
}

/// What to do with two operands, in each of the three kinds of arithmetic.
template <typename Exact, typename Real>
std::optional<Number> calculate(const Number& a, const Number& b, Exact exact, Real real) {
  const NumericType type = std::max(a.type, b.type);
  if (type == NumericType::double_)
    return Number::of_double(real(a.to_double(), b.to_double()));
  if (type == NumericType::float_)
    return Number::of_float(
        static_cast<float>(real(static_cast<float>(a.to_double()), static_cast<float>(b.to_double()))));
  std::optional<Decimal> result = exact(a.exact, b.exact);
  if (!result)
    return std::nullopt;
  return Number::of_exact(type, std::move(*result));
}

} // namespace

const char* datatype_of(NumericType type) {
  switch (type) {
  case NumericType::integer:
    return datatypes::xsd::integer;
  case NumericType::decimal:
    return datatypes::xsd::decimal;
  case NumericType::float_:
    return datatypes::xsd::float_;
  case NumericType::double_:
    return datatypes::xsd::double_;
  }
  return datatypes::xsd::double_;
}

std::string Number::text() const {
  if (is_exact())
    return exact.text();
  return type == NumericType::float_ ? canonical_real(static_cast<float>(approximate))
                                     : canonical_real(approximate);
}

std::optional<double> parse_double(std::string_view lexical) {
  return parse_real<double>(lexical);
}
std::optional<float> parse_float(std::string_view lexical) {
  return parse_real<float>(lexical);
}

bool is_numeric_datatype(std::string_view datatype) {
  namespace xsd = datatypes::xsd;
  return datatype == xsd::integer || datatype == xsd::decimal || datatype == xsd::double_ ||
         datatype == xsd::float_ || derived_integer(datatype);
}

std::optional<Number> parse_number(std::string_view lexical, std::string_view datatype) {
  namespace xsd = datatypes::xsd;
  if (datatype == xsd::integer)
    return parse_integer(lexical, nullptr);
  if (datatype == xsd::decimal) {
    std::optional<Decimal> value = Decimal::parse_xsd(lexical);
    return value ? std::optional(Number::of_exact(NumericType::decimal, std::move(*value))) : std::nullopt;
  }
  if (datatype == xsd::double_) {
    const std::optional<double> value = parse_double(lexical);
    return value ? std::optional(Number::of_double(*value)) : std::nullopt;
  }
  if (datatype == xsd::float_) {
    const std::optional<float> value = parse_float(lexical);
    return value ? std::optional(Number::of_float(*value)) : std::nullopt;
  }
  if (const DerivedInteger* type = derived_integer(datatype))
    return parse_integer(lexical, type);
  return std::nullopt;
}

Number promoted(const Number& number, NumericType type) {
  if (number.type >= type)
    return number;
  if (type == NumericType::decimal)
    return Number::of_exact(type, number.exact);
  if (type == NumericType::float_)
    return Number::of_float(static_cast<float>(number.to_double()));
  return Number::of_double(number.to_double());
}

std::optional<Number> add(const Number& a, const Number& b) {
  return calculate(
      a, b, [](const Decimal& x, const Decimal& y) { return x.plus(y); },
      [](auto x, auto y) { return x + y; });
}
std::optional<Number> subtract(const Number& a, const Number& b) {
  return calculate(
      a, b, [](const Decimal& x, const Decimal& y) { return x.minus(y); },
      [](auto x, auto y) { return x - y; });
}
std::optional<Number> multiply(const Number& a, const Number& b) {
  return calculate(
      a, b, [](const Decimal& x, const Decimal& y) { return x.times(y); },
      [](auto x, auto y) { return x * y; });
}
std::optional<Number> divide(const Number& a, const Number& b) {
  std::optional<Number> quotient = calculate(
      a, b, [](const Decimal& x, const Decimal& y) { return x.divided_to_places(y); },
      [](auto x, auto y) { return x / y; });
  if (quotient && quotient->type == NumericType::integer)
    quotient->type = NumericType::decimal;
  return quotient;
}

Number negated(const Number& number) {
  Number out = number;
  if (number.is_exact())
    out.exact = number.exact.negated();
  else
    out.approximate = -number.approximate;
  return out;
}

std::partial_ordering compare(const Number& a, const Number& b) {
  const NumericType type = std::max(a.type, b.type);
  if (type <= NumericType::decimal)
    return a.exact <=> b.exact;
  if (type == NumericType::float_)
    return static_cast<float>(a.to_double()) <=> static_cast<float>(b.to_double());
  return a.to_double() <=> b.to_double();
}

std::weak_ordering compare_exactly(const Number& a, const Number& b) {
  if (a.is_exact() && b.is_exact())
    return a.exact <=> b.exact;
  const double left = a.to_double(), right = b.to_double();
  if (std::isnan(left) || std::isnan(right))
    return std::isnan(right) <=> std::isnan(left);
  if (left < right)
    return std::weak_ordering::less;
  if (left > right)
    return std::weak_ordering::greater;
  // Rounding keeps the order, so only where it made two numbers one has the exact one to be looked at.
  if (a.is_exact() == b.is_exact() || !std::isfinite(left))
    return std::weak_ordering::equivalent;
  const Decimal& exact = a.is_exact() ? a.exact : b.exact;
  const std::optional<Decimal> other = Decimal::from_double(left);
  if (!other)
    return std::weak_ordering::equivalent;
  return a.is_exact() ? exact <=> *other : *other <=> exact;
}

} // namespace micrograph::query
