#include "base/decimal.hpp"

#include "base/error.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace micrograph {

using BigInteger = boost::multiprecision::cpp_int;

namespace {

constexpr unsigned max_digits = 1000;
constexpr unsigned quotient_digits = 34;
constexpr unsigned quotient_places = 24;
constexpr std::size_t small_digits = 18; ///< so many digits fit into 64 bits, whatever they are

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The digits at the start of `text`, which are taken away from it.
std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

/// Takes a sign away from the start of `text`; true if it is a minus.
bool take_minus(std::string_view& text) {
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+'))
    text.remove_prefix(1);
  return minus;
}

/// The number before an exponent. Its digits may be a megabyte of zeros, so they are not copied.
struct Significand {
  bool negative = false;
  std::string_view whole, fraction; ///< around the point
};

std::optional<Significand> take_significand(std::string_view& text) {
  Significand number;
  number.negative = take_minus(text);
  number.whole = take_digits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    number.fraction = take_digits(text);
  }
  return number.whole.empty() && number.fraction.empty() ? std::nullopt : std::optional(number);
}

/// Value of a run of digits, or the bound if it is larger: "1e999999999999" must cost nothing. The bound is
/// beyond what the zeros of any text could make good for.
std::int64_t saturated(std::string_view digits) {
  constexpr std::int64_t bound = 1'000'000'000'000'000;
  std::int64_t value = 0;
  for (const char c : digits)
    value = std::min(bound, value * 10 + (c - '0'));
  return value;
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

  /// number × 10^exponent. What is too long is refused before anything is allocated for it.
  static std::optional<Decimal> from_digits(Significand number, std::int64_t exponent) {
    std::string_view whole = number.whole, fraction = number.fraction;
    whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
    fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1); // npos + 1 is 0
    exponent -= static_cast<std::int64_t>(fraction.size());
    if (whole.empty())
      fraction.remove_prefix(std::min(fraction.find_first_not_of('0'), fraction.size()));
    if (fraction.empty()) {
      const std::size_t length = whole.find_last_not_of('0') + 1;
      exponent += static_cast<std::int64_t>(whole.size() - length);
      whole = whole.substr(0, length);
    }
    const std::size_t length = whole.size() + fraction.size();
    if (length == 0)
      return Decimal();
    constexpr auto most = static_cast<std::int64_t>(max_digits);
    if (length > max_digits || exponent < -most || exponent + static_cast<std::int64_t>(length) > most)
      return std::nullopt;
    const auto scale = static_cast<unsigned>(std::max<std::int64_t>(-exponent, 0));
    const auto zeros = static_cast<unsigned>(std::max<std::int64_t>(exponent, 0));
    if (length + zeros <= small_digits) {
      std::int64_t value = 0;
      for (const std::string_view part : {whole, fraction})
        for (const char c : part)
          value = value * 10 + (c - '0');
      for (unsigned i = 0; i < zeros; ++i)
        value *= 10;
      return Decimal(number.negative ? -value : value, scale);
    }
    // The first digit is no zero, which would make the library read octal.
    BigInteger value(std::string(whole) + std::string(fraction) + std::string(zeros, '0'));
    return limited(number.negative ? BigInteger(-value) : value, scale);
  }

  /// number / 10^scale with so many significant digits, half rounded to even. `remains` says that the number
  /// was cut, so that what looks like a tie is above one.
  static Decimal rounded(const BigInteger& number, unsigned scale, std::size_t digits, bool remains) {
    const BigInteger magnitude = abs(number);
    const std::size_t length = magnitude.str().size();
    if (length <= digits)
      return unlimited(number, scale);
    const auto dropped = static_cast<unsigned>(length - digits);
    const BigInteger unit = power_of_ten(dropped);
    BigInteger kept, rest;
    divide_qr(magnitude, unit, kept, rest);
    rest *= 2;
    if (rest > unit || (rest == unit && (remains || (kept & 1) != 0)))
      ++kept;
    if (dropped > scale)
      kept *= power_of_ten(dropped - scale);
    return unlimited(number < 0 ? BigInteger(-kept) : kept, dropped > scale ? 0 : scale - dropped);
  }
};

std::optional<Decimal> Decimal::parse_xsd(std::string_view text) {
  const auto number = take_significand(text);
  return number && text.empty() ? Arithmetic::from_digits(*number, 0) : std::nullopt;
}

std::optional<Decimal> Decimal::parse_scientific(std::string_view text) {
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back()))
    text.remove_suffix(1);
  const auto number = take_significand(text);
  if (!number)
    return std::nullopt;
  std::int64_t exponent = 0;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    const bool down = take_minus(text);
    const std::string_view digits = take_digits(text);
    if (digits.empty())
      return std::nullopt;
    exponent = down ? -saturated(digits) : saturated(digits);
  }
  return text.empty() ? Arithmetic::from_digits(*number, exponent) : std::nullopt;
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

std::size_t Decimal::significant_digits() const {
  if (sign() == 0)
    return 0;
  const std::string digits = BigInteger(abs(Arithmetic::unscaled(*this))).str();
  return digits.find_last_not_of('0') + 1;
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

std::optional<Decimal> Decimal::divided_to_digits(const Decimal& other) const {
  if (other.sign() == 0)
    return std::nullopt;
  if (sign() == 0)
    return Decimal();
  // (a/10^s) / (b/10^t) is a·10^t / (b·10^s). Without what the two have in common, the quotient ends if
  // nothing but twos and fives is left below, and then has as many places as the larger count of the two.
  BigInteger numerator = Arithmetic::unscaled(*this) * power_of_ten(other.scale_);
  BigInteger denominator = Arithmetic::unscaled(other) * power_of_ten(scale_);
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const BigInteger common = gcd(numerator, denominator);
  numerator /= common;
  denominator /= common;
  const unsigned twos = lsb(denominator);
  BigInteger rest = denominator >> twos;
  unsigned fives = 0;
  for (; rest % 5 == 0; rest /= 5)
    ++fives;
  if (rest == 1) {
    const unsigned places = std::max(twos, fives);
    return Arithmetic::limited(numerator * power_of_ten(places) / denominator, places);
  }
  // Enough places for the digits wanted and one more, wherever the first of them stands.
  const std::size_t above = BigInteger(abs(numerator)).str().size(), below = denominator.str().size();
  const auto places =
      static_cast<unsigned>(quotient_digits + 2 + below - std::min(above, quotient_digits + 2 + below));
  const Decimal quotient =
      Arithmetic::rounded(numerator * power_of_ten(places) / denominator, places, quotient_digits, true);
  return Arithmetic::limited(Arithmetic::unscaled(quotient), quotient.scale_);
}

std::optional<Decimal> Decimal::divided_to_places(const Decimal& other) const {
  if (other.sign() == 0)
    return std::nullopt;
  // (a/10^s) / (b/10^t) = a·10^(t+e) / b / 10^(s+e), where e is chosen so that 24 digits stand behind those
  // of the operands.
  const unsigned extra = quotient_places + std::max(scale_, other.scale_);
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

Decimal Decimal::rounded_to_digits(std::size_t digits) const {
  MICROGRAPH_EXPECTS(digits > 0);
  return Arithmetic::rounded(Arithmetic::unscaled(*this), scale_, digits, false);
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

} // namespace micrograph
