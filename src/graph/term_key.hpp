#pragma once

#include "rdf/term.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::graph {

/// Datatypes (`^` before the IRI) and language tags (`@` before the tag) that literals of a dictionary have,
/// sorted.
///
/// They are few, and naming them by number keeps keys short and unambiguous whatever a lexical form contains.
class QualifierTable {
public:
  QualifierTable() = default;
  /// `sorted` must be sorted and without duplicates.
  explicit QualifierTable(std::vector<std::string> sorted) : names_(std::move(sorted)) {}
  /// Reads what bytes() wrote. Throws FormatError `mg.qualifiers` if the bytes are something else.
  [[nodiscard]] static QualifierTable from_bytes(std::span<const std::byte> bytes);
  [[nodiscard]] std::vector<std::byte> bytes() const;

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;

private:
  std::vector<std::string> names_;
};

/// `^datatype`, `@language`, or empty for a term that has neither.
[[nodiscard]] std::string qualifier_of(const rdf::TermView& term);

/// A term as one string of bytes whose order is the order of a dictionary: blank nodes, IRIs, plain strings,
/// then literals with a datatype or language. A first byte says which; for the last kind four bytes follow with
/// the number of the qualifier, most significant first; then comes the text. The number stands before the text, so that
/// numbering qualifiers anew, in the same order, never changes the order of keys, whatever bytes a text holds.
void append_key(std::string& out, const rdf::TermView& term, std::uint32_t qualifier);

/// The number of the qualifier of a key; absent in keys of other kinds.
[[nodiscard]] std::optional<std::uint32_t> qualifier_of_key(std::string_view key);

/// The text of any key: a literal's, an IRI's, a label.
[[nodiscard]] std::string_view text_of_key(std::string_view key);

/// Puts another qualifier number into a key; keys of other kinds stay as they are.
void replace_qualifier(std::span<char> key, std::span<const std::uint32_t> new_numbers);

/// The term of a key. Throws FormatError `mg.dictionary` if it is not one.
[[nodiscard]] rdf::Term term_of_key(std::string_view key, const QualifierTable& qualifiers);

} // namespace micrograph::graph
