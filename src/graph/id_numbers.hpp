#pragma once

#include "graph/value_id.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace micrograph::graph {

/// Numbers nodes 0, 1, 2 … as they come. The table holds nothing but numbers, four bytes each, since a closure of a large
/// graph spends most of its time here and the table should fit the caches.
class IdNumbers {
public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] ValueId id(std::uint32_t number) const { return nodes_[number]; }
  [[nodiscard]] std::uint64_t bytes() const {
    return cells_.capacity() * sizeof(cells_[0]) + nodes_.capacity() * sizeof(nodes_[0]);
  }

  /// The number of a node; `none` if it has none.
  [[nodiscard]] std::uint32_t find(ValueId node) const { return cells_.empty() ? none : cells_[place_of(node)]; }

  /// The same for one that probably comes soon after the node numbered `before`, as it does when all nodes are walked from
  /// in their order: that needs no look into the table.
  [[nodiscard]] std::uint32_t find_after(std::uint32_t before, ValueId node) const {
    constexpr std::size_t soon = 8;
    const std::size_t end = std::min(nodes_.size(), std::size_t{before} + soon);
    for (std::size_t at = before; at < end; ++at)
      if (nodes_[at] == node)
        return static_cast<std::uint32_t>(at);
    return find(node);
  }

  /// The number of a node, a new one if it has none.
  std::uint32_t number(ValueId node) {
    if (nodes_.size() * 2 >= cells_.size())
      grow();
    std::uint32_t& cell = cells_[place_of(node)];
    if (cell == none) {
      cell = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back(node);
    }
    return cell;
  }

private:
  /// Where the node's number is, or would be.
  [[nodiscard]] std::size_t place_of(ValueId node) const {
    const std::size_t mask = cells_.size() - 1, hash = std::hash<ValueId>()(node);
    std::size_t at = (hash ^ hash >> 32) & mask;
    while (cells_[at] != none && nodes_[cells_[at]] != node)
      at = (at + 1) & mask;
    return at;
  }

  void grow() {
    cells_.assign(cells_.empty() ? 64 : cells_.size() * 4, none);
    for (std::uint32_t number = 0; number < nodes_.size(); ++number)
      cells_[place_of(nodes_[number])] = number;
  }

  std::vector<std::uint32_t> cells_; ///< open addressing, a power of two
  std::vector<ValueId> nodes_;
};

} // namespace micrograph::graph
