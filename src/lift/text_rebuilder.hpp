#pragma once

#include "lift/statement_tree.hpp"

#include <string>

namespace micrograph::lift {

/// True if a document's statements are those of a text: its root says in what form it is written. Throws FormatError `rebuild.tree`
/// if the document has no root, or several.
[[nodiscard]] bool states_text(const StatementTree& statements, const std::string& document_iri);

/// rebuild() for Kind::text: byte for byte what was lifted. Makes sure that lifting it gives the statements about the document
/// again, by the same names, and no others.
[[nodiscard]] std::string rebuild_text(const StatementTree& statements, const std::string& document_iri);

} // namespace micrograph::lift
