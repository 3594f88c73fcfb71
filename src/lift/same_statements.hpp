#pragma once

#include "lift/statement_tree.hpp"

#include <string>

namespace micrograph::lift {

/// Throws FormatError `rebuild.differs`, with the first node as place, unless `came` are the statements that `wanted` has about the
/// document and its nodes, by the same names, and no others.
void require_same_statements(const StatementTree& wanted, const StatementTree& came, const std::string& document_iri);

} // namespace micrograph::lift
