#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace micrograph::link {

/// An undirected edge between two numbered vertices. Costs are above zero.
struct WeightedEdge {
  std::uint32_t a = 0, b = 0;
  double cost = 1;
};

struct WeightedPath {
  double cost = 0;
  std::vector<std::uint32_t> vertices; ///< from one end to the other
  std::vector<std::uint32_t> edges;    ///< indices, one fewer than vertices
};

/// The up to `k` cheapest paths without repeated vertices, cheapest first; equal ones in the order of their
/// vertices. Then up to `more` that cost as much as the last of these, for those who choose between equal ones otherwise.
///
/// Yen's algorithm (Management Science 17, 1971) over Boost's Dijkstra: each further path leaves one found
/// before at some vertex, so for every vertex of it the cheapest detour is sought with the ways already taken
/// closed.
[[nodiscard]] std::vector<WeightedPath> cheapest_paths(std::size_t vertices,
                                                       std::span<const WeightedEdge> edges,
                                                       std::uint32_t from, std::uint32_t to, std::size_t k,
                                                       std::size_t more = 0);

} // namespace micrograph::link
