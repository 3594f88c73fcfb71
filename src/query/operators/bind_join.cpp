#include "query/operators/operators.hpp"

namespace micrograph::query {

namespace {

class BindJoin final : public Operator {
public:
  BindJoin(Run& run, OperatorPtr left, OperatorPtr right, JoinKind kind, ExpressionRunner condition)
      : Operator(run, left->width()), left_(std::move(left)), right_(std::move(right)), reader_(*left_),
        kind_(kind), condition_(std::move(condition)) {}

  std::string describe() const override { return kind_ == JoinKind::left ? "BindLeftJoin" : "BindJoin"; }
  std::vector<const Operator*> children() const override {
    std::vector<const Operator*> out{left_.get(), right_.get()};
    condition_.add_children(out);
    return out;
  }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    auto condition = condition_.copy(lane);
    OperatorPtr left = condition ? left_->copy(lane, kind) : nullptr;
    OperatorPtr right = left ? right_->copy(lane, CopyKind::whole) : nullptr;
    if (!right)
      return nullptr;
    return as_copy(std::make_unique<BindJoin>(lane, std::move(left), std::move(right), kind_, std::move(*condition)), lane,
                   kind);
  }
  void prepare(const graph::ValueId* outer) override { left_->prepare(outer); }
  void narrow(std::uint64_t part, std::uint64_t parts) override { left_->narrow(part, parts); }
  void release() override {
    left_->release();
    right_->release();
  }

protected:
  void start(const graph::ValueId* outer) override {
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
        right_->open(row_);
        matched_ = false;
      }
      const std::size_t before = out.size();
      const bool more = right_->append(out);
      keep_matching(out, before);
      if (more)
        continue;
      if (kind_ == JoinKind::left && !matched_)
        out.add(row_);
      row_ = nullptr;
    }
  }

private:
  void keep_matching(Block& out, std::size_t from) {
    if (!condition_.empty())
      out.keep_if(from, [this](const graph::ValueId* row) { return condition_.hold(row, width()); });
    matched_ = matched_ || out.size() > from;
  }

  OperatorPtr left_, right_;
  RowReader reader_;
  JoinKind kind_;
  ExpressionRunner condition_;
  const graph::ValueId* row_ = nullptr;
  bool matched_ = false;
};

} // namespace

OperatorPtr make_bind_join(Run& run, OperatorPtr left, OperatorPtr right, JoinKind kind,
                           ExpressionRunner condition) {
  return std::make_unique<BindJoin>(run, std::move(left), std::move(right), kind, std::move(condition));
}

} // namespace micrograph::query
