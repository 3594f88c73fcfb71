#pragma once

#include "document/text_encoding.hpp"
#include "lift/lifter.hpp"

namespace micrograph::lift {

/// lift() for a text that is a table. Throws FormatError `text.limit`.
[[nodiscard]] LiftResult lift_table(const document::Document& document, const document::DecodedText& decoded,
                                    const std::string& document_iri, rdf::StatementSink& statements);

} // namespace micrograph::lift
