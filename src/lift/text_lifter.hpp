#pragma once

#include "lift/lifter.hpp"

namespace micrograph::lift {

/// lift() for Kind::text. Throws FormatError `text.nul` if there is a NUL among its bytes: then it is no text.
[[nodiscard]] LiftResult lift_text(const document::Document& document, const std::string& document_iri,
                                   rdf::StatementSink& statements);

} // namespace micrograph::lift
