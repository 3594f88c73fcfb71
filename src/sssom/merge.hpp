#pragma once

#include "base/diagnostic.hpp"
#include "sssom/mapping_set.hpp"

#include <vector>

namespace micrograph::sssom {

/// One set of the mappings of several, duplicates and all, in their order, with prefixes that mean the same
/// throughout; see merge() for the rest. Extensions of one name are the first set's.
[[nodiscard]] MappingSet unite(std::vector<MappingSet> sets, FindingSink& findings);

} // namespace micrograph::sssom
