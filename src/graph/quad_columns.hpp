#pragma once

#include "graph/permutation.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace micrograph::graph {

/// Quads as four columns of ranks, by Position, in some order of rows.
using QuadColumns = std::array<std::vector<Rank>, 4>;

/// The same rows sorted by one position; rows that are equal there stay in their order. A counting sort, so
/// sorting by several positions, least significant first, is linear in the rows. `ranks` is above every rank.
[[nodiscard]] QuadColumns stable_sort_by(const QuadColumns& rows, Position position, std::uint64_t ranks);

/// Drops rows that equal the row before them.
void drop_repeated_rows(QuadColumns& rows);

} // namespace micrograph::graph
