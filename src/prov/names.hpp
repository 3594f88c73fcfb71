#pragma once

#include "rdf/term.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::prov {

/// An IRI fit for RDF: what no IRI may hold is percent-encoded. Absent if it has no scheme.
[[nodiscard]] std::optional<std::string> absolute_iri(std::string_view text);
/// A language tag in lower case. Absent if it is none.
[[nodiscard]] std::optional<std::string> language_tag(std::string_view text);

/// The prefixes in force, and what qualified names mean by them.
class Names {
public:
  /// Knows `prov`, `xsd` and `rdf` at first, which no PROV document needs to declare.
  Names();
  /// Knows at first what `outer` knows, which must outlive it.
  explicit Names(const Names* outer) : outer_(outer) {}

  /// Gives a prefix a meaning, and returns the one that it had here (not in an outer scope); absent if none.
  std::optional<std::string> declare(std::string_view prefix, std::string_view iri);
  /// Takes the meaning of a prefix back.
  void forget(std::string_view prefix);
  /// The IRI of `prefix:local`, or of `local` in the default namespace (the empty prefix). `_:label` comes
  /// back as it is. Absent if the prefix is not declared, or what comes out is no absolute IRI or no label of
  /// RDF.
  [[nodiscard]] std::optional<std::string> resolve(std::string_view name) const;
  /// Those declared here.
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& prefixes() const { return prefixes_; }

private:
  [[nodiscard]] const std::string* find(std::string_view prefix) const;

  const Names* outer_ = nullptr;
  std::map<std::string, std::string, std::less<>> prefixes_;
};

/// Makes qualified names of IRIs. The local part holds what every form of PROV allows without escapes:
/// letters, digits, `_` and `-`; what cannot be split so is a namespace as a whole, with an empty local part.
/// A namespace without a prefix gets `ns1`, `ns2` … in the order of need; what no IRI may hold is
/// percent-encoded in it.
class NameMaker {
public:
  /// Of the prefixes, those that every form can declare are used.
  explicit NameMaker(const std::map<std::string, std::string>& prefixes);

  /// The name of an IRI; `_:label` stays as it is. May add a prefix.
  [[nodiscard]] std::string name(std::string_view iri);
  [[nodiscard]] const std::map<std::string, std::string>& prefixes() const { return prefixes_; }

private:
  std::map<std::string, std::string> prefixes_;
  std::map<std::string, std::string, std::less<>> by_namespace_;
  std::size_t made_ = 0;
};

} // namespace micrograph::prov
