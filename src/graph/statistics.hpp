#pragma once

#include "graph/packed_rows.hpp"
#include "graph/ranks.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace micrograph::graph {

/// Counts over all quads. A triple that stands in several graphs counts once as a triple.
struct Totals {
  std::uint64_t quads = 0;
  std::uint64_t triples = 0;
  std::uint64_t default_graph_quads = 0;
  std::uint64_t subjects = 0;   ///< distinct
  std::uint64_t predicates = 0; ///< distinct
  std::uint64_t objects = 0;    ///< distinct
  std::uint64_t graphs = 0;     ///< named graphs
};

/// The same for one predicate. Whole words, since it lies like this in a file.
struct PredicateCounts {
  std::uint64_t predicate = 0; ///< its rank
  std::uint64_t quads = 0;
  std::uint64_t triples = 0;
  std::uint64_t subjects = 0; ///< distinct
  std::uint64_t objects = 0;  ///< distinct
};

/// A graph and how much is in it; rank 0 is the default graph. Lies like this in a file.
struct GraphCounts {
  std::uint64_t graph = 0; ///< its rank
  std::uint64_t quads = 0;
};

/// What a planner asks without touching a column. A view of what was counted when the snapshot was built.
struct Statistics {
  Totals totals;
  std::span<const PredicateCounts> predicates; ///< sorted by predicate
  std::span<const GraphCounts> graphs;         ///< sorted by graph, those with quads only

  /// Null if the predicate does not occur.
  [[nodiscard]] const PredicateCounts* of(Rank predicate) const;
};

/// Counts runs in ascending rows: how often the first columns change.
class RunCounter {
public:
  /// The first column that differs from the row before; 0 for the first row, 4 if it is the same row.
  std::size_t add(const PackedRow& row) {
    std::size_t column = 0;
    if (any_)
      while (column < row.size() && row[column] == last_[column])
        ++column;
    any_ = true;
    last_ = row;
    for (std::size_t length = column + 1; length <= row.size(); ++length)
      ++runs_[length];
    return column;
  }
  /// How many different starts of `length` columns there were.
  [[nodiscard]] std::uint64_t runs(std::size_t length) const { return runs_[length]; }

private:
  bool any_ = false;
  PackedRow last_{};
  std::array<std::uint64_t, 5> runs_{};
};

} // namespace micrograph::graph
