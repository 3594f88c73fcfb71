#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace micrograph::identifiers {

/// What a registry says of a prefix. Its patterns are what its users wrote: useful to tell `chebi:24867` from "note: 5", but no
/// proof that an identifier is wrong.
struct RegistryEntry {
  std::string prefix;  ///< `CHEBI`
  std::string start;   ///< of the IRIs: `http://purl.obolibrary.org/obo/CHEBI_`
  std::string pattern; ///< of what follows it
  std::string example;
};

/// An identifier that says by a prefix or a resolver's address which entry it belongs to.
struct Registered {
  const RegistryEntry* entry = nullptr;
  bool fits = false;        ///< the entry's pattern
  bool by_resolver = false; ///< an address of identifiers.org or bioregistry.io, which is nothing else; a prefix might be
  std::string iri;          ///< empty unless it fits
};

/// The prefixes of Bioregistry, from `ontologies/identifiers/registry.tsv`. Threads may share it.
class Registry {
public:
  /// Throws IoError, or FormatError `vocabulary.registry` with file and line.
  explicit Registry(const std::filesystem::path& file);

  [[nodiscard]] const std::vector<RegistryEntry>& entries() const { return entries_; }
  /// By prefix or one of its synonyms, whatever their case; null if there is none.
  [[nodiscard]] const RegistryEntry* find(std::string_view prefix) const;
  /// `chebi:24867`, `https://identifiers.org/chebi/24867`, `https://bioregistry.io/chebi:24867`. Absent without a known prefix.
  [[nodiscard]] std::optional<Registered> recognise(std::string_view text) const;

private:
  std::vector<RegistryEntry> entries_;
  std::unordered_map<std::string, std::size_t> by_prefix_; ///< in lower case
};

} // namespace micrograph::identifiers
