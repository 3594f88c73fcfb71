#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::identity {

/// A person's name in parts, folded (see latin.hpp). Which part is which is a guess where one text has the whole name.
struct PersonName {
  std::string family;              ///< without particles: `Colomban de Vargas` → `vargas`; collapsed; empty: no name that tells a person
  std::vector<std::string> given;  ///< given names and initials in their order, collapsed

  friend bool operator==(const PersonName&, const PersonName&) = default;
};

/// Reads `Family, Given`, `Given Family`, `Family GI` as PubMed writes it. Titles (`Dr`) are left out. A single word names
/// nobody in particular, so it gives no family name.
[[nodiscard]] PersonName read_person_name(std::string_view name);
/// Of a source that says which is which.
[[nodiscard]] PersonName read_person_name(std::string_view given, std::string_view family);

/// How well two names go together as names of one person.
enum class NameFit : std::uint8_t {
  none,     ///< different family names, or given names that exclude each other
  initials, ///< one family name, and given names of which one is an initial of the other
  several_initials, ///< the same, and a second initial or given name agrees, too
  full,     ///< one family name and a given name in full; middle names may be missing on one side
};
[[nodiscard]] NameFit fit(const PersonName& a, const PersonName& b);

} // namespace micrograph::identity
