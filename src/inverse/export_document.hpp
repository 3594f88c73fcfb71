#pragma once

#include "graph/snapshot.hpp"
#include "inverse/carriage.hpp"
#include "inverse/document_builder.hpp"
#include "inverse/inverse_mapper.hpp"
#include "mapping/mapper.hpp"

#include <string>
#include <vector>

namespace micrograph::inverse {

/// A document made from a graph, and how much of the graph is in it.
struct Export {
  std::string text;                 ///< empty if no item could be written
  std::vector<std::string> written; ///< IRIs of the items, in the order of the document
  std::vector<LeftOut> not_written; ///< items that lack what the schema wants
  std::vector<LeftOut> left_out;    ///< other elements that lack something; a node may be there under another name
  Carriage carriage;                ///< of the items that are written
};

/// Writes items (all of them if none is named) as one document, reads it again with the mappings that lead the other way, and
/// compares. Throws QueryError `graph.unknown-thing` for an IRI that is no item.
[[nodiscard]] Export export_document(const graph::Snapshot& graph, const std::vector<std::string>& items,
                                     const InverseMapper& inverse, const mapping::Mapper& mapper);

} // namespace micrograph::inverse
