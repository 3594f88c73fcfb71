#include "graph/permutation.hpp"

namespace micrograph::graph {

Permutation::Permutation(Order order, const PackedRows& rows, const Domains& domains, bool graph_last)
    : rows_(&rows) {
  const auto& positions = order_positions[static_cast<std::size_t>(order)];
  for (std::size_t column = 0; column < positions.size(); ++column) {
    domains_[column] = domains.of(positions[column]);
    if (graph_last && leads_with_graph(order))
      stored_[column] = static_cast<std::uint8_t>((column + 3) % 4);
  }
}

std::uint64_t Permutation::lower_bound_of_number(RowRange within, std::size_t column,
                                                 std::uint32_t least) const {
  if (within.size() == 0)
    return within.end;
  if (stored_[0] != 0 && column == 0) { // the one graph, which stands last
    const auto first = rows_->block(within.begin / packed_block_rows);
    return first.at(stored_[0], within.begin % packed_block_rows) >= least ? within.begin : within.end;
  }
  return rows_->lower_bound(within.begin, within.end, stored_[column], least);
}

std::uint64_t Permutation::lower_bound(RowRange within, std::size_t column, Rank least) const {
  const Domain* const domain = domains_[column];
  return lower_bound_of_number(within, column, domain == nullptr ? least : domain->lower_bound(least));
}

RowRange Permutation::range(std::span<const Rank> prefix) const {
  std::array<std::uint32_t, 4> numbers{};
  for (std::size_t column = 0; column < prefix.size(); ++column) {
    numbers[column] = prefix[column];
    if (domains_[column] == nullptr)
      continue;
    const auto found = domains_[column]->number(prefix[column]);
    if (!found)
      return {};
    numbers[column] = *found;
  }
  auto wanted = std::span<const std::uint32_t>(numbers).first(prefix.size());
  if (stored_[0] != 0 && !wanted.empty())
    wanted = wanted.subspan(1); // the one graph, which all rows are in
  const auto [begin, end] = rows_->range(wanted);
  return {begin, end};
}

} // namespace micrograph::graph
