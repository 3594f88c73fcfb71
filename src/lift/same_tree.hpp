#pragma once

#include "lift/statement_tree.hpp"

#include <string>

namespace micrograph::lift {

/// Throws FormatError `rebuild.differs`, with the first node as place, unless both say the same of the document, whatever its
/// nodes are called. Both must be trees.
void require_same_tree(const StatementTree& wanted, const StatementTree& came, const std::string& document_iri);

} // namespace micrograph::lift
