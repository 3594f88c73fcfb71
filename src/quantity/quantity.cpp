#include "quantity/quantity.hpp"

namespace micrograph::quantity {

std::optional<std::string> key_of(const Quantity& quantity) {
  const std::string& unit = quantity.unit.qudt_name();
  if (unit.empty())
    return std::nullopt;
  return quantity.value.text() + ";" + unit;
}

std::optional<Quantity> from_key(std::string_view key) {
  const auto cut = key.find(';');
  if (cut == std::string_view::npos)
    return std::nullopt;
  const auto value = Decimal::parse_scientific(key.substr(0, cut));
  const auto unit = Unit::from_qudt(key.substr(cut + 1));
  if (!value || !unit || value->text() != key.substr(0, cut))
    return std::nullopt;
  return Quantity{*value, *unit};
}

} // namespace micrograph::quantity
