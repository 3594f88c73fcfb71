#pragma once

#include "graph/quad_source.hpp"
#include "identity/linked_names.hpp"

#include <memory>
#include <span>
#include <vector>

namespace micrograph::identity {

/// The rows of a pattern that have a linked name, as they are stated and as they are to be seen; both sorted as the scan is.
struct LinkedRows {
  std::vector<graph::Row> stated, renamed;
};

/// The rows of a source's default graph in the order of `sorted_by`, which it must be able to keep, with the renamed ones in the place
/// of the stated ones. `source` and `names` must outlive it.
[[nodiscard]] std::unique_ptr<graph::QuadScan> merge_renamed(const graph::QuadSource& source, const LinkedNames& names, const graph::Pattern& pattern,
                                                             std::span<const graph::Position> sorted_by, LinkedRows linked);

/// Rows that are at hand.
[[nodiscard]] std::unique_ptr<graph::QuadScan> scan_of(std::vector<graph::Row> rows);

} // namespace micrograph::identity
