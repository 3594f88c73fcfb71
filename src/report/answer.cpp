#include "report/answer.hpp"

#include <charconv>
#include <cmath>

namespace micrograph::report {

const rdf::Term* Row::term(std::string_view column) const {
  for (std::size_t i = 0; i < columns_.size() && i < terms_.size(); ++i)
    if (columns_[i] == column)
      return terms_[i].kind == rdf::TermKind::none ? nullptr : &terms_[i];
  return nullptr;
}

std::string Row::text(std::string_view column) const {
  const rdf::Term* found = term(column);
  return found ? found->value : std::string();
}

std::string Row::iri(std::string_view column) const {
  const rdf::Term* found = term(column);
  return found && found->kind == rdf::TermKind::iri ? found->value : std::string();
}

std::uint64_t Row::count(std::string_view column) const {
  const std::string digits = text(column);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? value : 0;
}

std::optional<double> Row::number(std::string_view column) const {
  const std::string digits = text(column);
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

} // namespace micrograph::report
