#include "graph/text_search.hpp"

#include <algorithm>

namespace micrograph::graph {

bool TextCandidates::may_meet(ValueId id) const {
  if (id.tag() != Tag::vocabulary || id.payload() >= examined)
    return !complete;
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), id.payload(),
                                      [](std::uint64_t index, const Range& range) { return index < range.first; });
  return after != ranges.begin() && id.payload() < std::prev(after)->second;
}

std::uint64_t TextCandidates::size() const {
  std::uint64_t sum = 0;
  for (const Range& range : ranges)
    sum += range.second - range.first;
  return sum;
}

} // namespace micrograph::graph
