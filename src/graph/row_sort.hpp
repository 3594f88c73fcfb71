#pragma once

#include "graph/spool.hpp"

#include <cstdint>

namespace micrograph::graph {

/// The same rows sorted by one position; rows that are equal there stay in their order, so sorting by several
/// positions, least significant first, sorts by all of them. Every key must be below `key_end`.
///
/// Time per row does not grow with the rows: they are distributed by the high bits of the key, then each part
/// by the rest within the processor's cache. What does not fit the budget of `space` is distributed to a file
/// and sorted part by part; that needs some MiB of buffers even if the budget is smaller. The result is
/// frozen. The rows must be frozen too. Throws IoError `spool.failed`.
[[nodiscard]] RowSpool stable_sort_by(const RowSpool& rows, Position key, std::uint64_t key_end,
                                      SpoolSpace& space);
/// The same, giving back the memory or file of `rows` as soon as may be.
[[nodiscard]] RowSpool stable_sort_by(RowSpool&& rows, Position key, std::uint64_t key_end,
                                      SpoolSpace& space);

} // namespace micrograph::graph
