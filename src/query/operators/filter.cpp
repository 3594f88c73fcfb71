#include "query/operators/operators.hpp"

namespace micrograph::query {

namespace {

class Filter final : public Operator {
public:
  Filter(Run& run, OperatorPtr child, ExpressionRunner conditions)
      : Operator(run, child->width()), child_(std::move(child)), conditions_(std::move(conditions)) {
    work_per_row = conditions_.work_per_row();
  }

  std::string describe() const override {
    return "Filter (" + std::to_string(conditions_.size()) + " conditions)";
  }
  std::vector<const Operator*> children() const override {
    std::vector<const Operator*> out{child_.get()};
    conditions_.add_children(out);
    return out;
  }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    auto conditions = conditions_.copy(lane);
    OperatorPtr child = conditions ? child_->copy(lane, kind) : nullptr;
    return child ? as_copy(std::make_unique<Filter>(lane, std::move(child), std::move(*conditions)), lane, kind) : nullptr;
  }
  void prepare(const graph::ValueId* outer) override { child_->prepare(outer); }
  void narrow(std::uint64_t part, std::uint64_t parts) override { child_->narrow(part, parts); }
  void release() override { child_->release(); }

protected:
  void start(const graph::ValueId* outer) override { child_->open(outer); }

  void fill(Block& out) override {
    for (bool more = true; more && !out.full();) {
      run_.tick();
      const std::size_t from = out.size();
      more = child_->append(out);
      out.keep_if(from, [this](const graph::ValueId* row) { return conditions_.hold(row, width()); });
    }
  }

private:
  OperatorPtr child_;
  ExpressionRunner conditions_;
};

} // namespace

OperatorPtr make_filter(Run& run, OperatorPtr child, ExpressionRunner conditions) {
  return std::make_unique<Filter>(run, std::move(child), std::move(conditions));
}

} // namespace micrograph::query
