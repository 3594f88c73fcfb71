#include "query/operators/table_join.hpp"

namespace micrograph::query {

std::vector<VariableIndex> keys_first(const std::vector<VariableIndex>& keys, const std::vector<VariableIndex>& all) {
  std::vector<VariableIndex> columns = keys;
  for (const VariableIndex variable : all)
    if (std::find(columns.begin(), columns.end(), variable) == columns.end())
      columns.push_back(variable);
  return columns;
}

void TableJoin::prepare(const graph::ValueId* outer) {
  table_->clear();
  right_outer_ = right_outer(outer);
  build();
  left_->prepare(outer);
}

void TableJoin::release() {
  left_->release();
  if (!right_)
    return;
  right_->release();
  table_->release();
  keep(table_->bytes());
}

void TableJoin::start(const graph::ValueId* outer) {
  if (right_)
    table_->clear();
  built_ = !right_;
  right_outer_ = right_outer(outer);
  left_->open(outer);
}

std::optional<TableJoin::Sides> TableJoin::copy_sides(Run& lane, CopyKind kind) {
  Sides sides{left_->copy(lane, kind), nullptr, table_};
  if (!sides.left || kind == CopyKind::part)
    return sides.left ? std::optional(std::move(sides)) : std::nullopt;
  sides.right = right_->copy(lane, kind);
  if (!sides.right)
    return std::nullopt;
  sides.table = std::make_shared<RowTable>(table_->columns(), table_->key_count());
  return sides;
}

void TableJoin::build() {
  built_ = true;
  right_->open(right_outer_);
  if (opened <= 1) // in a nested loop the same is filled again and again
    expect(right_->estimated_rows);
  Block block(width());
  block.want(Block::most_rows);
  while (right_->next(block)) {
    run_.tick();
    take(block);
    hold(table_->size(), table_->bytes());
  }
  right_->release();
}

} // namespace micrograph::query
