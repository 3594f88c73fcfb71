#include "query/operators/operators.hpp"

namespace micrograph::query {

namespace {

class Extend final : public Operator {
public:
  Extend(Run& run, OperatorPtr child, VariableIndex variable, ExpressionRunner expression, std::string name)
      : Operator(run, child->width()), child_(std::move(child)), variable_(variable),
        expression_(std::move(expression)), name_(std::move(name)) {
    work_per_row = expression_.work_per_row();
  }

  std::string describe() const override { return "Extend ?" + name_; }
  std::vector<const Operator*> children() const override {
    std::vector<const Operator*> out{child_.get()};
    expression_.add_children(out);
    return out;
  }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    auto expression = expression_.copy(lane);
    OperatorPtr child = expression ? child_->copy(lane, kind) : nullptr;
    if (!child)
      return nullptr;
    return as_copy(std::make_unique<Extend>(lane, std::move(child), variable_, std::move(*expression), name_), lane, kind);
  }
  void prepare(const graph::ValueId* outer) override { child_->prepare(outer); }
  void narrow(std::uint64_t part, std::uint64_t parts) override { child_->narrow(part, parts); }
  void release() override { child_->release(); }

protected:
  void start(const graph::ValueId* outer) override {
    child_->open(outer);
    rows_ = 0;
  }

  void fill(Block& out) override {
    for (bool more = true; more && !out.full();) {
      run_.tick();
      const std::size_t from = out.size();
      more = child_->append(out);
      out.keep_if(from, [this](graph::ValueId* row) { return extend(row); });
    }
  }

private:
  /// False if the row has another value already.
  bool extend(graph::ValueId* row) {
    // Extends in a chain see the same rows in the same order, so BNODE("x") means one node in all of them.
    run_.evaluation.solution = rows_++;
    const graph::ValueId value = expression_.id(0, row, width());
    // Bound from outside already (a parameter, a nested loop): then the two must agree, as in a join.
    if (row[variable_].defined() && value.defined() && row[variable_] != value)
      return false;
    if (value.defined())
      row[variable_] = value;
    return true;
  }

  OperatorPtr child_;
  VariableIndex variable_;
  ExpressionRunner expression_;
  std::string name_;
  std::uint64_t rows_ = 0;
};

} // namespace

OperatorPtr make_extend(Run& run, OperatorPtr child, VariableIndex variable, ExpressionRunner expression,
                        std::string name) {
  return std::make_unique<Extend>(run, std::move(child), variable, std::move(expression), std::move(name));
}

} // namespace micrograph::query
