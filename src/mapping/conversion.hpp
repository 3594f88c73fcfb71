#pragma once

#include "base/decimal.hpp"
#include "mapping/value_tables.hpp"
#include "quantity/unit.hpp"
#include "rdf/term.hpp"
#include "rdf/vocabulary.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::mapping {

/// A place in two parts, which are put together only where somebody is told of it.
struct PlaceText {
  std::string_view node, ending = {};
  [[nodiscard]] std::string text() const { return std::string(node).append(ending); }
};

// What becomes of a text, be it by a function of a rule or by a row of a table. What is odd is noted in the OddityLog, and all that
// was done in the TraceScope, of this thread. `place` may be empty.

/// The number that a text is in a unit, in another. Absent if the text is void, no number, or not to be converted.
[[nodiscard]] std::optional<Decimal> converted(std::string_view text, const rdf::Term& from, quantity::Unit to,
                                               const PlaceText& place);

/// What the table of an enumeration says that a text means; of kind none if there is no term for it.
[[nodiscard]] rdf::Term looked_up(const ValueTables& tables, std::string_view enumeration, std::string_view text,
                                  const PlaceText& place);

/// The unit that a term names: by IRI, or by text.
[[nodiscard]] std::optional<quantity::Unit> unit_of(const rdf::Term& term);

/// `https://w3id.org/micrograph/quantity/0.5;MicroM`; of kind none if QUDT does not have the unit.
[[nodiscard]] rdf::Term quantity_term(const Decimal& number, quantity::Unit unit);

/// What names of quantities start with.
inline constexpr std::string_view quantity_start = rdf::vocabulary::micrograph::quantity;

} // namespace micrograph::mapping
