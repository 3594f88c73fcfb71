#pragma once

#include "graph/dictionary.hpp"
#include "graph/permutation.hpp"
#include "graph/ranks.hpp"
#include "graph/snapshot.hpp"
#include "graph/statistics.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace micrograph::graph {

/// Every array of a snapshot, wherever it lies. What `save` writes and `open` finds in a file.
struct SnapshotParts {
  DictionaryParts dictionary;
  std::span<const std::uint64_t> values; ///< see RankTable
  std::array<Permutation::Columns, order_count> columns;
  Totals totals;
  std::span<const PredicateCounts> predicates;
};

/// What all views of one snapshot share.
struct SnapshotData {
  /// `owner` keeps the arrays alive: vectors, or a mapped file. The parts must have been checked.
  SnapshotData(const SnapshotParts& parts, std::shared_ptr<const void> owner);

  [[nodiscard]] const Permutation& in(Order order) const {
    return permutations[static_cast<std::size_t>(order)];
  }

  SnapshotParts parts;
  std::shared_ptr<const void> storage;
  Dictionary dictionary;
  RankTable ranks;
  Statistics statistics;
  std::array<Permutation, order_count> permutations;
};

} // namespace micrograph::graph
