#include "vocabulary/vocabularies.hpp"

#include "base/spelling.hpp"

#include <algorithm>

namespace micrograph::vocabulary {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits at the end of a name, from the first that is no zero. Absent if it does not end in at least `fewest` digits.
std::optional<std::string_view> number_at_end(std::string_view name, std::size_t fewest) {
  std::size_t start = name.size();
  while (start > 0 && is_digit(name[start - 1]))
    --start;
  if (name.size() - start < fewest)
    return std::nullopt;
  while (start < name.size() && name[start] == '0')
    ++start;
  return name.substr(start);
}

const Term* with_number(const Pack& pack, std::string_view number) {
  for (const Term& term : pack.terms())
    if (number_at_end(term.name, 1) == number)
      return &term;
  return nullptr;
}

} // namespace

const Term* nearest_term(const Pack& pack, std::string_view name) {
  constexpr std::size_t longest = 100;      // nobody means a name by more, and the comparison takes its square
  constexpr std::size_t identifier_digits = 3; // so many make a number that stands for a thing, and is not counted with
  if (name.size() > longest)
    return nullptr;
  if (const Term* labelled = pack.find_label(name))
    return labelled;
  if (const auto number = number_at_end(name, identifier_digits))
    return with_number(pack, *number);
  const Term* best = nullptr;
  std::size_t fewest = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const Term& term : pack.terms()) {
    const std::size_t lengths = std::max(term.name.size(), name.size()) - std::min(term.name.size(), name.size());
    if (lengths >= fewest && !(lengths == fewest && best != nullptr && best->deprecated))
      continue;
    const std::size_t distance = edit_distance(name, term.name);
    if (distance < fewest || (distance == fewest && best != nullptr && best->deprecated && !term.deprecated)) {
      fewest = distance;
      best = &term;
    }
  }
  return best;
}

} // namespace micrograph::vocabulary
