#pragma once

#include "graph/permutation.hpp"

#include <cstdint>
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

/// What a planner asks without touching a column. A view of what count() made.
struct Statistics {
  Totals totals;
  std::span<const PredicateCounts> predicates; ///< sorted by predicate

  /// Null if the predicate does not occur.
  [[nodiscard]] const PredicateCounts* of(Rank predicate) const;
};

struct CountedStatistics {
  Totals totals;
  std::vector<PredicateCounts> predicates;
};

/// The orders in which the things to be counted lie together.
struct CountedOrders {
  const Permutation& posg;
  const Permutation& psog;
  const Permutation& ospg;
  const Permutation& gspo;
  const Permutation& spog;
};
/// Counts in one walk over each order.
[[nodiscard]] CountedStatistics count(const CountedOrders& in);

} // namespace micrograph::graph
