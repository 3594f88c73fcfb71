#include "query/operators/operators.hpp"
#include "query/operators/table_join.hpp"

namespace micrograph::query {

namespace {

class HashJoin final : public TableJoin {
public:
  HashJoin(Run& run, Sides sides, JoinKind kind, ExpressionRunner condition)
      : TableJoin(run, std::move(sides)), reader_(left()), kind_(kind), condition_(std::move(condition)) {}

  std::string describe() const override {
    return std::string(kind_ == JoinKind::left    ? "HashLeftJoin"
                       : table().key_count() == 0 ? "NestedLoopJoin"
                                                  : "HashJoin");
  }
  std::vector<const Operator*> children() const override {
    std::vector<const Operator*> out = TableJoin::children();
    condition_.add_children(out);
    return out;
  }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    auto condition = condition_.copy(lane);
    auto sides = condition ? copy_sides(lane, kind) : std::nullopt;
    return sides ? as_copy(std::make_unique<HashJoin>(lane, std::move(*sides), kind_, std::move(*condition)), lane, kind) : nullptr;
  }

protected:
  void start(const graph::ValueId* outer) override {
    TableJoin::start(outer);
    reader_.restart();
    row_ = nullptr;
  }
  void expect(double rows) override { table().expect(rows); }
  void take(const Block& rows) override {
    for (std::size_t i = 0; i < rows.size(); ++i)
      table().add(rows.row(i));
  }

  void fill(Block& out) override {
    while (!out.full()) {
      if (row_ == nullptr) {
        row_ = reader_.next();
        if (row_ == nullptr)
          return;
        need_table();
        if (table().size() == 0 && kind_ == JoinKind::inner) {
          row_ = nullptr;
          return;
        }
        partner_ = table().find(row_);
        matched_ = false;
      }
      for (; partner_ != RowTable::none && !out.full(); partner_ = table().next(partner_))
        merge(out, table().row(partner_));
      if (partner_ != RowTable::none)
        return;
      if (kind_ == JoinKind::left && !matched_) {
        if (out.full())
          return;
        out.add(row_);
      }
      row_ = nullptr;
    }
  }

private:
  void merge(Block& out, const graph::ValueId* partner) {
    if ((++merged_ & 1023) == 0)
      run_.tick();
    graph::ValueId* row = out.add(row_);
    const auto& columns = table().columns();
    for (std::size_t i = table().key_count(); i < columns.size(); ++i) {
      graph::ValueId& cell = row[columns[i]];
      if (!cell.defined()) {
        cell = partner[i];
      } else if (partner[i].defined() && partner[i] != cell) {
        out.drop_last();
        return;
      }
    }
    if (!condition_.empty() && !condition_.hold(row, width())) {
      out.drop_last();
      return;
    }
    matched_ = true;
  }

  RowReader reader_;
  JoinKind kind_;
  ExpressionRunner condition_;
  const graph::ValueId* row_ = nullptr;
  std::uint32_t partner_ = RowTable::none;
  std::uint32_t merged_ = 0;
  bool matched_ = false;
};

} // namespace

OperatorPtr make_hash_join(Run& run, OperatorPtr left, OperatorPtr right, JoinSpec spec,
                           ExpressionRunner condition) {
  auto table = std::make_shared<RowTable>(keys_first(spec.keys, spec.right_variables), spec.keys.size());
  return std::make_unique<HashJoin>(run, TableJoin::Sides{std::move(left), std::move(right), std::move(table)}, spec.kind,
                                    std::move(condition));
}

} // namespace micrograph::query
