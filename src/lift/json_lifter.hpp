#pragma once

#include "lift/lifter.hpp"

namespace micrograph::lift {

/// lift() for Kind::json.
[[nodiscard]] LiftResult lift_json(const document::Document& document, const std::string& document_iri,
                                   const std::string& source_name, rdf::StatementSink& statements,
                                   FindingSink& findings);

} // namespace micrograph::lift
