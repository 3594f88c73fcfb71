#pragma once

#include "inverse/document_table.hpp"
#include "rdf/term.hpp"

#include <map>
#include <string>
#include <vector>

namespace micrograph::inverse {

/// Something that was to be in the document and is not.
struct LeftOut {
  std::string node;    ///< in the graph
  std::string element; ///< that it was to be
  std::string missing; ///< the parts that the schema wants: `Size`, `Pixels (SizeX, SizeY)`
};

/// A document as lifting would state it.
struct BuiltDocument {
  std::vector<rdf::Quad> statements;
  std::map<std::string, std::string> places; ///< from nodes of the graph to nodes of the document
  std::vector<LeftOut> left_out;             ///< sorted by node
};

/// IRI of a document that is written and was never read.
inline constexpr char document_iri[] = "https://w3id.org/micrograph/export";

/// Puts what an inverse mapping gave in the order of the table, from `new:document` on: IDs and references, one value where
/// there is room for one (the first that is whole, in document order or by text), nothing that the table does not have. Elements
/// without a part that they must have are left out, with what is in them.
[[nodiscard]] BuiltDocument build_document(const DocumentTable& table, const std::vector<rdf::Quad>& statements);

} // namespace micrograph::inverse
