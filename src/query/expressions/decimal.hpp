#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::query {

/// An exact number of at most 1000 digits: the value space of xsd:decimal and xsd:integer.
///
/// What fits into 64 bits (18 digits, with the point anywhere) costs no allocation.
class Decimal {
public:
  constexpr Decimal() = default; ///< zero
  explicit Decimal(std::int64_t unscaled, unsigned scale = 0)
      : unscaled_(unscaled), scale_(scale) {} ///< unscaled / 10^scale

  /// XSD's lexical form of a decimal: sign, digits, a point among them. No white space, no exponent.
  /// Absent if it is anything else, or too long.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);
  /// The exact value of a double; the one result that may be longer than 1000 digits. Absent if not finite.
  [[nodiscard]] static std::optional<Decimal> from_double(double value);

  /// Canonical form (XSD 1.1, part 2, appendix E.1): no needless zeros, no point in a whole number.
  [[nodiscard]] std::string text() const;
  /// The nearest double, infinite beyond its range.
  [[nodiscard]] double to_double() const;
  /// Absent unless a whole number that fits.
  [[nodiscard]] std::optional<std::int64_t> to_integer() const;

  [[nodiscard]] int sign() const; ///< -1, 0, 1
  [[nodiscard]] bool is_whole() const;

  // Each is absent if the result is too long.
  [[nodiscard]] std::optional<Decimal> plus(const Decimal& other) const;
  [[nodiscard]] std::optional<Decimal> minus(const Decimal& other) const;
  [[nodiscard]] std::optional<Decimal> times(const Decimal& other) const;
  /// Exact where the quotient ends within 24 digits after the point (beyond those of the operands), otherwise
  /// cut there with the half rounded away from zero. Absent also if `other` is zero.
  [[nodiscard]] std::optional<Decimal> divided_by(const Decimal& other) const;

  [[nodiscard]] Decimal negated() const;
  [[nodiscard]] Decimal floor() const;
  [[nodiscard]] Decimal ceil() const { return negated().floor().negated(); }
  /// To the nearest whole number, the half towards positive infinity (XPath's fn:round).
  [[nodiscard]] Decimal round() const;
  /// Without what is after the point.
  [[nodiscard]] Decimal truncated() const { return sign() < 0 ? ceil() : floor(); }

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

private:
  struct Big;
  struct Arithmetic; // decimal.cpp: the only user of the big integers here

  std::int64_t unscaled_ = 0;      ///< if `big_` is null
  unsigned scale_ = 0;             ///< digits after the point
  std::shared_ptr<const Big> big_; ///< the unscaled number, if it does not fit
};

} // namespace micrograph::query
