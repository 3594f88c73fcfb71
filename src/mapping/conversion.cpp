#include "mapping/conversion.hpp"

#include "base/ascii.hpp"
#include "mapping/functions.hpp"
#include "mapping/mapping_trace.hpp"
#include "mapping/void_text.hpp"
#include "quantity/quantity.hpp"

namespace micrograph::mapping {

std::optional<quantity::Unit> unit_of(const rdf::Term& term) {
  return term.kind == rdf::TermKind::iri ? quantity::Unit::from_iri(term.value) : quantity::Unit::from_text(term.value);
}

std::optional<Decimal> converted(std::string_view text, const rdf::Term& from, quantity::Unit to,
                                 const PlaceText& place) {
  // The unit before the void: "nA" is a nanoampere, though "na" says nothing.
  const auto unit = unit_of(from);
  if (is_void(text) || (!unit && is_void(from.value)))
    return std::nullopt;
  const auto number = Decimal::parse_scientific(text);
  if (!number) {
    const std::string word = ascii::lower(ascii::trimmed(text));
    if (word != "inf" && word != "-inf" && word != "+inf" && word != "infinity" && word != "-infinity")
      OddityLog::note({"mapping.value.invalid", std::string(text),
                       "\"" + std::string(text) + "\" is not a number, so it has no value in a unit", place.text()});
    return std::nullopt;
  }
  if (!unit) {
    OddityLog::note({"mapping.unit.unknown", from.value,
                     "the unit \"" + from.value + "\" is not known, so its number is not aligned", place.text()});
    return std::nullopt;
  }
  auto result = quantity::convert(*number, *unit, to);
  if (result && TraceScope::is_on())
    TraceScope::note(Conversion{std::string(text), from.value, *unit, to, *result});
  return result;
}

rdf::Term looked_up(const ValueTables& tables, std::string_view enumeration, std::string_view text,
                    const PlaceText& place) {
  // A table may give meaning to what is void elsewhere ("None" as an immersion), so it is asked first.
  if (const ValueMeaning* meaning = tables.find(enumeration, text)) {
    TraceScope::note_value(meaning->row);
    return meaning->term;
  }
  if (!is_void(text)) {
    const std::string name(enumeration.substr(enumeration.find_last_of("#/") + 1));
    OddityLog::note({"mapping.value.unknown", std::string(text),
                     "\"" + std::string(text) + "\" is no " + name + " that the tables know; it is kept as it is",
                     place.text()});
  }
  return {};
}

rdf::Term quantity_term(const Decimal& number, quantity::Unit unit) {
  const auto key = quantity::key_of({number, unit});
  return key ? rdf::Term(rdf::TermKind::iri, std::string(quantity_start) + *key) : rdf::Term();
}

} // namespace micrograph::mapping
