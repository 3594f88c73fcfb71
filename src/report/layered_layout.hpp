#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace micrograph::report {

/// Where the nodes of a small drawing stand: in layers, so that edges lead from a layer to a later one, and within a layer
/// in an order that crosses few edges.
struct LayeredLayout {
  struct Place {
    std::size_t layer = 0;
    std::size_t row = 0; ///< in its layer, from 0
  };
  std::vector<Place> places;           ///< by node
  std::vector<std::size_t> layer_size; ///< by layer
};

/// Nodes are numbered from 0; an edge is (from, to), and both must be below `nodes`. Edges to a node itself count for
/// nothing, and of a cycle one edge leads backwards. The longest path decides about the layers, the mean of the
/// neighbours about the order (Sugiyama, Tagawa and Toda 1981). Meant for hundreds of nodes.
[[nodiscard]] LayeredLayout layered_layout(std::size_t nodes, std::span<const std::pair<std::uint32_t, std::uint32_t>> edges);

} // namespace micrograph::report
