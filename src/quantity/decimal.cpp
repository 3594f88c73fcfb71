#include "quantity/decimal.hpp"

#include "base/error.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>

namespace micrograph::quantity {

namespace {

using Integer = boost::multiprecision::cpp_int;

constexpr long long most_places = 400;
constexpr std::size_t quotient_digits = 34;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Integer value of a run of digits, or the bound if it is larger: "1e999999999999" must cost nothing.
long long saturated(std::string_view digits) {
  constexpr long long bound = 1'000'000;
  long long value = 0;
  for (const char c : digits)
    value = std::min(bound, value * 10 + (c - '0'));
  return value;
}

Integer power_of_ten(unsigned exponent) {
  return boost::multiprecision::pow(Integer(10), exponent);
}

} // namespace

struct Decimal::Arithmetic {
  /// The number × 10^-exponent as a whole number; `exponent` is not above the number's own.
  static Integer scaled(const Decimal& number, int exponent) {
    if (number.is_zero())
      return 0;
    Integer value(number.digits_); // no leading zero, which would make it octal
    value *= power_of_ten(static_cast<unsigned>(number.exponent_ - exponent));
    return number.negative_ ? Integer(-value) : value;
  }
  static std::optional<Decimal> from(const Integer& value, long long exponent) {
    const bool negative = value < 0;
    return normalised(negative, Integer(negative ? Integer(-value) : value).str(), exponent);
  }
};

Decimal::Decimal(long long value) {
  if (auto number = parse(std::to_string(value)))
    *this = std::move(*number);
}

std::optional<Decimal> Decimal::normalised(bool negative, std::string digits, long long exponent) {
  digits.erase(0, digits.find_first_not_of('0'));
  while (!digits.empty() && digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  Decimal number;
  if (digits.empty())
    return number;
  if (exponent < -most_places || exponent + static_cast<long long>(digits.size()) > most_places)
    return std::nullopt;
  number.negative_ = negative;
  number.digits_ = std::move(digits);
  number.exponent_ = static_cast<int>(exponent);
  return number;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back()))
    text.remove_suffix(1);
  const auto take_sign = [&text] {
    const char c = text.empty() ? '\0' : text.front();
    if (c == '+' || c == '-')
      text.remove_prefix(1);
    return c == '-';
  };
  const auto take_digits = [&text] {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
  };

  const bool negative = take_sign();
  const std::string_view whole = take_digits();
  std::string_view fraction;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    fraction = take_digits();
  }
  if (whole.empty() && fraction.empty())
    return std::nullopt;
  long long exponent = 0;
  if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
    text.remove_prefix(1);
    const bool down = take_sign();
    const std::string_view digits = take_digits();
    if (digits.empty())
      return std::nullopt;
    exponent = down ? -saturated(digits) : saturated(digits);
  }
  if (!text.empty())
    return std::nullopt;
  std::string digits(whole);
  digits += fraction;
  return normalised(negative, std::move(digits), exponent - static_cast<long long>(fraction.size()));
}

std::string Decimal::text() const {
  if (is_zero())
    return "0";
  std::string out = negative_ ? "-" : "";
  const int point = static_cast<int>(digits_.size()) + exponent_; // digits before the point
  if (exponent_ >= 0)
    return out + digits_ + std::string(static_cast<std::size_t>(exponent_), '0');
  if (point <= 0)
    return out + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits_;
  const auto before = static_cast<std::size_t>(point);
  return out + digits_.substr(0, before) + "." + digits_.substr(before);
}

std::optional<Decimal> Decimal::plus(const Decimal& other) const {
  const int exponent = std::min(exponent_, other.exponent_);
  return Arithmetic::from(Arithmetic::scaled(*this, exponent) + Arithmetic::scaled(other, exponent),
                          exponent);
}

std::optional<Decimal> Decimal::times(const Decimal& other) const {
  return Arithmetic::from(Arithmetic::scaled(*this, exponent_) * Arithmetic::scaled(other, other.exponent_),
                          static_cast<long long>(exponent_) + other.exponent_);
}

std::optional<Decimal> Decimal::divided_by(const Decimal& other) const {
  if (other.is_zero())
    return std::nullopt;
  if (is_zero())
    return Decimal();
  Integer divisor = boost::multiprecision::abs(Arithmetic::scaled(other, other.exponent_));
  // A quotient ends exactly if nothing but twos and fives is left of the divisor after cancelling. It then
  // has as many places as the larger count of the two.
  const Integer dividend = boost::multiprecision::abs(Arithmetic::scaled(*this, exponent_));
  const Integer common = boost::multiprecision::gcd(dividend, divisor);
  Integer rest = divisor / common;
  unsigned twos = 0, fives = 0;
  for (; rest % 2 == 0; rest /= 2)
    ++twos;
  for (; rest % 5 == 0; rest /= 5)
    ++fives;
  const bool ends = rest == 1;
  const unsigned places =
      ends ? std::max(twos, fives) : static_cast<unsigned>(quotient_digits + 2 + other.digits_.size());
  const Integer scaled_dividend = dividend * power_of_ten(places);
  Integer quotient = scaled_dividend / divisor;
  long long exponent = static_cast<long long>(exponent_) - other.exponent_ - places;
  if (!ends) {
    // A last digit that says "and something more", so that rounding never sees a tie that is none.
    quotient = quotient * 10 + 1;
    --exponent;
  }
  auto result = normalised(negative_ != other.negative_, quotient.str(), exponent);
  if (result && !ends)
    result = result->rounded(quotient_digits);
  return result;
}

Decimal Decimal::rounded(std::size_t digits) const {
  MICROGRAPH_EXPECTS(digits > 0);
  if (digits_.size() <= digits)
    return *this;
  const std::string_view cut = std::string_view(digits_).substr(digits);
  const bool tie = cut == "5"; // digits_ has no zeros at its end
  const bool odd = (digits_[digits - 1] - '0') % 2 != 0;
  const bool up = tie ? odd : cut[0] >= '5';
  std::string kept = digits_.substr(0, digits);
  if (up) {
    std::size_t i = kept.size();
    while (i > 0 && kept[i - 1] == '9')
      kept[--i] = '0';
    if (i > 0)
      ++kept[i - 1];
    else
      kept.insert(kept.begin(), '1');
  }
  // Only 10^400 - tiny could leave the bounds by rounding up; keep the unrounded number then.
  return normalised(negative_, std::move(kept), exponent_ + static_cast<long long>(cut.size()))
      .value_or(*this);
}

} // namespace micrograph::quantity
