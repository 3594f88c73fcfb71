#pragma once

#include "base/diagnostic.hpp"
#include "graph/quad_source.hpp"
#include "identity/entities.hpp"
#include "identity/evidence.hpp"

#include <span>

namespace micrograph::identity {

/// Reports `identity.doubt` (note) for works that an equal identifier or UUID makes one, and whose titles have no two words in
/// common: identifiers get copied with templates. The link stands, since titles are translated and mended, too.
void report_doubts(const graph::QuadSource& source, const Entities& entities, std::span<const Link> links, FindingSink& findings);

} // namespace micrograph::identity
