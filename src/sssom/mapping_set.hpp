#pragma once

#include "base/diagnostic.hpp"
#include "sssom/prefix_map.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::sssom {

using Values = std::vector<std::string>;

/// The slots of a mapping or of a set that have a value. A slot for one value has one here; references are
/// CURIEs or IRIs as the file has them.
class Slots {
public:
  using Map = std::map<std::string, Values, std::less<>>;

  /// The first value; empty if there is none. Borrowed.
  [[nodiscard]] std::string_view text(std::string_view slot) const;
  /// All values; none if the slot is empty.
  [[nodiscard]] const Values& values(std::string_view slot) const;
  [[nodiscard]] bool has(std::string_view slot) const { return slots_.find(slot) != slots_.end(); }
  /// Gives a slot these values instead of those it has; empty texts are none.
  void set(std::string_view slot, Values values);
  void set(std::string_view slot, std::string value) { set(slot, Values{std::move(value)}); }
  void erase(std::string_view slot);

  /// By name.
  [[nodiscard]] Map::const_iterator begin() const { return slots_.begin(); }
  [[nodiscard]] Map::const_iterator end() const { return slots_.end(); }

  friend bool operator==(const Slots&, const Slots&) = default;
  friend auto operator<=>(const Slots&, const Slots&) = default;

private:
  Map slots_;
};

/// One mapping (one row of a table).
struct Mapping {
  std::uint64_t line = 0; ///< where it starts in its file; 0 where files have no lines to speak of
  std::string path;       ///< where it stands in a file of JSON or RDF
  Slots slots;

  [[nodiscard]] std::string_view text(std::string_view slot) const { return slots.text(slot); }
  [[nodiscard]] const Values& values(std::string_view slot) const { return slots.values(slot); }
};

/// What a slot means that SSSOM does not have.
struct ExtensionDefinition {
  std::string slot_name;
  std::string property;  ///< CURIE or IRI; empty: http://sssom.invalid/ and the name
  std::string type_hint; ///< CURIE or IRI of a datatype; empty: xsd:string
};

/// An SSSOM mapping set.
struct MappingSet {
  std::string file;
  PrefixMap prefixes;
  Slots slots; ///< those of the set itself; what holds for all mappings stands with them (see propagate())
  std::vector<ExtensionDefinition> extensions;
  std::vector<Mapping> mappings; ///< in the order of the file
  /// Where slots of the set stand, for findings.
  std::map<std::string, std::uint64_t, std::less<>> lines;
  /// What the reader could not take in; check() reports it.
  std::vector<Finding> oddities;

  /// Null if there is none of that name.
  [[nodiscard]] const ExtensionDefinition* extension(std::string_view slot_name) const;
  /// The IRI of an extension's property.
  [[nodiscard]] std::string extension_property(std::string_view slot_name) const;
  /// Where the set's slot stands; the file if it has no such line.
  [[nodiscard]] Place place_of(std::string_view slot) const;
  [[nodiscard]] Place place_of(const Mapping& mapping) const;
};

/// True if SSSOM lets something be called so that it does not know: `ext_…`, in letters that XML and RDF
/// allow.
[[nodiscard]] bool is_extension_name(std::string_view name);
/// True for a name without colon as XML has it, in ASCII.
[[nodiscard]] bool is_plain_name(std::string_view name);

/// The values of a slot in a table: `a|b`, where `\|` is a bar and `\\` a backslash. Empty ones are left out.
[[nodiscard]] Values split_values(std::string_view joined);
/// The reverse.
[[nodiscard]] std::string join_values(const Values& values);

/// Gives the values of the set's propagated slots to all mappings, and takes them from the set; but not those
/// of which a mapping has a value of its own. Throws FormatError `sssom.too-large` if that makes a small file
/// a large set.
void propagate(MappingSet& set);
/// The reverse: a propagated slot that has the same values in all mappings becomes the set's, unless that has
/// others, or it is a slot of sets since 1.1 and nothing else in the set is.
void condense(MappingSet& set);

} // namespace micrograph::sssom
