#include "identifiers/registry.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/text_file.hpp"
#include "identifiers/pattern.hpp"
#include "identifiers/text.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace micrograph::identifiers {

namespace {

std::string_view take_until(std::string_view& text, char end) {
  const auto at = text.find(end);
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return part;
}

} // namespace

Registry::Registry(const std::filesystem::path& file) {
  const std::string text = read_text_file(file);
  std::string_view rest = text;
  bool head = true;
  for (std::uint64_t number = 1; !rest.empty(); ++number) {
    std::string_view line = take_until(rest, '\n');
    if (line.empty() || line.front() == '#')
      continue;
    std::array<std::string_view, 5> cells; // prefix, start, pattern, example, synonyms
    for (std::string_view& cell : cells)
      cell = take_until(line, '\t');
    if (cells[0].empty() || cells[1].empty() || cells[2].empty() || !line.empty())
      throw FormatError("vocabulary.registry", "a row needs a prefix, the start of its IRIs and a pattern",
                        Place{file.string(), {}, {}, number, {}});
    if (std::exchange(head, false)) // the names of the columns
      continue;
    by_prefix_.emplace(ascii::lower(cells[0]), entries_.size());
    while (!cells[4].empty())
      by_prefix_.emplace(ascii::lower(take_until(cells[4], '|')), entries_.size());
    entries_.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2]), std::string(cells[3])});
  }
}

const RegistryEntry* Registry::find(std::string_view prefix) const {
  const auto found = by_prefix_.find(ascii::lower(prefix));
  return found == by_prefix_.end() ? nullptr : &entries_[found->second];
}

std::optional<Registered> Registry::recognise(std::string_view text) const {
  if (text.size() > longest_identifier)
    return std::nullopt;
  std::string_view rest = without_punctuation(text);
  (void)take_web_scheme(rest);
  const bool resolved = take(rest, "identifiers.org/") || take(rest, "bioregistry.io/");
  if (!resolved)
    rest = without_punctuation(text);
  const auto end = rest.find_first_of(resolved ? ":/" : ":");
  if (end == std::string_view::npos)
    return std::nullopt;
  const RegistryEntry* entry = find(rest.substr(0, end));
  if (entry == nullptr)
    return std::nullopt;
  rest.remove_prefix(end + 1);
  // Where the prefix counts as part of the identifier it comes twice: "https://identifiers.org/chebi/CHEBI:24867".
  (void)take(rest, ascii::lower(entry->prefix) + ":");
  const auto pattern = Pattern::parse(entry->pattern);
  const bool fits = pattern && pattern->matches(rest) && has_iri_characters(rest);
  return Registered{entry, fits, resolved, fits ? entry->start + std::string(rest) : std::string()};
}

} // namespace micrograph::identifiers
