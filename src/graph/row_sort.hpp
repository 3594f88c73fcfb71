#pragma once

#include "graph/quad_source.hpp"
#include "graph/spool.hpp"

#include <memory>

namespace micrograph::graph {

/// The rows sorted by what stands at one position, rows of the same key in the order they came. Keys are below `key_end`.
///
/// Linear in the number of rows: they are dealt into buckets by the high bits of the key, and each bucket, which the
/// caches can hold, is sorted by the low bits. What the space does not grant as memory is dealt into a scratch file, and
/// each bucket is sorted on its own.
[[nodiscard]] RowSpool stable_sort_by(const RowSpool& rows, Position key, Rank key_end,
                                      const std::shared_ptr<SpoolSpace>& space);

} // namespace micrograph::graph
