#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::quantity {

/// What may be converted into each other although dimensional analysis alone would not tell: an angle, a
/// percentage and a count all have no dimension; a frequency, an activity and a speed of rotation are all
/// "per second".
enum class Family : std::uint8_t { dimensional, ratio, angle, frequency, activity, rotation, pixel };

/// A unit that metadata names.
struct UnitEntry {
  std::string qudt;       ///< local name in http://qudt.org/vocab/unit/; empty if QUDT has no such unit
  std::string definition; ///< for udunits-2; empty if the unit converts to nothing but itself
  Family family = Family::dimensional;
};

/// All units, in a fixed order.
[[nodiscard]] std::span<const UnitEntry> unit_entries();

/// Position in unit_entries() of the unit that a text names, or npos. Understands symbols (case counts),
/// names (case does not), UCUM codes, and the ways in which µ, Å and ° get mangled.
inline constexpr std::size_t no_unit = static_cast<std::size_t>(-1);
[[nodiscard]] std::size_t find_spelling(std::string_view text);
/// The same by QUDT local name.
[[nodiscard]] std::size_t find_qudt(std::string_view local_name);

} // namespace micrograph::quantity
