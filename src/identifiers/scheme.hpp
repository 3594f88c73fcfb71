#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace micrograph::identifiers {

enum class Status : std::uint8_t {
  absent,         ///< no identifier of the scheme, and it does not claim to be one
  malformed,      ///< it says which scheme it is of, and is not spelt as that scheme's are
  wrong_checksum, ///< spelt as the scheme's are, but a character must be wrong
  valid
};

/// What came of reading a text as an identifier of one scheme.
struct Outcome {
  Status status = Status::absent;
  std::string iri; ///< the one IRI by which it is known; empty unless valid
};

/// What can have an identifier of a scheme. One scheme may be for several, so these are bits.
namespace thing {
inline constexpr unsigned person = 1;
inline constexpr unsigned organisation = 2;
inline constexpr unsigned work = 4; ///< publication, data set, image, software
inline constexpr unsigned licence = 8;
inline constexpr unsigned taxon = 16;
inline constexpr unsigned material = 32; ///< sample, cell line, reagent, protein
inline constexpr unsigned instrument = 64;
inline constexpr unsigned anything = 127;
} // namespace thing

/// A kind of identifiers. Its own reader gets what is left without prefix or address.
struct Scheme {
  std::string_view name;  ///< `orcid`
  std::string_view title; ///< `ORCID iD`
  unsigned names;         ///< bits of `thing`
  /// Addresses and prefixes that say that it is one, in lower case and without `https://www.`; a prefix ends in `:` or starts
  /// with `urn:`, and may also follow a resolver such as `identifiers.org/`.
  std::span<const std::string_view> marks;
  /// What follows `?` or `#` in an address, and the last slash, is part of the identifier.
  bool keeps_rest_of_address;
  Outcome (*read)(std::string_view text);
  /// Whether a bare text, without prefix or address, can be nothing else; null where looks tell nothing: a number can be
  /// anything, and is read only by who knows what it is.
  bool (*looks)(std::string_view text);
};

/// All schemes with a reader of their own, in the order in which a bare text is tried.
[[nodiscard]] std::span<const Scheme> schemes();
/// By its name, whatever its case; null if there is none.
[[nodiscard]] const Scheme* find_scheme(std::string_view name);

} // namespace micrograph::identifiers
