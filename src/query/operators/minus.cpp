#include "query/operators/operators.hpp"
#include "query/operators/row_table.hpp"

#include <algorithm>

namespace micrograph::query {

namespace {

std::vector<VariableIndex> keys_first(const std::vector<VariableIndex>& keys,
                                      const std::vector<VariableIndex>& all) {
  std::vector<VariableIndex> columns = keys;
  for (const VariableIndex variable : all)
    if (std::find(columns.begin(), columns.end(), variable) == columns.end())
      columns.push_back(variable);
  return columns;
}

class Minus final : public Operator {
public:
  Minus(Run& run, OperatorPtr left, OperatorPtr right, std::shared_ptr<RowTable> table, std::size_t key_count,
        std::vector<VariableIndex> kept)
      : Operator(run, left->width()), left_(std::move(left)), right_(std::move(right)), table_(std::move(table)),
        key_count_(key_count), kept_(std::move(kept)), base_(width()) {}

  std::string describe() const override { return "Minus"; }
  std::vector<const Operator*> children() const override { return {left_.get(), right_.get()}; }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    OperatorPtr left = left_->copy(lane, kind);
    const bool shares = kind == CopyKind::part;
    OperatorPtr right = left && !shares ? right_->copy(lane, kind) : nullptr;
    if (!left || (!shares && !right))
      return nullptr;
    auto table = shares ? table_ : std::make_shared<RowTable>(table_->columns(), key_count_);
    return as_copy(
        std::make_unique<Minus>(lane, std::move(left), std::move(right), std::move(table), key_count_, kept_), lane, kind);
  }
  void prepare(const graph::ValueId* outer) override {
    table_->clear();
    keep_of(outer);
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
    left_->open(outer);
    if (right_)
      table_->clear();
    built_ = !right_;
    keep_of(outer);
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
        if (!removed(out.row(i))) {
          if (i != kept)
            std::copy(out.row(i), out.row(i) + width(), out.row(kept));
          ++kept;
        }
      out.shrink(kept);
    }
  }

private:
  /// What the right side is opened with.
  void keep_of(const graph::ValueId* outer) {
    std::fill(base_.begin(), base_.end(), graph::undefined);
    for (const VariableIndex variable : kept_)
      base_[variable] = outer[variable];
  }

  void build() {
    built_ = true;
    right_->open(base_.data());
    Block block(width());
    block.want(Block::most_rows);
    std::uint32_t number = 0;
    const bool keys_are_all = key_count_ == table_->columns().size();
    while (right_->next(block)) {
      run_.tick();
      for (std::size_t i = 0; i < block.size(); ++i) {
        if (keys_are_all)
          table_->add_if_new(block.row(i), number);
        else
          table_->add(block.row(i));
      }
      hold(table_->size(), table_->bytes());
    }
    right_->release();
  }

  bool removed(const graph::ValueId* row) {
    const auto& columns = table_->columns();
    for (std::uint32_t at = table_->find(row); at != RowTable::none; at = table_->next(at)) {
      const graph::ValueId* other = table_->row(at);
      bool compatible = true;
      bool share = key_count_ != 0;
      for (std::size_t i = key_count_; i < columns.size() && compatible; ++i) {
        const graph::ValueId mine = row[columns[i]];
        if (!mine.defined() || !other[i].defined())
          continue;
        compatible = mine == other[i];
        share = true;
      }
      if (compatible && share)
        return true;
    }
    return false;
  }

  OperatorPtr left_, right_;
  std::shared_ptr<RowTable> table_; ///< without `right_` that of another step, which fills it
  std::size_t key_count_;
  std::vector<VariableIndex> kept_;
  std::vector<graph::ValueId> base_;
  bool built_ = false;
};

} // namespace

OperatorPtr make_minus(Run& run, OperatorPtr left, OperatorPtr right, std::vector<VariableIndex> shared,
                       std::vector<VariableIndex> keys, std::vector<VariableIndex> kept) {
  auto table = std::make_shared<RowTable>(keys_first(keys, shared), keys.size());
  return std::make_unique<Minus>(run, std::move(left), std::move(right), std::move(table), keys.size(), std::move(kept));
}

} // namespace micrograph::query
