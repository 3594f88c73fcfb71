#pragma once

#include "rdf/interned_statements.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace micrograph::rdf {

struct BlankOrder {
  std::vector<InternedStatements::Id> nodes; ///< first to last
  /// False if the data set is too regular for its nodes to be told apart in acceptable time; the labels of the
  /// input then decide between those that look alike.
  bool canonical = true;
};

/// Puts blank nodes in an order that does not depend on their labels: that of RDFC-1.0, of those statements that
/// can matter to them. `wanted` are the nodes to be put in order.
[[nodiscard]] BlankOrder order_blank_nodes(const InternedStatements& statements,
                                           std::span<const InternedStatements::Id> wanted);

} // namespace micrograph::rdf
