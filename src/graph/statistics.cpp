#include "graph/statistics.hpp"

#include <algorithm>

namespace micrograph::graph {

const PredicateCounts* Statistics::of(Rank predicate) const {
  const auto at =
      std::lower_bound(predicates.begin(), predicates.end(), predicate,
                       [](const PredicateCounts& counts, Rank rank) { return counts.predicate < rank; });
  return at != predicates.end() && at->predicate == predicate ? &*at : nullptr;
}

} // namespace micrograph::graph
