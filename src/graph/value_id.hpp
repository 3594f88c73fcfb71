#pragma once

#include "rdf/term.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>

namespace micrograph::graph {

/// What the 60 payload bits of an id mean. The order is the order of ids, so values of one kind lie
/// together in a sorted column and a range of numbers is a range of rows.
enum class Tag : std::uint8_t {
  undefined = 0,  ///< no value
  vocabulary = 1, ///< an index into the dictionary of the source that handed the id out
  local = 2,      ///< a term of the source's or the running query's own, not in a dictionary
  boolean = 3,    ///< xsd:boolean
  integer = 4,    ///< xsd:integer, 60 bits, offset binary so that ids sort by value
  decimal = 5,    ///< xsd:decimal: see ValueId::from_term for which values fit
  double_ = 6,    ///< xsd:double whose last four mantissa bits are zero
  date = 7,       ///< xsd:date
  date_time = 8,  ///< xsd:dateTime
  plain_double = 9, ///< xsd:double written like a decimal, as most programs do
};

[[nodiscard]] constexpr bool is_number(Tag tag) {
  return (tag >= Tag::integer && tag <= Tag::double_) || tag == Tag::plain_double;
}

/// A term in 64 bits: four tag bits above, 60 bits of payload below.
///
/// Only a literal whose lexical form is exactly what to_term() writes is carried inside; any other
/// ("01", "+1", "1e0" written "1.0e0") goes to a dictionary, so that nothing is ever rewritten and ids
/// are equal exactly if terms are.
class ValueId {
public:
  constexpr ValueId() = default;
  constexpr explicit ValueId(std::uint64_t bits) : bits_(bits) {}
  constexpr ValueId(Tag tag, std::uint64_t payload)
      : bits_(static_cast<std::uint64_t>(tag) << 60 | (payload & payload_mask)) {}

  [[nodiscard]] constexpr Tag tag() const { return static_cast<Tag>(bits_ >> 60); }
  [[nodiscard]] constexpr std::uint64_t payload() const { return bits_ & payload_mask; }
  [[nodiscard]] constexpr std::uint64_t bits() const { return bits_; }
  [[nodiscard]] constexpr bool defined() const { return bits_ != 0; }
  /// True if the value is in the id itself, so that no dictionary is needed to read it.
  [[nodiscard]] constexpr bool carries_value() const { return tag() >= Tag::boolean; }

  /// The id that carries this term, if it can be carried exactly. What can, and how it sorts within its tag:
  ///
  /// boolean    `false`, `true`.
  /// integer    -2^59 to 2^59 - 1, no plus sign, no leading zeros; by value.
  /// decimal    below 36 028 797 in amount with at most nine digits after the point, however many of them are
  ///            zeros (`5`, `5.0`, `5.00` are three terms); by value, then by number of digits.
  /// double     the form `1.25E-3`: one digit, point, digits, `E`, exponent, all as short as exact; and `INF`, `-INF`,
  ///            `NaN`. By value, -0 before 0, NaN last. Most decimal fractions (1.0E-1) need all 64 bits and go to a
  ///            dictionary.
  /// plain_double  `0.1`, `512.0`: as decimal, below 9 007 199 in amount; by the number that is written, which is the order
  ///            of values, then by number of digits. No negative zero.
  /// date       years 0001 to 9999 and days that exist; no zone, `Z`, or a zone in steps of five minutes. By the
  ///            instant the day starts, no zone read as UTC, then by zone.
  /// date_time  as date, seconds with at most three digits after the point, not `24:00:00`. By instant likewise,
  ///            then by number of digits, then by zone.
  ///
  /// Since other forms of the same values are in a dictionary, the order of ids is no order of values across
  /// a whole column: a filter on a range has to look at the column's vocabulary ids too.
  [[nodiscard]] static std::optional<ValueId> from_term(const rdf::TermView& term);
  /// The term that an id with carries_value() carries.
  [[nodiscard]] rdf::Term to_term() const;

  /// The value of an id tagged boolean.
  [[nodiscard]] constexpr bool boolean_value() const { return payload() != 0; }
  /// The value of an id tagged integer.
  [[nodiscard]] constexpr std::int64_t integer_value() const {
    return static_cast<std::int64_t>(payload()) - (std::int64_t{1} << 59);
  }
  /// The value of an id tagged decimal, or the number written in one tagged plain_double, times 10^9.
  [[nodiscard]] constexpr std::int64_t decimal_value_e9() const {
    return static_cast<std::int64_t>(payload() >> 4) - (std::int64_t{1} << 55);
  }
  /// The value of an id tagged double_ or plain_double.
  [[nodiscard]] double double_value() const;

  friend constexpr auto operator<=>(ValueId, ValueId) = default;
  friend constexpr bool operator==(ValueId, ValueId) = default;

private:
  static constexpr std::uint64_t payload_mask = (std::uint64_t{1} << 60) - 1;
  std::uint64_t bits_ = 0;
};

inline constexpr ValueId undefined{};

} // namespace micrograph::graph

template <> struct std::hash<micrograph::graph::ValueId> {
  std::size_t operator()(micrograph::graph::ValueId id) const noexcept {
    // Fibonacci hashing: payloads are dense small numbers, and buckets are powers of two.
    return static_cast<std::size_t>((id.bits() ^ id.bits() >> 29) * 0x9E3779B97F4A7C15ull);
  }
};
