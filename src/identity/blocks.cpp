#include "identity/blocks.hpp"

#include <algorithm>

namespace micrograph::identity {

void Blocks::for_each_pair(const CandidateOptions& options, CandidateCounters& counters,
                           const std::function<void(std::uint32_t, std::uint32_t)>& compare) {
  std::sort(entries_.begin(), entries_.end());
  entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  for (std::size_t first = 0; first < entries_.size();) {
    std::size_t last = first;
    while (last < entries_.size() && entries_[last].key == entries_[first].key)
      ++last;
    const bool large = last - first > options.block;
    counters.large_blocks += large;
    for (std::size_t i = first; i < last; ++i) {
      const std::size_t end = large ? std::min(last, i + 1 + options.window) : last;
      for (std::size_t j = i + 1; j < end; ++j)
        if (entries_[i].entity != entries_[j].entity)
          compare(entries_[i].entity, entries_[j].entity);
    }
    first = last;
  }
}

std::uint64_t order_of(std::string_view text) {
  std::uint64_t order = 0;
  for (std::size_t i = 0; i < 8; ++i)
    order = order << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
  return order;
}

} // namespace micrograph::identity
