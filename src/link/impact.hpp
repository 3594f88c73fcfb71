#pragma once

#include "graph/quad_source.hpp"
#include "link/lineage.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace micrograph::link {

/// Why something would be affected if another thing were withdrawn.
enum class Reason : std::uint8_t {
  derived,     ///< it came from it
  part,        ///< it is a part of it
  same,        ///< it is the same thing by another name
  annotation,  ///< it says something about it
  publication, ///< it refers to it
};
[[nodiscard]] const char* name_of(Reason reason);

struct Affected {
  LineageNode node; ///< with the number of steps from what is withdrawn
  Reason reason = Reason::derived;
  std::string predicate;     ///< IRI of the statement that says so
  rdf::Term through;         ///< the affected thing that this one rests on directly
  std::string through_label; ///< empty if it has none
};

/// What would be affected if `thing` were withdrawn: what was derived from it, its parts, what was derived from these and so on;
/// and the annotations of any of them and the publications that refer to them, which are not followed further. Each once, with
/// the first reason on the shortest way. Sorted by steps, reason, term. Throws QueryError `link.unknown`.
[[nodiscard]] std::vector<Affected> affected_by(const graph::QuadSource& source, const rdf::TermView& thing,
                                                std::uint32_t max_depth = 0);

} // namespace micrograph::link
