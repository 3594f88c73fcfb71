#include "query/operators/operators.hpp"
#include "query/operators/row_table.hpp"

namespace micrograph::query {

namespace {

class SemiJoin final : public Operator {
public:
  SemiJoin(Run& run, OperatorPtr left, OperatorPtr right, std::shared_ptr<RowTable> table, bool negated)
      : Operator(run, left->width()), left_(std::move(left)), right_(std::move(right)), table_(std::move(table)),
        negated_(negated) {}

  std::string describe() const override { return negated_ ? "AntiJoin (NOT EXISTS)" : "SemiJoin (EXISTS)"; }
  std::vector<const Operator*> children() const override { return {left_.get(), right_.get()}; }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    OperatorPtr left = left_->copy(lane, kind);
    const bool shares = kind == CopyKind::part;
    OperatorPtr right = left && !shares ? right_->copy(lane, kind) : nullptr;
    if (!left || (!shares && !right))
      return nullptr;
    auto table = shares ? table_ : std::make_shared<RowTable>(table_->columns(), table_->columns().size());
    return as_copy(std::make_unique<SemiJoin>(lane, std::move(left), std::move(right), std::move(table), negated_), lane,
                   kind);
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
    outer_ = outer;
    left_->open(outer);
    if (right_)
      table_->clear();
    built_ = !right_;
  }

  void fill(Block& out) override {
    for (bool more = true; more && !out.full();) {
      const std::size_t from = out.size();
      more = left_->append(out);
      if (out.size() == from)
        return;
      if (!built_)
        build();
      run_.tick();
      std::size_t kept = from;
      for (std::size_t i = from; i < out.size(); ++i)
        if ((table_->find(out.row(i)) != RowTable::none) != negated_) {
          if (i != kept)
            std::copy(out.row(i), out.row(i) + width(), out.row(kept));
          ++kept;
        }
      out.shrink(kept);
    }
  }

private:
  void build() {
    built_ = true;
    right_->open(outer_);
    Block block(width());
    block.want(Block::most_rows);
    std::uint32_t number = 0;
    while (right_->next(block)) {
      run_.tick();
      for (std::size_t i = 0; i < block.size(); ++i)
        table_->add_if_new(block.row(i), number);
      hold(table_->size(), table_->bytes());
    }
    right_->release();
  }

  OperatorPtr left_, right_;
  std::shared_ptr<RowTable> table_; ///< without `right_` that of another step, which fills it
  bool negated_;
  const graph::ValueId* outer_ = nullptr;
  bool built_ = false;
};

} // namespace

OperatorPtr make_semi_join(Run& run, OperatorPtr left, OperatorPtr right, std::vector<VariableIndex> keys,
                           bool negated) {
  auto table = std::make_shared<RowTable>(keys, keys.size());
  return std::make_unique<SemiJoin>(run, std::move(left), std::move(right), std::move(table), negated);
}

} // namespace micrograph::query
