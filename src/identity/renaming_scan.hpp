#pragma once

#include "graph/quad_source.hpp"
#include "identity/linked_names.hpp"

#include <memory>

namespace micrograph::identity {

/// The rows of named graphs with one name for each thing, no row twice, in no order. Documents of an archive are walked, and what of
/// them has linked names is not known before. `source` and `names` must outlive it.
[[nodiscard]] std::unique_ptr<graph::QuadScan> scan_renaming(const graph::QuadSource& source, const LinkedNames& names, const graph::Pattern& pattern);

} // namespace micrograph::identity
