#pragma once

#include "base/decimal.hpp"
#include "rdf/term.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::query {

/// The four types of numbers, in the order of promotion: the result of an operator has the greater of its
/// operands' types (XPath 2.0, appendix B.1). Types derived from xsd:integer count as xsd:integer.
enum class NumericType : std::uint8_t { integer, decimal, float_, double_ };

[[nodiscard]] const char* datatype_of(NumericType type);

/// A number with its type. Of an integer or decimal `exact` counts, of a float or double `approximate`.
struct Number {
  NumericType type = NumericType::integer;
  Decimal exact;
  double approximate = 0; ///< of a float: already rounded to one

  [[nodiscard]] static Number of_integer(std::int64_t value) {
    return {NumericType::integer, Decimal(value), 0};
  }
  [[nodiscard]] static Number of_exact(NumericType type, Decimal value) {
    return {type, std::move(value), 0};
  }
  [[nodiscard]] static Number of_double(double value) { return {NumericType::double_, {}, value}; }
  [[nodiscard]] static Number of_float(float value) { return {NumericType::float_, {}, value}; }

  [[nodiscard]] bool is_exact() const { return type <= NumericType::decimal; }
  [[nodiscard]] double to_double() const { return is_exact() ? exact.to_double() : approximate; }
  /// XSD's canonical form for the type.
  [[nodiscard]] std::string text() const;
};

/// The number a literal means: absent if its datatype is none of numbers, or the lexical form is none of the
/// datatype's.
[[nodiscard]] std::optional<Number> parse_number(std::string_view lexical, std::string_view datatype);
/// True for the datatypes of numbers, the derived ones included.
[[nodiscard]] bool is_numeric_datatype(std::string_view datatype);
/// XSD's lexical form of a double or float, without white space around. Absent if it is anything else.
[[nodiscard]] std::optional<double> parse_double(std::string_view lexical);
[[nodiscard]] std::optional<float> parse_float(std::string_view lexical);

/// The same number in a greater type.
[[nodiscard]] Number promoted(const Number& number, NumericType type);

// XPath's operators with promotion (XPath Functions and Operators, section 6.2). Absent for an error: an
// exact division by zero, an exact result too long.
[[nodiscard]] std::optional<Number> add(const Number& a, const Number& b);
[[nodiscard]] std::optional<Number> subtract(const Number& a, const Number& b);
[[nodiscard]] std::optional<Number> multiply(const Number& a, const Number& b);
/// Of two integers a decimal.
[[nodiscard]] std::optional<Number> divide(const Number& a, const Number& b);
[[nodiscard]] Number negated(const Number& number);

/// By value after promotion, as `<` and `=` see it; unordered for NaN.
[[nodiscard]] std::partial_ordering compare(const Number& a, const Number& b);
/// By exact value whatever the types, NaN first and equal to itself: a weak order over all numbers.
[[nodiscard]] std::weak_ordering compare_exactly(const Number& a, const Number& b);

} // namespace micrograph::query
