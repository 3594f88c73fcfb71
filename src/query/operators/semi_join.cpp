#include "query/operators/operators.hpp"
#include "query/operators/table_join.hpp"

namespace micrograph::query {

namespace {

class SemiJoin final : public TableJoin {
public:
  SemiJoin(Run& run, Sides sides, bool negated) : TableJoin(run, std::move(sides)), negated_(negated) {}

  std::string describe() const override { return negated_ ? "AntiJoin (NOT EXISTS)" : "SemiJoin (EXISTS)"; }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    auto sides = copy_sides(lane, kind);
    return sides ? as_copy(std::make_unique<SemiJoin>(lane, std::move(*sides), negated_), lane, kind) : nullptr;
  }

protected:
  void fill(Block& out) override {
    fill_with(out, [this](const graph::ValueId* row) { return (table().find(row) != RowTable::none) != negated_; });
  }
  void take(const Block& rows) override {
    std::uint32_t number = 0; // of no interest
    for (std::size_t i = 0; i < rows.size(); ++i)
      table().add_if_new(rows.row(i), number);
  }

private:
  bool negated_;
};

} // namespace

OperatorPtr make_semi_join(Run& run, OperatorPtr left, OperatorPtr right, std::vector<VariableIndex> keys,
                           bool negated) {
  auto table = std::make_shared<RowTable>(keys, keys.size());
  return std::make_unique<SemiJoin>(run, TableJoin::Sides{std::move(left), std::move(right), std::move(table)}, negated);
}

} // namespace micrograph::query
