#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace micrograph::drawing {

/// An arrow to be drawn, from the right to the left.
struct Arrow {
  std::uint32_t from = 0, to = 0; ///< nodes
};

struct Point {
  double layer = 0; ///< 0 is the leftmost
  double row = 0;   ///< 0 is the topmost; two things in one layer are at least 1 apart
};

/// Where nodes stand, and by which points arrows lead.
struct Layers {
  std::vector<Point> nodes;
  std::vector<std::vector<Point>> arrows; ///< as given; the points from `from` to `to`, both ends included
  double layers = 0, rows = 0;            ///< the size of the whole
};

/// Draws a directed graph in layers (Sugiyama's method): each arrow leads to a layer further left, but for those that close a
/// cycle; what is `together` stands in one layer. Long arrows keep a row free on their way, and rows are ordered by barycentres so
/// that few arrows cross. The same graph gives the same drawing.
[[nodiscard]] Layers arrange(std::size_t nodes, std::span<const Arrow> arrows, std::span<const Arrow> together);

} // namespace micrograph::drawing
