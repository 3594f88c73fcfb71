#pragma once

#include "graph/value_id.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace micrograph::query {

/// A set of defined ids, in one piece of memory: counting distinct values is mostly asking whether one is known.
class IdSet {
public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::uint64_t bytes() const { return cells_.capacity() * sizeof(graph::ValueId); }

  /// False if it is there already.
  bool insert(graph::ValueId id) {
    if (size_ * 2 >= cells_.size())
      grow();
    graph::ValueId& cell = cells_[place_of(id)];
    if (cell == id)
      return false;
    cell = id;
    ++size_;
    return true;
  }

  /// In no particular order.
  template <class Each> void for_each(Each each) const {
    for (const graph::ValueId id : cells_)
      if (id.defined())
        each(id);
  }

private:
  /// Where the id is, or would be.
  [[nodiscard]] std::size_t place_of(graph::ValueId id) const {
    const std::size_t mask = cells_.size() - 1, hash = std::hash<graph::ValueId>()(id);
    std::size_t at = (hash ^ hash >> 32) & mask;
    while (cells_[at].defined() && cells_[at] != id)
      at = (at + 1) & mask;
    return at;
  }
  void grow() {
    const std::vector<graph::ValueId> old =
        std::exchange(cells_, std::vector<graph::ValueId>(cells_.empty() ? 8 : cells_.size() * 4));
    for (const graph::ValueId id : old)
      if (id.defined())
        cells_[place_of(id)] = id;
  }

  std::vector<graph::ValueId> cells_; ///< open addressing, a power of two; `undefined` is free
  std::size_t size_ = 0;
};

} // namespace micrograph::query
