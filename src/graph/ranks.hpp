#pragma once

#include "graph/value_id.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>

namespace micrograph::graph {

/// The place of an id among all ids of one snapshot, in the order of ids. Columns hold ranks, since they need
/// half the space of ids: 0 is `undefined` (the default graph), then every dictionary term, then every value
/// that occurs.
using Rank = std::uint32_t;

/// Translates between ids and ranks. A view; the values are owned by whoever made it.
class RankTable {
public:
  RankTable() = default;
  /// `values` are the bits of the ids that carry values, ascending.
  RankTable(std::uint32_t terms, std::span<const std::uint64_t> values) : terms_(terms), values_(values) {}

  /// How many ranks there are, rank 0 included.
  [[nodiscard]] std::uint64_t size() const { return std::uint64_t{1} + terms_ + values_.size(); }

  [[nodiscard]] ValueId id(Rank rank) const {
    if (rank == 0)
      return undefined;
    if (rank <= terms_)
      return ValueId(Tag::vocabulary, rank - 1);
    return ValueId(values_[rank - 1 - terms_]);
  }

  /// Absent if no statement of the snapshot can hold the id.
  [[nodiscard]] std::optional<Rank> rank(ValueId id) const {
    if (!id.defined())
      return 0;
    if (id.tag() == Tag::vocabulary)
      return id.payload() < terms_ ? std::optional<Rank>(static_cast<Rank>(id.payload() + 1)) : std::nullopt;
    const auto at = std::lower_bound(values_.begin(), values_.end(), id.bits());
    if (at == values_.end() || *at != id.bits())
      return std::nullopt;
    return static_cast<Rank>(1 + terms_ + static_cast<std::uint64_t>(at - values_.begin()));
  }

private:
  std::uint32_t terms_ = 0;
  std::span<const std::uint64_t> values_;
};

} // namespace micrograph::graph
