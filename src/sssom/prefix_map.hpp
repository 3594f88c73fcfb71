#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::sssom {

/// Prefixes of CURIEs.
class PrefixMap {
public:
  using Prefixes = std::map<std::string, std::string, std::less<>>;

  /// Knows those that SSSOM has built in: owl, rdf, rdfs, semapv, skos, sssom, xsd, linkml.
  PrefixMap();
  /// What SSSOM has built in under a name. Absent if it has nothing.
  [[nodiscard]] static std::optional<std::string_view> built_in(std::string_view prefix);

  /// Declares a prefix; what it meant before is forgotten.
  void add(std::string prefix, std::string iri) { prefixes_[std::move(prefix)] = std::move(iri); }
  /// All of them, the built-in ones too.
  [[nodiscard]] const Prefixes& prefixes() const { return prefixes_; }

  /// The IRI of a CURIE with a known prefix, or of what is an absolute IRI by itself (see is_iri()). Absent
  /// if the prefix is unknown.
  [[nodiscard]] std::optional<std::string> expand(std::string_view curie) const;
  /// The CURIE of an IRI, with the prefix that leaves the shortest rest; of several such, the first by name.
  /// Absent if no prefix fits.
  [[nodiscard]] std::optional<std::string> contract(std::string_view iri) const;

private:
  Prefixes prefixes_;
};

/// True for what is an IRI even where CURIEs are expected: with `//` after the scheme, or of a scheme that
/// nobody takes for a prefix (`urn:`, `ni:`, `mailto:`, `tag:`).
[[nodiscard]] bool is_iri(std::string_view text);

/// True if all characters may stand in an IRI as they are (RFC 3987, as Turtle has it).
[[nodiscard]] bool has_iri_characters(std::string_view text);

} // namespace micrograph::sssom
