#pragma once

#include "rdf/term_table.hpp"

#include <cstddef>
#include <cstdint>
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

  /// Throws std::length_error at more than 2^30 - 2 terms.
  void add(const QuadView& quad);

  /// Duplicates included, in the order of coming until whoever owns this changes it.
  [[nodiscard]] std::vector<Row>& rows() { return rows_; }
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

  /// Numbers of terms are below this; 0 is none.
  [[nodiscard]] std::size_t term_count() const { return terms_.size() + 1; }
  /// Borrowed text, valid as long as the statements are.
  [[nodiscard]] TermView term(Id id) const { return id == none ? TermView() : terms_.term(id - 1); }
  [[nodiscard]] TermKind kind(Id id) const { return id == none ? TermKind::none : terms_.kind(id - 1); }
  /// The number of a term that occurs (as a datatype counts, too), otherwise none.
  [[nodiscard]] Id find(const TermView& term) const;

private:
  [[nodiscard]] Id intern(const TermView& term);

  TermTable terms_; ///< a term's number there is one less
  std::vector<Row> rows_;
};

} // namespace micrograph::rdf
