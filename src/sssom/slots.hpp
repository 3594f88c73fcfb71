#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace micrograph::sssom {

/// Versions of the specification that are known here.
enum class Version : std::uint8_t { v1_0, v1_1 };

/// What the values of a slot are.
enum class SlotType : std::uint8_t {
  text,
  reference, ///< a CURIE or IRI of an entity
  uri,       ///< an absolute URI, never a CURIE
  date,      ///< `2020-05-30`
  number,    ///< within the slot's bounds
  choice,    ///< one of the slot's choices
};

/// A value of an enumeration.
struct Choice {
  std::string_view text;
  std::string_view meaning = {}; ///< the IRI that stands for it in RDF; empty: the text does
  Version added_in = Version::v1_0;
};

/// A slot of the SSSOM data model, for mappings, for sets, or for both.
struct Slot {
  enum Trait : unsigned {
    of_mapping = 1,
    of_set = 2,
    several = 4,       ///< may have more than one value
    propagated = 8,    ///< told of a set, it holds for all mappings of the set
    since_1_1 = 16,    ///< was added in version 1.1
    set_since_1_1 = 32 ///< was added to sets in version 1.1, and to mappings before
  };

  std::string_view name;
  unsigned traits = 0;
  SlotType type = SlotType::text;
  std::string_view other_property = {}; ///< its IRI in RDF, if that is not sssom: and its name
  std::span<const Choice> choices = {};
  double least = 0; ///< of a number
  double most = 1;

  [[nodiscard]] bool is(Trait trait) const { return (traits & trait) != 0; }
  /// Its property in RDF.
  [[nodiscard]] std::string property() const;
  /// The choice of this text, or the one that an IRI stands for. Null if there is none.
  [[nodiscard]] const Choice* choice(std::string_view text) const;
  [[nodiscard]] const Choice* choice_meaning(std::string_view iri) const;
};

/// All slots that a mapping may have, in the order in which they are written.
[[nodiscard]] std::span<const Slot> mapping_slots();
/// The names of all slots that a set may have, but for curie_map, extension_definitions and mappings, in the
/// order in which they are written.
[[nodiscard]] std::span<const std::string_view> set_slot_names();
/// Any slot by its name. Null if SSSOM has none of that name.
[[nodiscard]] const Slot* find_slot(std::string_view name);
/// The slot of a property of RDF, also of one that older versions used. Null if there is none.
[[nodiscard]] const Slot* find_slot_of_property(std::string_view iri);

/// The justifications that SSSOM allows, as names in semapv.
[[nodiscard]] std::span<const std::string_view> justifications();

namespace iris {
inline constexpr std::string_view sssom = "https://w3id.org/sssom/";
inline constexpr std::string_view owl = "http://www.w3.org/2002/07/owl#";
inline constexpr std::string_view semapv = "https://w3id.org/semapv/vocab/";
inline constexpr std::string_view no_term_found = "https://w3id.org/sssom/NoTermFound";
/// Start of the properties of extensions that nobody defined.
inline constexpr std::string_view undefined_extension = "http://sssom.invalid/";
} // namespace iris

} // namespace micrograph::sssom
