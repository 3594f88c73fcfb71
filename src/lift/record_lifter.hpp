#pragma once

#include "lift/lifter.hpp"

namespace micrograph::lift {

/// lift() for Kind::record.
[[nodiscard]] LiftResult lift_record(const document::Document& document, const std::string& document_iri,
                                     rdf::StatementSink& statements);

} // namespace micrograph::lift
