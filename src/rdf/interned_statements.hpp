#pragma once

#include "rdf/term.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace micrograph::rdf {

/// Statements as four numbers, and each term once: for who must see all of a data set before doing anything with
/// it. A statement costs 16 bytes, a term some 32 and its text.
class InternedStatements {
public:
  using Id = std::uint32_t;
  static constexpr Id none = 0; ///< no term: the default graph

  struct Row {
    Id graph;
    Id subject;
    Id predicate;
    Id object;
  };

  /// Throws std::length_error at the four thousand millionth term.
  void add(const QuadView& quad);

  /// Duplicates included, in the order of coming until whoever owns this changes it.
  [[nodiscard]] std::vector<Row>& rows() { return rows_; }
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

  /// Numbers of terms are below this; 0 is none.
  [[nodiscard]] std::size_t term_count() const { return entries_.size(); }
  /// Borrowed text, valid until a statement is added.
  [[nodiscard]] TermView term(Id id) const;
  [[nodiscard]] TermKind kind(Id id) const { return entries_[id].kind; }
  /// The number of a term that occurs (as a datatype counts, too), otherwise none.
  [[nodiscard]] Id find(const TermView& term) const;

private:
  struct Entry {
    std::uint64_t offset = 0;
    std::uint32_t size = 0;
    Id datatype = none;
    Id language = none; ///< kept as a plain literal
    TermKind kind = TermKind::none;
  };
  [[nodiscard]] Id intern(const TermView& term);
  [[nodiscard]] std::size_t slot_of(const TermView& term) const;
  void grow();

  std::string text_;
  std::vector<Entry> entries_{Entry{}};
  std::vector<Id> slots_ = std::vector<Id>(1024, none); ///< a hash table with open addressing; a power of two
  std::vector<Row> rows_;
};

} // namespace micrograph::rdf
