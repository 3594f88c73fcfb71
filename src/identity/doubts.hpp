#pragma once

#include "base/diagnostic.hpp"
#include "graph/quad_source.hpp"
#include "identity/entities.hpp"
#include "identity/evidence.hpp"

#include <span>

namespace micrograph::identity {

/// True if it has a title of two words or more.
[[nodiscard]] bool has_title(const graph::QuadSource& source, const Entities& entities, std::uint32_t entity);
/// True if both have titles of two words and more, and none of one has two words after each other in common with one of the other.
[[nodiscard]] bool have_unlike_titles(const graph::QuadSource& source, const Entities& entities, std::uint32_t a, std::uint32_t b);

/// Reports `identity.doubt` (note) for works that an equal identifier or UUID makes one, and whose titles have no two words in
/// common: identifiers get copied with templates. The link stands, since titles are translated and mended, too.
void report_doubts(const graph::QuadSource& source, const Entities& entities, std::span<const Link> links, FindingSink& findings);

} // namespace micrograph::identity
