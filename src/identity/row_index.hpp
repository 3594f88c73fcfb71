#pragma once

#include "graph/quad_source.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace micrograph::identity {

/// Rows of a default graph that are held in memory, each once, to be found by whatever a pattern binds. 56 bytes a row.
class RowIndex {
public:
  /// Throws FormatError `identity.too-large` for more than 4,294,967,295 rows.
  explicit RowIndex(std::vector<graph::Row> rows);

  [[nodiscard]] const std::vector<graph::Row>& rows() const { return rows_; }
  /// How many rows match, found without walking over them.
  [[nodiscard]] std::size_t count(const graph::Pattern& pattern) const { return range(pattern, {}).size(); }
  /// The rows themselves, sorted by the positions.
  [[nodiscard]] std::vector<graph::Row> matching(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const;

private:
  /// The order that begins with what the pattern binds and goes on with what is sorted by.
  [[nodiscard]] static std::size_t order_for(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by);
  [[nodiscard]] std::span<const std::uint32_t> range(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const;

  std::vector<graph::Row> rows_;
  std::array<std::vector<std::uint32_t>, 6> sorted_; ///< numbers of rows
};

/// True if `a` comes before `b` by the positions, the most significant first.
[[nodiscard]] inline bool before(const graph::Row& a, const graph::Row& b, std::span<const graph::Position> by) {
  for (const graph::Position position : by)
    if (a[position] != b[position])
      return a[position] < b[position];
  return false;
}

} // namespace micrograph::identity
