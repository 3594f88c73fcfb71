#pragma once

#include "base/decimal.hpp"
#include "quantity/unit.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::quantity {

/// A number with its unit.
struct Quantity {
  Decimal value;
  Unit unit;

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// What names a quantity: canonical value and QUDT unit, `0.5;MicroM`. Equal keys are equal quantities, if
/// all are given in the canonical unit of their property. Absent if QUDT does not have the unit.
[[nodiscard]] std::optional<std::string> key_of(const Quantity& quantity);

/// The quantity that key_of() named. Absent if `key` is no such text, letter by letter.
[[nodiscard]] std::optional<Quantity> from_key(std::string_view key);

} // namespace micrograph::quantity
