#pragma once

#include "link/provenance_view.hpp"

#include <cstdint>
#include <vector>

namespace micrograph::link {

/// How a walk came to a name for the first time.
struct Arrival {
  graph::ValueId name;
  std::uint32_t depth = 0;         ///< steps from the start
  const char* predicate = nullptr; ///< of the step, or of the statement that it is another name; null for the start itself
  graph::ValueId through;          ///< the name that the step was made from
};

/// Everything that can be reached from a thing, each name once: the start first, then by depth, the names of one thing together.
[[nodiscard]] std::vector<Arrival> walk(const graph::QuadSource& source, graph::ValueId start,
                                        ProvenanceView::Walk way, std::uint32_t max_depth = 0);

} // namespace micrograph::link
