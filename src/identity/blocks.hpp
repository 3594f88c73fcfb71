#pragma once

#include "identity/candidates.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace micrograph::identity {

/// Entities by what those that may be one have in common, so that only these are compared.
class Blocks {
public:
  /// `order` says who stands beside whom in a block that is too large to compare all with all.
  void add(std::uint64_t key, std::uint64_t order, std::uint32_t entity) { entries_.push_back({key, order, entity}); }

  /// Calls `compare` with pairs of one block. The work is at most that of comparing every entry with
  /// max(options.block, options.window) others. A pair that has several blocks in common comes several times.
  void for_each_pair(const CandidateOptions& options, CandidateCounters& counters,
                     const std::function<void(std::uint32_t, std::uint32_t)>& compare);

private:
  struct Entry {
    std::uint64_t key, order;
    std::uint32_t entity;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  std::vector<Entry> entries_;
};

/// The first eight bytes as a number that sorts as they do.
[[nodiscard]] std::uint64_t order_of(std::string_view text);

} // namespace micrograph::identity
