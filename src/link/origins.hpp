#pragma once

#include "graph/quad_source.hpp"
#include "link/lineage.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace micrograph::link {

/// Something that several things came from.
struct CommonOrigin {
  LineageNode node; ///< its depth is the largest of `depths`
  std::vector<std::uint32_t> depths; ///< steps from each thing asked about, in their order
  bool nearest = false; ///< no other common origin came from it
};

/// What all of the things came from, by the relations of lineage(); one of them counts, too, if the others came from it. Sorted by
/// the sum of depths, then by term. Throws QueryError `link.unknown` for a thing that is not in the data.
[[nodiscard]] std::vector<CommonOrigin> common_origins(const graph::QuadSource& source, std::span<const rdf::Term> things,
                                                       std::uint32_t max_depth = 0);

} // namespace micrograph::link
