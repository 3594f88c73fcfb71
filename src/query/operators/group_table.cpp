#include "query/operators/group_table.hpp"

#include <optional>
#include <utility>

namespace micrograph::query {

void GroupTable::clear() {
  groups_.clear();
  states_.clear();
  rows_seen_.clear();
  state_bytes_ = 0;
  // Without keys there is one group, even of nothing.
  size_ = spec_->keys.empty() ? 1 : 0;
  states_.resize(size_ * spec_->aggregates.size());
}

void GroupTable::add_rows(std::uint64_t rows) {
  for (Accumulator& state : states_)
    state.add_rows(rows);
}

/// The number of the group, a new one if it must be. The keys are in their variables.
std::uint32_t GroupTable::group_of(const graph::ValueId* keyed_row) {
  std::uint32_t number = 0;
  if (groups_.add_if_new(keyed_row, number)) {
    size_ = groups_.size();
    states_.resize(size_ * spec_->aggregates.size());
  }
  return number;
}

void GroupTable::add_row(const graph::ValueId* row, std::size_t width, GroupExpressions& expressions, Run& run) {
  std::uint32_t number = 0;
  if (!spec_->keys.empty()) {
    scratch_.resize(width);
    for (std::size_t i = 0; i < spec_->keys.size(); ++i)
      scratch_[spec_->keys[i]] = expressions.keys.id(i, row, width);
    number = group_of(scratch_.data());
  }
  Accumulator* const state = states_of(number);
  std::size_t argument = 0;
  std::optional<bool> is_new; // to all COUNT(DISTINCT *)
  for (std::size_t i = 0; i < spec_->aggregates.size(); ++i) {
    const Aggregate& aggregate = spec_->aggregates[i].aggregate;
    if (!aggregate.argument) {
      if (aggregate.distinct && !is_new)
        is_new = is_new_row(number, row, width, run);
      if (!aggregate.distinct || *is_new)
        state[i].add_rows(1);
      continue;
    }
    const Expression& expression = expressions.arguments.expression(argument);
    if (spec_->aggregates[i].comes_in_order) {
      state[i].count_in_order(row[expression.variable]);
      ++argument;
      continue;
    }
    const std::uint64_t before = state[i].bytes();
    if (expression.kind == ExpressionKind::variable)
      state[i].add(aggregate, row[expression.variable], run.evaluation);
    else
      state[i].add(aggregate, expressions.arguments.value(argument, row, width), run.evaluation);
    state_bytes_ += state[i].bytes() - before;
    ++argument;
    if (aggregate.distinct)
      run.hold(state[i].held());
  }
}

/// For COUNT(DISTINCT *): no row of this group had the same values.
bool GroupTable::is_new_row(std::uint32_t group, const graph::ValueId* row, std::size_t width, Run& run) {
  while (rows_seen_.size() <= group)
    rows_seen_.emplace_back(spec_->row, spec_->row.size());
  std::uint32_t number = 0;
  const bool added = rows_seen_[group].add_if_new(row, number);
  run.hold(rows_seen_[group].size());
  if (added) // asking each of many tables what it holds would take longer
    state_bytes_ += set_entry_bytes<graph::ValueId> + width * sizeof(graph::ValueId);
  return added;
}

void GroupTable::merge(GroupTable other, std::size_t width, Run& run) {
  if (size_ == 0) {
    *this = std::move(other);
    return;
  }
  scratch_.resize(width);
  for (std::size_t group = 0; group < other.size_; ++group) {
    for (std::size_t i = 0; i < spec_->keys.size(); ++i)
      scratch_[spec_->keys[i]] = other.groups_.row(group)[i];
    Accumulator* const state = states_of(spec_->keys.empty() ? 0 : group_of(scratch_.data()));
    const Accumulator* const added = other.states_.data() + group * spec_->aggregates.size();
    for (std::size_t i = 0; i < spec_->aggregates.size(); ++i) {
      const std::uint64_t before = state[i].bytes();
      state[i].merge(spec_->aggregates[i].aggregate, added[i], run.evaluation);
      state_bytes_ += state[i].bytes() - before;
      run.hold(state[i].held());
    }
  }
}

void GroupTable::write(std::size_t group, graph::ValueId* row, Run& run) const {
  for (std::size_t i = 0; i < spec_->keys.size(); ++i)
    row[spec_->keys[i]] = groups_.row(group)[i];
  for (std::size_t i = 0; i < spec_->aggregates.size(); ++i) {
    const GroupSpec::Column& column = spec_->aggregates[i];
    row[column.variable] = states_[group * spec_->aggregates.size() + i].result(column.aggregate, run.evaluation);
  }
}

} // namespace micrograph::query
