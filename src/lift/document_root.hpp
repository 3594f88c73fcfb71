#pragma once

#include "lift/statement_tree.hpp"

#include <string>

namespace micrograph::lift {

/// The one root of a document. Throws FormatError `rebuild.tree` if there is none, or several.
[[nodiscard]] StatementTree::Number root_of(const StatementTree& statements, const std::string& document_iri);

} // namespace micrograph::lift
