#pragma once

#include "base/decimal.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::quantity {

/// Namespace of QUDT's units.
inline constexpr char unit_namespace[] = "http://qudt.org/vocab/unit/";

/// A unit of measure; a small handle into a fixed table, so that hostile texts cannot make it grow.
class Unit {
public:
  /// From a text as metadata has it: a symbol ("µm", "um", "Âµm"), a name in any case ("micron"), a UCUM
  /// code. Absent if unknown.
  [[nodiscard]] static std::optional<Unit> from_text(std::string_view text);
  /// From the IRI of a QUDT unit. Absent if it is none that we know.
  [[nodiscard]] static std::optional<Unit> from_iri(std::string_view iri);
  /// From the local name of a QUDT unit: "MicroM".
  [[nodiscard]] static std::optional<Unit> from_qudt(std::string_view local_name);

  /// Local name in QUDT; empty if QUDT does not have the unit (attohertz, OME's reference frame).
  [[nodiscard]] const std::string& qudt_name() const;
  /// IRI in QUDT; empty as above.
  [[nodiscard]] std::string iri() const;

  friend bool operator==(Unit, Unit) = default;

private:
  friend std::optional<Decimal> convert(const Decimal&, Unit, Unit);
  explicit Unit(std::size_t entry) : entry_(entry) {}
  std::size_t entry_;
};

/// The same quantity in another unit; threads may call it at the same time.
///
/// Exact wherever the factor between the units is a decimal number or the inverse of one (all of SI, inches,
/// °F, minutes); a quotient without end has 34 digits. Where the factor itself has no end (degree and
/// radian), 15 digits. Absent if the units do not measure the same, or the result is too long for a Decimal.
[[nodiscard]] std::optional<Decimal> convert(const Decimal& value, Unit from, Unit to);

} // namespace micrograph::quantity
