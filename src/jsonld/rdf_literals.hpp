#pragma once

#include "base/json_value.hpp"
#include "jsonld/options.hpp"
#include "rdf/term.hpp"

namespace micrograph::jsonld {

/// A literal as a value object (JSON-LD 1.1 API, section 8.5, RDF to Object Conversion). Throws FormatError
/// `jsonld.invalid-json-literal`, but not with the option `exact`.
[[nodiscard]] JsonValue literal_to_json(const rdf::TermView& literal, const Options& options);

} // namespace micrograph::jsonld
