#pragma once

#include "graph/merge.hpp"
#include "graph/packed_table.hpp"
#include "graph/permutation.hpp"
#include "graph/spool.hpp"
#include "graph/statistics.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace micrograph::graph {

/// All orders of the rows of a snapshot, and what was counted while they were made.
struct BuiltOrders {
  std::array<std::optional<PackedTable>, order_count> tables; ///< by Order; absent where one without graph serves
  Totals totals;
  std::vector<PredicateCounts> predicates;
  std::vector<GraphCounts> graphs;
  std::vector<std::uint64_t> characteristic_sets;
};

/// Sorts merged rows in every order and packs them, on up to `threads` threads.
///
/// Since sorting is stable, each order is one sort by one position away from another: sorted by object, SPOG becomes
/// OSPG, and that sorted by predicate becomes POSG.
[[nodiscard]] BuiltOrders build_orders(Merged&& merged, SpoolSpace& space,
                                       unsigned threads);

} // namespace micrograph::graph
