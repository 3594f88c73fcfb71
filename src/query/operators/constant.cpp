#include "query/operators/operators.hpp"

namespace micrograph::query {

namespace {

class Empty final : public Operator {
public:
  Empty(Run& run, std::size_t width, std::string why) : Operator(run, width), why_(std::move(why)) {}
  std::string describe() const override { return "Empty (" + why_ + ")"; }

protected:
  void start(const graph::ValueId*) override {}
  void fill(Block&) override {}

private:
  std::string why_;
};

class Unit final : public Operator {
public:
  using Operator::Operator;
  std::string describe() const override { return "Unit"; }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    return kind == CopyKind::whole ? as_copy(std::make_unique<Unit>(lane, width()), lane, kind) : nullptr;
  }

protected:
  void start(const graph::ValueId* outer) override { outer_ = outer; }
  void fill(Block& out) override {
    if (outer_ != nullptr && !out.full())
      out.add(std::exchange(outer_, nullptr));
  }

private:
  const graph::ValueId* outer_ = nullptr;
};

class Values final : public Operator {
public:
  Values(Run& run, std::size_t width, std::vector<VariableIndex> variables,
         std::vector<std::vector<graph::ValueId>> rows)
      : Operator(run, width), variables_(std::move(variables)), rows_(std::move(rows)) {}

  std::string describe() const override {
    return "Values (" + std::to_string(rows_.size()) + " rows of " + std::to_string(variables_.size()) + ")";
  }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    return kind == CopyKind::whole ? as_copy(std::make_unique<Values>(lane, width(), variables_, rows_), lane, kind)
                                   : nullptr;
  }

protected:
  void start(const graph::ValueId* outer) override {
    outer_ = outer;
    at_ = 0;
  }
  void fill(Block& out) override {
    for (; at_ < rows_.size() && !out.full(); ++at_) {
      graph::ValueId* row = out.add(outer_);
      for (std::size_t i = 0; i < variables_.size(); ++i) {
        const graph::ValueId value = rows_[at_][i];
        graph::ValueId& cell = row[variables_[i]];
        if (!cell.defined())
          cell = value;
        else if (value.defined() && value != cell) {
          out.drop_last();
          break;
        }
      }
    }
  }

private:
  std::vector<VariableIndex> variables_;
  std::vector<std::vector<graph::ValueId>> rows_;
  const graph::ValueId* outer_ = nullptr;
  std::size_t at_ = 0;
};

} // namespace

OperatorPtr make_empty(Run& run, std::size_t width, std::string why) {
  return std::make_unique<Empty>(run, width, std::move(why));
}
OperatorPtr make_unit(Run& run, std::size_t width) {
  return std::make_unique<Unit>(run, width);
}
OperatorPtr make_values(Run& run, std::size_t width, std::vector<VariableIndex> variables,
                        std::vector<std::vector<graph::ValueId>> rows) {
  return std::make_unique<Values>(run, width, std::move(variables), std::move(rows));
}

} // namespace micrograph::query
