#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph {

/// An exact number of at most 1000 digits, of which as many as wanted stand after the point: the value space
/// of xsd:decimal and xsd:integer, and the numbers of metadata.
///
/// Numbers of metadata are texts; through a double, 9.0576674152210312E-08 m would lose digits on its way to
/// µm, and 0.1 would not be a tenth.
///
/// What fits into 64 bits (18 digits, with the point anywhere) costs no allocation.
class Decimal {
public:
  constexpr Decimal() = default; ///< zero
  explicit Decimal(std::int64_t unscaled, unsigned scale = 0)
      : unscaled_(unscaled), scale_(scale) {} ///< unscaled / 10^scale

  /// XSD's lexical form of a decimal: sign, digits, a point among them. No white space, no exponent.
  /// Absent if it is anything else, or too long.
  [[nodiscard]] static std::optional<Decimal> parse_xsd(std::string_view text);
  /// What programs write: as above, also with an exponent and with white space around; the locale has no say.
  /// Absent if it is anything else (NaN, INF, a unit, a comma), or too long once written without the
  /// exponent.
  [[nodiscard]] static std::optional<Decimal> parse_scientific(std::string_view text);
  /// The exact value of a double, which may be longer than 1000 digits. Absent if not finite.
  [[nodiscard]] static std::optional<Decimal> from_double(double value);

  /// Canonical form (XSD 1.1, part 2, appendix E.1): no exponent, no needless zero, no point in a whole
  /// number.
  [[nodiscard]] std::string text() const;
  /// The nearest double, infinite beyond its range.
  [[nodiscard]] double to_double() const;
  /// Absent unless a whole number that fits.
  [[nodiscard]] std::optional<std::int64_t> to_integer() const;

  [[nodiscard]] int sign() const; ///< -1, 0, 1
  [[nodiscard]] bool is_whole() const;
  /// How many digits there are from the first to the last that is not zero; 0 for zero.
  [[nodiscard]] std::size_t significant_digits() const;

  // Each is absent if the result is too long.
  [[nodiscard]] std::optional<Decimal> plus(const Decimal& other) const;
  [[nodiscard]] std::optional<Decimal> minus(const Decimal& other) const;
  [[nodiscard]] std::optional<Decimal> times(const Decimal& other) const;
  /// The quotient as measures want it, precise whatever their unit: exact where it ends, otherwise its first
  /// 34 digits, half rounded to even (as IEEE decimal128). Absent also if `other` is zero.
  [[nodiscard]] std::optional<Decimal> divided_to_digits(const Decimal& other) const;
  /// The quotient as columns of numbers want it: exact where it ends within 24 places after the point (beyond
  /// those of the operands), otherwise cut there, half rounded away from zero. Absent also if `other` is
  /// zero.
  [[nodiscard]] std::optional<Decimal> divided_to_places(const Decimal& other) const;

  [[nodiscard]] Decimal negated() const;
  [[nodiscard]] Decimal floor() const;
  [[nodiscard]] Decimal ceil() const { return negated().floor().negated(); }
  /// To the nearest whole number, the half towards positive infinity (XPath's fn:round).
  [[nodiscard]] Decimal round() const;
  /// Without what is after the point.
  [[nodiscard]] Decimal truncated() const { return sign() < 0 ? ceil() : floor(); }
  /// With `digits` significant digits (at least 1), half rounded to even.
  [[nodiscard]] Decimal rounded_to_digits(std::size_t digits) const;

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

private:
  struct Big;
  struct Arithmetic; // decimal.cpp: the only user of the big integers

  std::int64_t unscaled_ = 0;      ///< if `big_` is null
  unsigned scale_ = 0;             ///< digits after the point
  std::shared_ptr<const Big> big_; ///< the unscaled number, if it does not fit
};

} // namespace micrograph
