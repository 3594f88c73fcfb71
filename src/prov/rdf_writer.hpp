#pragma once

#include "prov/model.hpp"
#include "rdf/statement_sink.hpp"

namespace micrograph::prov {

/// Tells a document in PROV-O, a bundle as a named graph. The prefixes come first.
///
/// A relation is one statement (`prov:used`) if it says nothing but its two ends, and otherwise qualified
/// (`prov:qualifiedUsage`), with a blank node if it has no name. A derivation with the type `prov:Revision`,
/// `prov:Quotation` or `prov:PrimarySource` is qualified as that. Records without an argument that PROV-DM
/// requires are told as far as they go.
void write_prov_o(const Document& document, rdf::StatementSink& sink);

} // namespace micrograph::prov
