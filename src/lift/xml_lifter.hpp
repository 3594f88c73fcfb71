#pragma once

#include "lift/lifter.hpp"

#include <cstddef>
#include <span>

namespace micrograph::lift {

/// lift() for Kind::xml.
[[nodiscard]] LiftResult lift_xml(std::span<const std::byte> document, const std::string& document_iri,
                                  const std::string& source_name, rdf::StatementSink& statements,
                                  FindingSink& findings);

} // namespace micrograph::lift
