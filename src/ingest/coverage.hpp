#pragma once

#include "rdf/document_graph.hpp"

#include <string>
#include <vector>

namespace micrograph::ingest {

/// Places of the leaves in a source's graph, as IRIs in document order: an element's node for its text, the node
/// and `/@name` for an attribute, `/xmlns:p` for a namespace declaration. One entry per leaf, as
/// lift::count_leaves counts them.
[[nodiscard]] std::vector<std::string> leaf_places(const rdf::DocumentGraph& source);

/// Splits leaves into aligned ones (counted) and the others (listed).
struct Alignment {
  std::size_t aligned = 0;
  std::vector<std::string> not_aligned; ///< readable places
};
/// `used` is MappingResult::used_nodes: sorted.
[[nodiscard]] Alignment alignment_of(const rdf::DocumentGraph& source, const std::vector<std::string>& used);

} // namespace micrograph::ingest
