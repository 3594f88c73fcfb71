#include "query/operators/aggregate.hpp"
#include "query/operators/operators.hpp"
#include "query/operators/row_table.hpp"

#include <optional>

namespace micrograph::query {

namespace {

class Group final : public Operator {
public:
  Group(Run& run, OperatorPtr child, GroupSpec spec)
      : Operator(run, child->width()), child_(std::move(child)), spec_(std::move(spec)),
        groups_(spec_.keys, spec_.keys.size()), scratch_(width()) {}

  std::string describe() const override {
    return "Group by " + std::to_string(spec_.keys.size()) + " keys, " +
           std::to_string(spec_.aggregates.size()) + " aggregates";
  }
  std::vector<const Operator*> children() const override {
    std::vector<const Operator*> out{child_.get()};
    spec_.key_values.add_children(out);
    spec_.arguments.add_children(out);
    return out;
  }

protected:
  void start(const graph::ValueId* outer) override {
    child_->open(outer);
    outer_ = outer;
    groups_.clear();
    states_.clear();
    rows_seen_.clear();
    state_bytes_ = 0;
    done_ = false;
    at_ = 0;
    // Without keys there is one group, even of nothing.
    group_count_ = spec_.keys.empty() ? 1 : 0;
    states_.resize(group_count_ * spec_.aggregates.size());
  }

  void fill(Block& out) override {
    if (!done_)
      read_all();
    EvaluationContext& context = run_.evaluation;
    const std::size_t columns = spec_.aggregates.size();
    for (; at_ < group_count_ && !out.full(); ++at_) {
      graph::ValueId* row = out.add(outer_);
      for (std::size_t i = 0; i < spec_.keys.size(); ++i)
        row[spec_.keys[i]] = groups_.row(at_)[i];
      for (std::size_t i = 0; i < columns; ++i)
        row[spec_.aggregates[i].variable] =
            states_[at_ * columns + i].result(spec_.aggregates[i].aggregate, context);
    }
  }

private:
  /// True if nothing but the number of rows is asked for.
  bool only_counts_rows() const {
    for (const GroupSpec::Column& column : spec_.aggregates)
      if (column.aggregate.argument || column.aggregate.distinct)
        return false;
    return spec_.keys.empty();
  }

  void read_all() {
    done_ = true;
    Block block(width());
    block.want(Block::most_rows);
    const bool count_only = only_counts_rows();
    if (const auto known = count_only ? child_->count() : std::nullopt) {
      for (Accumulator& state : states_)
        state.add_rows(*known);
      return;
    }
    for (bool more = true; more;) {
      run_.tick();
      block.clear();
      more = child_->append(block);
      if (count_only) {
        for (Accumulator& state : states_)
          state.add_rows(block.size());
        continue;
      }
      for (std::size_t i = 0; i < block.size(); ++i)
        add_row(block.row(i));
      hold(group_count_, bytes());
    }
  }

  std::uint64_t bytes() const {
    return groups_.bytes() + states_.capacity() * sizeof(Accumulator) + state_bytes_;
  }

  void add_row(const graph::ValueId* row) {
    std::uint32_t number = 0;
    if (!spec_.keys.empty()) {
      for (std::size_t i = 0; i < spec_.keys.size(); ++i)
        scratch_[spec_.keys[i]] = spec_.key_values.id(i, row, width());
      if (groups_.add_if_new(scratch_.data(), number)) {
        group_count_ = groups_.size();
        states_.resize(group_count_ * spec_.aggregates.size());
      }
    }
    EvaluationContext& context = run_.evaluation;
    Accumulator* state = states_.data() + std::size_t{number} * spec_.aggregates.size();
    std::size_t argument = 0;
    std::optional<bool> is_new; // to all COUNT(DISTINCT *)
    for (std::size_t i = 0; i < spec_.aggregates.size(); ++i) {
      const Aggregate& aggregate = spec_.aggregates[i].aggregate;
      if (!aggregate.argument) {
        if (aggregate.distinct && !is_new)
          is_new = is_new_row(number, row);
        if (!aggregate.distinct || *is_new)
          state[i].add_rows(1);
        continue;
      }
      const Expression& expression = spec_.arguments.expression(argument);
      const std::uint64_t before = state[i].bytes();
      if (expression.kind == ExpressionKind::variable)
        state[i].add(aggregate, row[expression.variable], context);
      else
        state[i].add(aggregate, spec_.arguments.value(argument, row, width()), context);
      state_bytes_ += state[i].bytes() - before;
      ++argument;
      if (aggregate.distinct)
        run_.hold(state[i].held());
    }
  }

  /// For COUNT(DISTINCT *): no row of this group had the same values.
  bool is_new_row(std::uint32_t group, const graph::ValueId* row) {
    while (rows_seen_.size() <= group)
      rows_seen_.emplace_back(spec_.row, spec_.row.size());
    std::uint32_t number = 0;
    const bool added = rows_seen_[group].add_if_new(row, number);
    run_.hold(rows_seen_[group].size());
    if (added) // asking each of many tables what it holds would take longer
      state_bytes_ += set_entry_bytes<graph::ValueId> + width() * sizeof(graph::ValueId);
    return added;
  }

  OperatorPtr child_;
  GroupSpec spec_;
  RowTable groups_;
  std::vector<Accumulator> states_; ///< group by group, one for each aggregate
  std::vector<RowTable> rows_seen_; ///< by group
  std::vector<graph::ValueId> scratch_;
  const graph::ValueId* outer_ = nullptr;
  std::size_t group_count_ = 0;
  std::uint64_t state_bytes_ = 0; ///< of what the aggregates hold beside their states
  bool done_ = false;
  std::size_t at_ = 0;
};

} // namespace

OperatorPtr make_group(Run& run, OperatorPtr child, GroupSpec spec) {
  return std::make_unique<Group>(run, std::move(child), std::move(spec));
}

} // namespace micrograph::query
