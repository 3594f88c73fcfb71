#pragma once

#include "graph/snapshot_data.hpp"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace micrograph::graph {

/// How a pattern is answered: rows of one permutation, some of which may be passed over.
struct ScanPlan {
  Order order = Order::spog;
  RowRange rows;
  bool one_graph = false;      ///< the graph is bound, or the default graph and strict
  bool skip_default = false;   ///< rows without a graph are not of the answer
  bool merge_graphs = false;   ///< the same triple in several graphs is one row of the answer
  bool hide_graph = false;     ///< the answer's rows have no graph
  /// Positions by which rows are sorted, most significant first; bound ones, being constant, left out.
  std::vector<Position> sorted;
};

/// Chooses the permutation that answers the pattern as one range of rows, in the wished order if any does.
/// The rows are empty if a bound term does not occur.
[[nodiscard]] ScanPlan plan_scan(const SnapshotData& data, DefaultGraph mode, const Pattern& pattern,
                                 std::span<const Position> sorted_by);

/// True if the plan's order begins with these positions.
[[nodiscard]] bool keeps_order(const ScanPlan& plan, const Pattern& pattern, std::span<const Position> sorted_by);

/// Carries a plan out.
[[nodiscard]] std::unique_ptr<QuadScan> make_scan(std::shared_ptr<const SnapshotData> data, const ScanPlan& plan);

} // namespace micrograph::graph
