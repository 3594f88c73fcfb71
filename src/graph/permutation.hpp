#pragma once

#include "graph/domain.hpp"
#include "graph/packed_rows.hpp"
#include "graph/quad_source.hpp"
#include "graph/ranks.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace micrograph::graph {

/// The orders in which all quads are kept. Every set of bound terms is the start of one of them: the first
/// four while the graph is free or any, the last three when it is bound. PSOG is there for its order of rows:
/// all subjects of one property, sorted, which is what joins of several properties of one thing ask for.
enum class Order : std::uint8_t { spog, posg, ospg, psog, gspo, gpos, gosp };
inline constexpr std::size_t order_count = 7;

/// What stands in the columns of each order, most significant first.
inline constexpr std::array<std::array<Position, 4>, order_count> order_positions{{
    {subject, predicate, object, graph_name},
    {predicate, object, subject, graph_name},
    {object, subject, predicate, graph_name},
    {predicate, subject, object, graph_name},
    {graph_name, subject, predicate, object},
    {graph_name, predicate, object, subject},
    {graph_name, object, subject, predicate},
}};
inline constexpr std::array<const char*, order_count> order_names{"spog", "posg", "ospg", "psog",
                                                                  "gspo", "gpos", "gosp"};

[[nodiscard]] constexpr bool leads_with_graph(Order order) {
  return order >= Order::gspo;
}
/// The order that is the same but for the graph, which it has last instead of first.
[[nodiscard]] constexpr Order without_graph(Order order) {
  switch (order) {
  case Order::gspo:
    return Order::spog;
  case Order::gpos:
    return Order::posg;
  case Order::gosp:
    return Order::ospg;
  default:
    return order;
  }
}

/// Rows [begin, end) of a permutation.
struct RowRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  [[nodiscard]] std::uint64_t size() const { return end - begin; }
};

/// What the numbers in the columns of packed rows stand for, by Position: ranks for subjects and objects,
/// places in a domain for predicates and graphs.
struct Domains {
  Domain predicates;
  Domain graphs;

  /// Null for a position whose numbers are ranks.
  [[nodiscard]] const Domain* of(Position position) const {
    return position == predicate ? &predicates : position == graph_name ? &graphs : nullptr;
  }
};

/// All quads sorted in one order, seen as ranks. A view; hides how columns are stored.
///
/// Where all quads are in one graph, an order that leads with the graph is the same rows as the one that ends
/// with it, and no rows of its own are kept.
class Permutation {
public:
  Permutation() = default;
  /// `rows` are those of `order`, or of without_graph(order). The views must outlive this one.
  Permutation(Order order, const PackedRows& rows, const Domains& domains, bool graph_last);

  [[nodiscard]] std::uint64_t size() const { return rows_->size(); }
  [[nodiscard]] Rank at(std::uint64_t row, std::size_t column) const {
    const std::uint32_t number =
        rows_->block(row / packed_block_rows).at(stored_[column], row % packed_block_rows);
    return domains_[column] == nullptr ? number : domains_[column]->rank(number);
  }
  [[nodiscard]] const PackedRows& rows() const { return *rows_; }
  /// The column of the packed rows in which a column of this order stands.
  [[nodiscard]] std::size_t stored(std::size_t column) const { return stored_[column]; }
  /// What the numbers of a column stand for; null if they are ranks.
  [[nodiscard]] const Domain* domain(std::size_t column) const { return domains_[column]; }

  /// The rows that start with these ranks, at most four.
  [[nodiscard]] RowRange range(std::span<const Rank> prefix) const;
  /// The rows of `within` from the first whose `column` is at least `least`; the columns before it must be
  /// the same all over `within`.
  [[nodiscard]] std::uint64_t lower_bound(RowRange within, std::size_t column, Rank least) const;

private:
  [[nodiscard]] std::uint64_t lower_bound_of_number(RowRange within, std::size_t column,
                                                    std::uint32_t least) const;

  const PackedRows* rows_ = nullptr;
  std::array<std::uint8_t, 4> stored_{0, 1, 2, 3};
  std::array<const Domain*, 4> domains_{};
};

} // namespace micrograph::graph
