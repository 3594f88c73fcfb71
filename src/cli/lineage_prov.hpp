#pragma once

#include "link/lineage.hpp"
#include "prov/model.hpp"

namespace micrograph::cli {

/// A lineage as a PROV document: things as entities and activities, steps of origin by PROV's relations (those of other
/// vocabularies as derivations), wholes as collections, other names as alternates.
[[nodiscard]] prov::Document to_prov(const link::Lineage& lineage);

} // namespace micrograph::cli
