#pragma once

#include "graph/quad_source.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>

namespace micrograph::graph {

/// Positions of a quad, most significant first.
using RowOrder = std::array<Position, 4>;

/// Compares rows position by position in an order that is chosen when the program runs.
struct RowLess {
  RowOrder order{};
  bool operator()(const Row& a, const Row& b) const {
    for (const Position position : order)
      if (a[position] != b[position])
        return a[position] < b[position];
    return false;
  }
};

/// Quads that come and go one by one, to be walked in any order. An order is made when it is first asked for and kept from
/// then on: questions are of few kinds, so few of the 24 come to be. One thread.
class AddedRows {
public:
  using Sorted = std::set<Row, RowLess>;

  AddedRows();
  /// False if it is there already.
  bool insert(const Row& row);
  /// False if it is not there.
  bool erase(const Row& row);
  void erase_graph(ValueId graph);

  [[nodiscard]] bool contains(const Row& row) const { return main().contains(row); }
  [[nodiscard]] bool empty() const { return main().empty(); }
  [[nodiscard]] std::size_t size() const { return main().size(); }
  /// All rows by graph, subject, predicate, object.
  [[nodiscard]] const Sorted& main() const { return orders_.at(main_order); }
  /// The same rows in another order. Valid until this goes; iterators in it until a row goes that they are at.
  [[nodiscard]] const Sorted& in(const RowOrder& order) const;
  /// How many rows there are of each graph, those without any left out.
  [[nodiscard]] const std::map<ValueId, std::uint64_t>& by_graph() const { return by_graph_; }

private:
  static constexpr RowOrder main_order{graph_name, subject, predicate, object};

  mutable std::map<RowOrder, Sorted> orders_;
  std::map<ValueId, std::uint64_t> by_graph_;
};

/// The order that starts with the positions bound in the pattern, goes on as `sorted_by` says and ends with the rest, the
/// graph last of it.
[[nodiscard]] RowOrder order_for(const std::array<bool, 4>& bound, std::span<const Position> sorted_by);

} // namespace micrograph::graph
