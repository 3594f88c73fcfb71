#pragma once

#include "graph/touch.hpp"
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
  /// `values` are the bits of the ids that carry values, ascending; `pages` check them when touched, if they lie in a
  /// file.
  RankTable(std::uint32_t terms, std::span<const std::uint64_t> values, const CheckedBytes* pages = nullptr)
      : terms_(terms), values_(values), pages_(pages) {}

  /// How many ranks there are, rank 0 included.
  [[nodiscard]] std::uint64_t size() const { return std::uint64_t{1} + terms_ + values_.size(); }

  [[nodiscard]] std::uint32_t terms() const { return terms_; }

  /// Undefined for 0, and for a rank or a value that only a forged file can hold.
  [[nodiscard]] ValueId id(Rank rank) const {
    if (rank == 0)
      return undefined;
    if (rank <= terms_)
      return ValueId(Tag::vocabulary, rank - 1);
    const std::uint64_t index = std::uint64_t{rank} - 1 - terms_;
    if (index >= values_.size())
      return undefined;
    const ValueId id(value(index));
    return id.carries_value() ? id : undefined;
  }

  /// Absent if no statement of the snapshot can hold the id.
  [[nodiscard]] std::optional<Rank> rank(ValueId id) const {
    if (!id.defined())
      return 0;
    if (id.tag() == Tag::vocabulary)
      return id.payload() < terms_ ? std::optional<Rank>(static_cast<Rank>(id.payload() + 1)) : std::nullopt;
    const std::uint64_t from = first_value_from(id);
    if (from == values_.size() || value(from) != id.bits())
      return std::nullopt;
    return static_cast<Rank>(1 + terms_ + from);
  }

  /// The first rank whose id is not below this one; size() if there is none.
  [[nodiscard]] std::uint64_t lower_bound(ValueId id) const {
    if (!id.defined())
      return 0;
    if (id.tag() == Tag::vocabulary)
      return 1 + std::min<std::uint64_t>(id.payload(), terms_);
    return std::uint64_t{1} + terms_ + first_value_from(id);
  }

private:
  /// The index of the first value not below that of the id.
  [[nodiscard]] std::uint64_t first_value_from(ValueId id) const {
    std::uint64_t from = 0, to = values_.size();
    while (from < to) {
      const std::uint64_t middle = from + (to - from) / 2;
      if (value(middle) < id.bits())
        from = middle + 1;
      else
        to = middle;
    }
    return from;
  }
  [[nodiscard]] std::uint64_t value(std::uint64_t index) const {
    const std::uint64_t* const at = &values_[index];
    touch(pages_, at, sizeof(*at));
    return *at;
  }

  std::uint32_t terms_ = 0;
  std::span<const std::uint64_t> values_;
  const CheckedBytes* pages_ = nullptr;
};

} // namespace micrograph::graph
