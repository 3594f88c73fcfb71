#pragma once

#include "graph/ranks.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace micrograph::graph {

/// The ranks that can stand in a column of few different terms, numbered in their order. Predicates and
/// graphs are few and their ranks far apart: their numbers need a byte where a rank needs three.
class Domain {
public:
  Domain() = default;
  /// `ranks` ascend; `table` gives their ids.
  Domain(std::vector<Rank> ranks, const RankTable& table) : ranks_(std::move(ranks)) {
    ids_.reserve(ranks_.size());
    for (const Rank rank : ranks_)
      ids_.push_back(table.id(rank));
  }

  [[nodiscard]] std::uint64_t size() const { return ranks_.size(); }
  [[nodiscard]] const std::vector<Rank>& ranks() const { return ranks_; }

  /// 0 and undefined for a number that only a forged file can hold.
  [[nodiscard]] Rank rank(std::uint32_t number) const { return number < ranks_.size() ? ranks_[number] : 0; }
  [[nodiscard]] ValueId id(std::uint32_t number) const {
    return number < ids_.size() ? ids_[number] : undefined;
  }
  /// The number of the first rank that is at least this one; size() if there is none.
  [[nodiscard]] std::uint32_t lower_bound(Rank rank) const {
    return static_cast<std::uint32_t>(std::lower_bound(ranks_.begin(), ranks_.end(), rank) - ranks_.begin());
  }
  /// Absent if the rank is none of these.
  [[nodiscard]] std::optional<std::uint32_t> number(Rank rank) const {
    const std::uint32_t at = lower_bound(rank);
    return at < ranks_.size() && ranks_[at] == rank ? std::optional(at) : std::nullopt;
  }

private:
  std::vector<Rank> ranks_;
  std::vector<ValueId> ids_;
};

} // namespace micrograph::graph
