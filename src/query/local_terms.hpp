#pragma once

#include "graph/quad_source.hpp"
#include "rdf/term.hpp"
#include "rdf/term_table.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

namespace micrograph::query {

/// The terms of one run that its source does not have, and the way from any id of the run to its term.
///
/// Ids of this pool have Tag::local and the top payload bit, which no source uses for its own. Equal terms
/// get equal ids whoever knows them, so that joins, DISTINCT and GROUP BY compare ids only. One thread, until it is shared.
class LocalTerms {
public:
  /// `most_bytes` is what the pool may take; 0: anything.
  explicit LocalTerms(const graph::QuadSource& source, std::uint64_t most_bytes = 0)
      : source_(source), most_bytes_(most_bytes) {}
  LocalTerms(const LocalTerms&) = delete;
  LocalTerms& operator=(const LocalTerms&) = delete;

  /// From now on any number of threads may use the pool.
  void share() { shared_ = true; }

  /// The id that carries the value, or the source's, or one of this pool. A term of kind none is `undefined`.
  /// Throws QueryError `query.memory-limit`: a query that doubles a text forty times would otherwise fill the memory
  /// with one row.
  [[nodiscard]] graph::ValueId intern(const rdf::TermView& term);
  /// The term of any id of the run; kind none for `undefined`.
  [[nodiscard]] rdf::Term term(graph::ValueId id) const;
  [[nodiscard]] rdf::TermKind kind(graph::ValueId id) const;
  /// True if the id is of this pool, so that nothing in the source can match it.
  [[nodiscard]] static bool owns(graph::ValueId id) {
    return id.tag() == graph::Tag::local && (id.payload() & own_bit) != 0;
  }

  /// Forgets all terms of the pool.
  void clear();
  [[nodiscard]] std::size_t size() const { return terms_.size(); }
  /// Of memory that the pool takes, about.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

private:
  static constexpr std::uint64_t own_bit = std::uint64_t{1} << 59;

  [[nodiscard]] static rdf::TermTable::Number number_of(graph::ValueId id) {
    return static_cast<rdf::TermTable::Number>(id.payload() & ~own_bit);
  }
  [[nodiscard]] std::unique_lock<std::mutex> locked() const {
    return shared_ ? std::unique_lock(mutex_) : std::unique_lock<std::mutex>();
  }

  const graph::QuadSource& source_;
  std::uint64_t most_bytes_;
  std::atomic<std::uint64_t> bytes_{0};
  bool shared_ = false;
  mutable std::mutex mutex_; ///< of what follows; taken only if shared
  rdf::TermTable terms_; ///< by payload without own_bit
  /// By the same number: it was asked for. The others are there only as datatype or language of one, and the source may know them.
  std::vector<bool> given_;
};

} // namespace micrograph::query
