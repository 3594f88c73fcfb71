#include "query/expressions/decimal.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace micrograph::query {

using BigInteger = boost::multiprecision::cpp_int;

namespace {

constexpr unsigned max_digits = 1000;
constexpr unsigned division_digits = 24;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

BigInteger power_of_ten(unsigned exponent) {
  return boost::multiprecision::pow(BigInteger(10), exponent);
}

bool is_too_long(const BigInteger& number) {
  static const BigInteger limit = power_of_ten(max_digits);
  return number >= limit || number <= -limit;
}

/// numerator / denominator towards negative infinity, for a positive denominator.
BigInteger floor_division(const BigInteger& numerator, const BigInteger& denominator) {
  BigInteger quotient, remainder;
  divide_qr(numerator, denominator, quotient, remainder);
  return remainder < 0 ? BigInteger(quotient - 1) : quotient;
}

} // namespace

struct Decimal::Big {
  BigInteger number;
};

struct Decimal::Arithmetic {
  static BigInteger unscaled(const Decimal& decimal) {
    return decimal.big_ ? decimal.big_->number : BigInteger(decimal.unscaled_);
  }
  static BigInteger unscaled_at(const Decimal& decimal, unsigned scale) {
    return scale == decimal.scale_ ? unscaled(decimal)
                                   : BigInteger(unscaled(decimal) * power_of_ten(scale - decimal.scale_));
  }

  /// Zeros at the end are dropped first, so that what fits is held small.
  static Decimal unlimited(BigInteger number, unsigned scale) {
    while (scale > 0 && number % 10 == 0) {
      number /= 10;
      --scale;
    }
    Decimal out;
    out.scale_ = scale;
    if (number >= std::numeric_limits<std::int64_t>::min() &&
        number <= std::numeric_limits<std::int64_t>::max())
      out.unscaled_ = static_cast<std::int64_t>(number);
    else
      out.big_ = std::make_shared<const Big>(Big{std::move(number)});
    return out;
  }
  static std::optional<Decimal> limited(BigInteger number, unsigned scale) {
    Decimal out = unlimited(std::move(number), scale);
    if (out.scale_ > max_digits || (out.big_ && is_too_long(out.big_->number)))
      return std::nullopt;
    return out;
  }
};

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+'))
    text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::string_view whole = text.substr(0, point);
  std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if ((whole.empty() && fraction.empty()) || !std::all_of(whole.begin(), whole.end(), is_digit) ||
      !std::all_of(fraction.begin(), fraction.end(), is_digit))
    return std::nullopt;
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1); // npos + 1 is 0
  const std::size_t length = whole.size() + fraction.size();
  if (length > max_digits)
    return std::nullopt;
  if (length <= 18) {
    std::int64_t number = 0;
    for (const std::string_view part : {whole, fraction})
      for (const char c : part)
        number = number * 10 + (c - '0');
    return Decimal(negative ? -number : number, static_cast<unsigned>(fraction.size()));
  }
  // A leading zero would make the library read octal.
  std::string digits = std::string(whole) + std::string(fraction);
  digits.erase(0, digits.find_first_not_of('0'));
  BigInteger number(digits);
  if (negative)
    number = -number;
  return Arithmetic::limited(std::move(number), static_cast<unsigned>(fraction.size()));
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value))
    return std::nullopt;
  int exponent = 0;
  const double mantissa = std::frexp(value, &exponent);
  BigInteger number(static_cast<std::int64_t>(std::ldexp(mantissa, 53)));
  exponent -= 53;
  if (exponent >= 0)
    return Arithmetic::unlimited(number << exponent, 0);
  while (exponent < 0 && number != 0 && (number & 1) == 0) {
    number >>= 1;
    ++exponent;
  }
  if (number == 0)
    return Decimal();
  // n / 2^k is n·5^k / 10^k.
  const auto places = static_cast<unsigned>(-exponent);
  return Arithmetic::unlimited(number * boost::multiprecision::pow(BigInteger(5), places), places);
}

std::string Decimal::text() const {
  std::string digits = big_ ? big_->number.str() : std::to_string(unscaled_);
  const std::size_t start = digits.front() == '-' ? 1 : 0;
  if (scale_ == 0)
    return digits;
  if (digits.size() - start <= scale_)
    digits.insert(start, scale_ + 1 - (digits.size() - start), '0');
  digits.insert(digits.size() - scale_, 1, '.');
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.')
    digits.pop_back();
  return digits;
}

double Decimal::to_double() const {
  static constexpr double exact_powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  if (!big_ && scale_ == 0)
    return static_cast<double>(unscaled_);
  // Both are exact doubles, so that one division rounds correctly.
  if (!big_ && scale_ < 10 && std::abs(unscaled_) < (std::int64_t{1} << 53))
    return static_cast<double>(unscaled_) / exact_powers[scale_];
  const std::string digits = text();
  double value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    const bool large = digits.find('.') > 300;
    return large ? std::copysign(std::numeric_limits<double>::infinity(), sign())
                 : std::copysign(0.0, sign());
  }
  return value;
}

std::optional<std::int64_t> Decimal::to_integer() const {
  if (big_ || !is_whole())
    return std::nullopt;
  return scale_ == 0 ? unscaled_
                     : static_cast<std::int64_t>(Arithmetic::unscaled(*this) / power_of_ten(scale_));
}

int Decimal::sign() const {
  if (big_)
    return big_->number.sign();
  return (unscaled_ > 0) - (unscaled_ < 0);
}

bool Decimal::is_whole() const {
  if (scale_ == 0)
    return true;
  return Arithmetic::unscaled(*this) % power_of_ten(scale_) == 0;
}

std::optional<Decimal> Decimal::plus(const Decimal& other) const {
  std::int64_t sum = 0;
  if (!big_ && !other.big_ && scale_ == other.scale_ &&
      !__builtin_add_overflow(unscaled_, other.unscaled_, &sum))
    return Decimal(sum, scale_);
  const unsigned scale = std::max(scale_, other.scale_);
  return Arithmetic::limited(Arithmetic::unscaled_at(*this, scale) + Arithmetic::unscaled_at(other, scale),
                             scale);
}

std::optional<Decimal> Decimal::minus(const Decimal& other) const {
  return plus(other.negated());
}

std::optional<Decimal> Decimal::times(const Decimal& other) const {
  std::int64_t product = 0;
  if (!big_ && !other.big_ && scale_ + other.scale_ <= 18 &&
      !__builtin_mul_overflow(unscaled_, other.unscaled_, &product))
    return Decimal(product, scale_ + other.scale_);
  return Arithmetic::limited(Arithmetic::unscaled(*this) * Arithmetic::unscaled(other),
                             scale_ + other.scale_);
}

std::optional<Decimal> Decimal::divided_by(const Decimal& other) const {
  if (other.sign() == 0)
    return std::nullopt;
  // (a/10^s) / (b/10^t) = a·10^(t+e) / b / 10^(s+e), where e is chosen so that 24 digits stand behind those
  // of the operands.
  const unsigned extra = division_digits + std::max(scale_, other.scale_);
  const BigInteger numerator = Arithmetic::unscaled(*this) * power_of_ten(other.scale_ + extra);
  const BigInteger denominator = Arithmetic::unscaled(other);
  BigInteger quotient, remainder;
  divide_qr(numerator, denominator, quotient, remainder);
  if (abs(remainder) * 2 >= abs(denominator))
    quotient += sign() == other.sign() ? 1 : -1;
  return Arithmetic::limited(std::move(quotient), scale_ + extra);
}

Decimal Decimal::negated() const {
  if (!big_ && unscaled_ != std::numeric_limits<std::int64_t>::min()) {
    Decimal out = *this;
    out.unscaled_ = -unscaled_;
    return out;
  }
  return Arithmetic::unlimited(-Arithmetic::unscaled(*this), scale_);
}

Decimal Decimal::floor() const {
  if (scale_ == 0)
    return *this;
  return Arithmetic::unlimited(floor_division(Arithmetic::unscaled(*this), power_of_ten(scale_)), 0);
}

Decimal Decimal::round() const {
  if (scale_ == 0)
    return *this;
  // floor(x + 1/2)
  const BigInteger unit = power_of_ten(scale_);
  return Arithmetic::unlimited(floor_division(Arithmetic::unscaled(*this) * 2 + unit, unit * 2), 0);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (!a.big_ && !b.big_ && a.scale_ == b.scale_)
    return a.unscaled_ <=> b.unscaled_;
  if (const auto by_sign = a.sign() <=> b.sign(); by_sign != 0)
    return by_sign;
  const unsigned scale = std::max(a.scale_, b.scale_);
  const int order =
      Decimal::Arithmetic::unscaled_at(a, scale).compare(Decimal::Arithmetic::unscaled_at(b, scale));
  return order <=> 0;
}

} // namespace micrograph::query
