#pragma once

#include "graph/quad_source.hpp"
#include "link/lineage.hpp"
#include "link/relations.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace micrograph::link {

/// Someone or something that had a hand in a thing.
struct Actor {
  ActorKind kind = ActorKind::agent;
  LineageNode node;       ///< its depth is that of `of`, negative
  std::string predicate;  ///< IRI of the statement that says so
  rdf::Term of;           ///< what it is stated of: the thing, something that it came from, or one who acted for this one
  std::string of_label;   ///< empty if it has none
};

/// Who, which instruments and which software touched a thing and what it came from, as far back as `max_depth` (0: to the end):
/// agents, creators and operators of each, those on whose behalf they acted, and instruments and programs that were used.
/// One entry for each actor and thing that it is stated of; sorted by kind, term, depth. Throws QueryError `link.unknown`.
[[nodiscard]] std::vector<Actor> actors_of(const graph::QuadSource& source, const rdf::TermView& thing,
                                           std::uint32_t max_depth = 0);

} // namespace micrograph::link
