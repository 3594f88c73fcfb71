#pragma once

#include "graph/snapshot_data.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <span>

namespace micrograph::graph {

/// Up to four different positions in an order. Scans are planned by the million in nested loops, so nothing
/// here asks for memory.
class PositionList {
public:
  /// Adds a position unless it is there.
  void add(Position position) {
    if (std::find(begin(), end(), position) == end())
      items_[size_++] = position;
  }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] Position front() const { return items_[0]; }
  [[nodiscard]] bool starts_with(const PositionList& other) const {
    return other.size_ <= size_ && std::equal(other.begin(), other.end(), begin());
  }

private:
  [[nodiscard]] const Position* begin() const { return items_.data(); }
  [[nodiscard]] const Position* end() const { return items_.data() + size_; }

  std::array<Position, 4> items_{};
  std::size_t size_ = 0;
};

/// How a pattern is answered: rows of one permutation, some of which may be passed over.
struct ScanPlan {
  Order order = Order::spog;
  RowRange rows;
  bool skip_default = false; ///< rows without a graph are not of the answer
  bool merge_graphs = false; ///< the same triple in several graphs is one row of the answer
  bool hide_graph = false;   ///< the answer's rows have no graph
  std::array<ValueId, 4> constant{}; ///< what stands at bound positions, by Position
  std::array<bool, 4> unread{};      ///< positions that need not be filled in
  /// Positions by which rows are sorted, most significant first; bound ones, being constant, left out.
  PositionList sorted;
};

/// Chooses the permutation that answers the pattern as one range of rows, in the wished order if any does.
/// The rows are empty if a bound term does not occur.
[[nodiscard]] ScanPlan plan_scan(const SnapshotData& data, DefaultGraph mode, const Pattern& pattern,
                                 std::span<const Position> sorted_by);

/// True if the plan's order begins with these positions.
[[nodiscard]] bool keeps_order(const ScanPlan& plan, const Pattern& pattern,
                               std::span<const Position> sorted_by);

/// Carries a plan out.
[[nodiscard]] std::unique_ptr<QuadScan> make_scan(std::shared_ptr<const SnapshotData> data,
                                                  const ScanPlan& plan);

} // namespace micrograph::graph
