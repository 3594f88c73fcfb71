#pragma once

#include "lift/statement_tree.hpp"

#include <string>

namespace micrograph::lift {

/// True if a document's statements are those of XML. Throws FormatError `rebuild.tree` if it has no root, or several.
[[nodiscard]] bool states_xml(const StatementTree& statements, const std::string& document_iri);

/// rebuild() for Kind::xml, without making sure that nothing was lost. UTF-8, with an XML declaration; attributes stand in the
/// order of their properties.
[[nodiscard]] std::string rebuild_xml(const StatementTree& statements, const std::string& document_iri);

} // namespace micrograph::lift
