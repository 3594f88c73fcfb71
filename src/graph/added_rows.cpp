#include "graph/added_rows.hpp"

#include <utility>

namespace micrograph::graph {

AddedRows::AddedRows() { orders_.emplace(main_order, Sorted(RowLess{main_order})); }

bool AddedRows::insert(const Row& row) {
  if (contains(row))
    return false;
  for (auto& [order, rows] : orders_)
    rows.insert(row);
  ++by_graph_[row[graph_name]];
  return true;
}

bool AddedRows::erase(const Row& row) {
  if (!contains(row))
    return false;
  for (auto& [order, rows] : orders_)
    rows.erase(row);
  const auto count = by_graph_.find(row[graph_name]);
  if (--count->second == 0)
    by_graph_.erase(count);
  return true;
}

void AddedRows::erase_graph(ValueId graph) {
  if (!by_graph_.contains(graph))
    return;
  // Other orders are made again when they are asked for, which is cheaper than finding the rows in each.
  auto node = orders_.extract(main_order);
  const Row first{ValueId(), ValueId(), ValueId(), graph};
  for (auto it = node.mapped().lower_bound(first); it != node.mapped().end() && (*it)[graph_name] == graph;)
    it = node.mapped().erase(it);
  orders_.clear();
  orders_.insert(std::move(node));
  by_graph_.erase(graph);
}

const AddedRows::Sorted& AddedRows::in(const RowOrder& order) const {
  const auto known = orders_.find(order);
  if (known != orders_.end())
    return known->second;
  Sorted rows(RowLess{order});
  rows.insert(main().begin(), main().end());
  return orders_.emplace(order, std::move(rows)).first->second;
}

RowOrder order_for(const std::array<bool, 4>& bound, std::span<const Position> sorted_by) {
  RowOrder order{};
  std::array<bool, 4> placed{};
  std::size_t next = 0;
  const auto place = [&](Position position) {
    if (!placed[position])
      order[next++] = position;
    placed[position] = true;
  };
  for (const Position position : {graph_name, subject, predicate, object})
    if (bound[position])
      place(position);
  for (const Position position : sorted_by)
    place(position);
  for (const Position position : {subject, predicate, object, graph_name})
    place(position);
  return order;
}

} // namespace micrograph::graph
