#pragma once

#include "document/document.hpp"
#include "lift/statement_tree.hpp"

#include <string>

namespace micrograph::lift {

/// What the statements say of which kind a document is: an XML document tells how its root came to be in a vocabulary,
/// a record does not; the value that is a JSON document has a type and no position; a text tells its form. Throws FormatError `rebuild.tree` if it has no root, or several.
[[nodiscard]] document::Kind kind_of(const StatementTree& statements, const std::string& document_iri);

/// Writes a document back from its statements (docs/lift.md), and makes sure by lifting it again that it says neither more nor
/// less than they do.
///
/// Of nodes only the statements count, not how they are named. Throws FormatError with the node as place: `rebuild.tree` if
/// the statements do not make one tree, `rebuild.content` if they contradict each other or say what the syntax cannot hold,
/// `rebuild.differs` if the document lifts to other statements, `rebuild.record` for what was read from a binary header.
[[nodiscard]] std::string rebuild(const StatementTree& statements, const std::string& document_iri);

} // namespace micrograph::lift
