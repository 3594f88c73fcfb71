#include "query/operators/operators.hpp"
#include "query/operators/row_table.hpp"

#include <algorithm>

namespace micrograph::query {

namespace {

/// The keys first, then what else the right side binds.
std::vector<VariableIndex> table_columns(const JoinSpec& spec) {
  std::vector<VariableIndex> columns = spec.keys;
  for (const VariableIndex variable : spec.right_variables)
    if (std::find(columns.begin(), columns.end(), variable) == columns.end())
      columns.push_back(variable);
  return columns;
}

class HashJoin final : public Operator {
public:
  HashJoin(Run& run, OperatorPtr left, OperatorPtr right, const JoinSpec& spec, ExpressionRunner condition)
      : HashJoin(run, std::move(left), std::move(right),
                 std::make_shared<RowTable>(table_columns(spec), spec.keys.size()), spec.keys.size(), spec.kind,
                 std::move(condition)) {}
  /// Without `right` the table is that of another step, which fills it.
  HashJoin(Run& run, OperatorPtr left, OperatorPtr right, std::shared_ptr<RowTable> table, std::size_t key_count,
           JoinKind kind, ExpressionRunner condition)
      : Operator(run, left->width()), left_(std::move(left)), right_(std::move(right)), reader_(*left_), kind_(kind),
        table_(std::move(table)), key_count_(key_count), condition_(std::move(condition)) {}

  std::string describe() const override {
    return std::string(kind_ == JoinKind::left ? "HashLeftJoin"
                       : key_count_ == 0       ? "NestedLoopJoin"
                                               : "HashJoin");
  }
  std::vector<const Operator*> children() const override {
    std::vector<const Operator*> out{left_.get(), right_.get()};
    condition_.add_children(out);
    return out;
  }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    auto condition = condition_.copy(lane);
    OperatorPtr left = condition ? left_->copy(lane, kind) : nullptr;
    const bool shares = kind == CopyKind::part;
    OperatorPtr right = left && !shares ? right_->copy(lane, kind) : nullptr;
    if (!left || (!shares && !right))
      return nullptr;
    auto table = shares ? table_ : std::make_shared<RowTable>(table_->columns(), key_count_);
    return as_copy(std::make_unique<HashJoin>(lane, std::move(left), std::move(right), std::move(table), key_count_, kind_,
                                              std::move(*condition)),
                   lane, kind);
  }
  void prepare(const graph::ValueId* outer) override {
    table_->clear();
    outer_ = outer;
    build();
    left_->prepare(outer);
  }
  void narrow(std::uint64_t part, std::uint64_t parts) override { left_->narrow(part, parts); }
  void release() override {
    left_->release();
    if (!right_)
      return;
    right_->release();
    table_->release();
    keep(table_->bytes());
  }

protected:
  void start(const graph::ValueId* outer) override {
    if (right_)
      table_->clear();
    built_ = !right_;
    outer_ = outer;
    left_->open(outer);
    reader_.restart();
    row_ = nullptr;
  }

  void fill(Block& out) override {
    while (!out.full()) {
      if (row_ == nullptr) {
        row_ = reader_.next();
        if (row_ == nullptr)
          return;
        if (!built_)
          build(); // only now: an empty left side asks nothing of the right
        if (table_->size() == 0 && kind_ == JoinKind::inner) {
          row_ = nullptr;
          return;
        }
        partner_ = table_->find(row_);
        matched_ = false;
      }
      for (; partner_ != RowTable::none && !out.full(); partner_ = table_->next(partner_))
        merge(out, table_->row(partner_));
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
  void build() {
    built_ = true;
    right_->open(outer_);
    if (opened <= 1) // in a nested loop the same is filled again and again
      table_->expect(right_->estimated_rows);
    Block block(width());
    block.want(Block::most_rows);
    while (right_->next(block)) {
      run_.tick();
      for (std::size_t i = 0; i < block.size(); ++i)
        table_->add(block.row(i));
      hold(table_->size(), table_->bytes());
    }
    right_->release();
  }

  void merge(Block& out, const graph::ValueId* partner) {
    if ((++merged_ & 1023) == 0)
      run_.tick();
    graph::ValueId* row = out.add(row_);
    const auto& columns = table_->columns();
    for (std::size_t i = key_count_; i < columns.size(); ++i) {
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

  OperatorPtr left_, right_;
  RowReader reader_;
  JoinKind kind_;
  std::shared_ptr<RowTable> table_;
  std::size_t key_count_;
  ExpressionRunner condition_;
  const graph::ValueId* outer_ = nullptr;
  const graph::ValueId* row_ = nullptr;
  std::uint32_t partner_ = RowTable::none;
  std::uint32_t merged_ = 0;
  bool built_ = false;
  bool matched_ = false;
};

} // namespace

OperatorPtr make_hash_join(Run& run, OperatorPtr left, OperatorPtr right, JoinSpec spec,
                           ExpressionRunner condition) {
  return std::make_unique<HashJoin>(run, std::move(left), std::move(right), spec,
                                    std::move(condition));
}

} // namespace micrograph::query
