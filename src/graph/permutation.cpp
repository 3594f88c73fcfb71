#include "graph/permutation.hpp"

#include <algorithm>

namespace micrograph::graph {

std::uint64_t Permutation::lower_bound(RowRange within, std::size_t column, Rank least) const {
  const auto start = columns_[column].begin();
  return static_cast<std::uint64_t>(std::lower_bound(start + static_cast<std::ptrdiff_t>(within.begin),
                                                     start + static_cast<std::ptrdiff_t>(within.end), least) -
                                    start);
}

RowRange Permutation::range(std::span<const Rank> prefix) const {
  RowRange rows{0, size()};
  for (std::size_t column = 0; column < prefix.size() && rows.size() > 0; ++column) {
    rows.begin = lower_bound(rows, column, prefix[column]);
    // No rank is the largest Rank, see SnapshotBuilder::build, so adding one is safe.
    rows.end = lower_bound(rows, column, prefix[column] + 1);
  }
  return rows;
}

} // namespace micrograph::graph
