#pragma once

#include "prov/model.hpp"
#include "rdf/term.hpp"

#include <span>

namespace micrograph::prov {

/// What RDF says in PROV-O; each named graph that says anything is a bundle. All else is left aside, so RDF
/// without PROV-O gives an empty document.
///
/// Qualified influences, direct statements (unless a qualified one says the same), the inverse properties
/// (`prov:generated`, `prov:invalidated`, `prov:influenced`) and `prov:generatedAtTime`,
/// `prov:invalidatedAtTime` are understood. An influence that names several things for one place becomes as
/// many records with its name: check_constraints() says that they cannot be the same. Throws FormatError
/// `prov.too-large`.
[[nodiscard]] Document read_prov_o(std::span<const rdf::Quad> quads);

} // namespace micrograph::prov
