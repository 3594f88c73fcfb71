#pragma once

#include "lift/lifter.hpp"

namespace micrograph::lift {

/// lift() for Kind::text, whatever its form. Throws FormatError `text.nul` if there is a NUL among its bytes: then it is no text;
/// `text.limit` for a table or list with more cells in a row, or a longer name, than is sensible.
[[nodiscard]] LiftResult lift_text(const document::Document& document, const std::string& document_iri,
                                   rdf::StatementSink& statements);

} // namespace micrograph::lift
