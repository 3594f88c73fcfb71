#pragma once

#include "base/json_value.hpp"
#include "jsonld/options.hpp"
#include "rdf/term.hpp"

#include <span>

namespace micrograph::jsonld {

/// A data set as an expanded document (JSON-LD 1.1 API, section 8.4, Serialize RDF as JSON-LD): nodes in the
/// order of their names, well-formed lists as `@list`. Throws FormatError `jsonld.invalid-json-literal`, and
/// `jsonld.too-deep` if lists lie within lists deeper than the limits.
[[nodiscard]] JsonValue from_rdf(std::span<const rdf::Quad> quads, const Options& options);

} // namespace micrograph::jsonld
