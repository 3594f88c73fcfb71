#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace micrograph::prov {

struct Edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

/// For each of `node_count` nodes the number of its strongly connected component: two nodes have the same if,
/// and only if, each can be reached from the other. No recursion, time linear in nodes and edges (Tarjan).
[[nodiscard]] std::vector<std::uint32_t> strong_components(std::size_t node_count,
                                                           std::span<const Edge> edges);

} // namespace micrograph::prov
