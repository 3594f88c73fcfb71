#pragma once

#include "rdf/node_colors.hpp"

#include <limits>
#include <vector>

namespace micrograph::rdf {

/// Which blank node of one data set is taken for which of another.
struct NodeMatching {
  static constexpr StatementTable::Node none = std::numeric_limits<StatementTable::Node>::max();
  std::vector<StatementTable::Node> right_of; ///< by left node, or none
  std::vector<StatementTable::Node> left_of;  ///< by right node, or none
  bool look_alike = false; ///< both sides have the same surroundings, each as often, as far as was looked
};

/// Pairs the nodes so that few statements differ. The pairing is a good one, not always the best, which would
/// take too long to find; it is the same for the same input, and the time is near linear.
///
/// Nodes are paired whose surroundings are equal as far as one can look, then less and less far; then those
/// that share the most statements. Each pair leads on to its neighbours.
[[nodiscard]] NodeMatching match_nodes(const ColoredSide& left, const ColoredSide& right);

} // namespace micrograph::rdf
