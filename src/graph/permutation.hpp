#pragma once

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

/// Rows [begin, end) of a permutation.
struct RowRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  [[nodiscard]] std::uint64_t size() const { return end - begin; }
};

/// All quads sorted in one order, column by column. A view; hides how columns are stored.
class Permutation {
public:
  using Columns = std::array<std::span<const Rank>, 4>;

  Permutation() = default;
  /// The columns are of equal length and stand in the order's order.
  explicit Permutation(const Columns& columns) : columns_(columns) {}

  [[nodiscard]] std::uint64_t size() const { return columns_[0].size(); }
  [[nodiscard]] Rank at(std::uint64_t row, std::size_t column) const { return columns_[column][row]; }
  [[nodiscard]] const Columns& columns() const { return columns_; }

  /// The rows that start with these ranks, at most four.
  [[nodiscard]] RowRange range(std::span<const Rank> prefix) const;
  /// The rows of `within` from the first whose `column` is at least `least`; the columns before it must be
  /// the same all over `within`.
  [[nodiscard]] std::uint64_t lower_bound(RowRange within, std::size_t column, Rank least) const;

private:
  Columns columns_;
};

} // namespace micrograph::graph
