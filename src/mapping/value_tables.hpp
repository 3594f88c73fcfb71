#pragma once

#include "sssom/mapping_set.hpp"
#include "rdf/term.hpp"
#include "rdf/term_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace micrograph::mapping {

/// What a text of an enumeration means.
struct ValueMeaning {
  rdf::Term term; ///< kind none: the text is known, and there is no term for it
  bool exact = true;
  std::string file;
  std::uint64_t line = 0;
  std::size_t row = 0; ///< as it was given to ValueTables::add()
};

/// The rows of all tables whose subject is a literal: fn:lookup.
class ValueTables {
public:
  /// True if the row is one of these, which add() takes.
  [[nodiscard]] static bool is_value_row(const sssom::Mapping& mapping);
  /// False if the row does not act: another predicate, a modifier. `row` is what the caller numbers it by. Throws FormatError `sssom.slot.missing` if the row names no enumeration, `sssom.ambiguous` if it
  /// contradicts another.
  bool add(const sssom::MappingSet& set, const sssom::Mapping& mapping, std::size_t row);

  /// Null if the table of the enumeration (or the enumeration's table) does not have the text.
  [[nodiscard]] const ValueMeaning* find(std::string_view enumeration, std::string_view text) const;
  /// What a row calls the term that it means.
  struct Label {
    std::string text;
    std::size_t row; ///< the first that says one
  };
  /// Null if no row says one. `hash` is the term's (rdf::TermTable::hash_of).
  [[nodiscard]] const Label* label(const rdf::TermView& term, std::uint32_t hash) const;

private:
  /// Which differences between texts do not count: bit 0 the case of letters, bit 1 white space.
  static constexpr std::size_t normalisations = 4;
  [[nodiscard]] static std::string normalised(std::string_view text, std::size_t normalisation);
  void put(std::string_view enumeration, std::size_t normalisation, std::string_view text,
           const ValueMeaning& meaning);

  using Texts = std::unordered_map<std::string, ValueMeaning>;
  std::map<std::string, std::array<Texts, normalisations>, std::less<>> enumerations_;
  rdf::TermTable labelled_;
  std::vector<Label> labels_; ///< by number of the term
};

} // namespace micrograph::mapping
