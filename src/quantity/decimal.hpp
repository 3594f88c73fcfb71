#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::quantity {

/// An exact decimal number of at most 400 places on either side of the point.
///
/// Numbers of metadata are texts; through a double, 9.0576674152210312E-08 m would lose digits on its way to
/// µm, and 0.1 would not be a tenth.
class Decimal {
public:
  Decimal() = default; ///< zero
  explicit Decimal(long long value);

  /// Reads a sign, digits with a point, an exponent, white space around; the locale has no say.
  /// Absent if it is anything else (NaN, INF, a unit, a comma) or longer than a Decimal can be.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);

  /// Canonical form of xsd:decimal (XSD 1.1): no exponent, no needless zero, no point in a whole number.
  [[nodiscard]] std::string text() const;

  [[nodiscard]] bool is_zero() const { return digits_.empty(); }
  [[nodiscard]] bool is_negative() const { return negative_; }
  [[nodiscard]] bool is_integer() const { return exponent_ >= 0; }
  /// How many digits there are between the first and the last that is not zero; 0 for zero.
  [[nodiscard]] std::size_t significant_digits() const { return digits_.size(); }

  /// Absent if the result is longer than a Decimal can be.
  [[nodiscard]] std::optional<Decimal> plus(const Decimal& other) const;
  [[nodiscard]] std::optional<Decimal> times(const Decimal& other) const;
  /// Exact where the quotient ends; otherwise its first 34 digits, half rounded to even (as IEEE decimal128).
  /// Absent if `other` is zero, or as above.
  [[nodiscard]] std::optional<Decimal> divided_by(const Decimal& other) const;
  /// With `digits` significant digits (at least 1), half rounded to even.
  [[nodiscard]] Decimal rounded(std::size_t digits) const;

  friend bool operator==(const Decimal&, const Decimal&) = default;

private:
  static std::optional<Decimal> normalised(bool negative, std::string digits, long long exponent);
  struct Arithmetic; // decimal.cpp: the only user of the big integers

  // The value is ±digits × 10^exponent; no zero at either end of digits, which is empty for zero.
  bool negative_ = false;
  std::string digits_;
  int exponent_ = 0;
};

} // namespace micrograph::quantity
