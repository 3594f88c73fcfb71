#pragma once

#include "lift/statement_tree.hpp"

#include <string>

namespace micrograph::lift {

/// True if a document's statements are those of JSON: only there has the root a type and no position. Throws FormatError `rebuild.tree`
/// if the document has no root, or several.
[[nodiscard]] bool states_json(const StatementTree& statements, const std::string& document_iri);

/// rebuild() for Kind::json: the same values in the same spelling and order, with white space of our own. Makes sure that lifting
/// it gives the statements about the document again, by the same names, and no others.
[[nodiscard]] std::string rebuild_json(const StatementTree& statements, const std::string& document_iri);

} // namespace micrograph::lift
