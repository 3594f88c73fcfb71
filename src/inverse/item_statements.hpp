#pragma once

#include "graph/snapshot.hpp"
#include "rdf/term.hpp"

#include <string>
#include <vector>

namespace micrograph::inverse {

/// What a graph says of some things in shared terms.
struct ItemStatements {
  std::vector<std::string> items;     ///< IRIs, in document order
  std::vector<rdf::Quad> statements;  ///< without graph, sorted, each once
};

/// IRIs of the things of a class in the aligned graphs, sorted.
[[nodiscard]] std::vector<std::string> items_of(const graph::Snapshot& graph, const std::string& item_class);

/// The statements about these items and what they lead to, in the graphs that say that they are of the class. Neither what an
/// item is part of nor other items are entered; source graphs and provenance are not looked at.
/// Throws QueryError `graph.unknown-thing` if one is no item.
[[nodiscard]] ItemStatements gather(const graph::Snapshot& graph, const std::string& item_class,
                                    const std::vector<std::string>& items);

} // namespace micrograph::inverse
