#include "graph/quad_columns.hpp"

#include <cstdint>

namespace micrograph::graph {

QuadColumns stable_sort_by(const QuadColumns& rows, Position position, std::uint64_t ranks) {
  const std::vector<Rank>& keys = rows[position];
  std::vector<std::uint64_t> next(ranks + 1, 0); // where the next row of each rank goes
  for (const Rank key : keys)
    ++next[key + std::size_t{1}];
  for (std::size_t rank = 1; rank < next.size(); ++rank)
    next[rank] += next[rank - 1];
  QuadColumns out;
  for (auto& column : out)
    column.resize(keys.size());
  for (std::size_t row = 0; row < keys.size(); ++row) {
    const std::uint64_t to = next[keys[row]]++;
    for (std::size_t column = 0; column < out.size(); ++column)
      out[column][to] = rows[column][row];
  }
  return out;
}

void drop_repeated_rows(QuadColumns& rows) {
  std::size_t kept = 0;
  for (std::size_t row = 0; row < rows[0].size(); ++row) {
    bool repeated = kept > 0;
    for (std::size_t column = 0; column < rows.size() && repeated; ++column)
      repeated = rows[column][row] == rows[column][kept - 1];
    if (repeated)
      continue;
    for (auto& column : rows)
      column[kept] = column[row];
    ++kept;
  }
  for (auto& column : rows)
    column.resize(kept);
}

} // namespace micrograph::graph
