#include "query/operators/operators.hpp"

namespace micrograph::query {

namespace {

class Project final : public Operator {
public:
  using Pairs = std::vector<std::pair<VariableIndex, VariableIndex>>;

  Project(Run& run, std::size_t width, OperatorPtr inner, std::vector<graph::ValueId> parameters,
          Pairs projected, Pairs passed)
      : Operator(run, width), inner_(std::move(inner)), reader_(*inner_), parameters_(std::move(parameters)),
        projected_(std::move(projected)), passed_(std::move(passed)) {}

  std::string describe() const override {
    return "Project " + std::to_string(projected_.size()) + " variables";
  }
  std::vector<const Operator*> children() const override { return {inner_.get()}; }
  void release() override { inner_->release(); }

protected:
  void start(const graph::ValueId* outer) override {
    outer_ = outer;
    for (const auto& [from, to] : passed_)
      parameters_[to] = outer[from];
    inner_->open(parameters_.data());
    reader_.restart();
  }

  void fill(Block& out) override {
    while (!out.full()) {
      const graph::ValueId* found = reader_.next();
      if (found == nullptr)
        return;
      graph::ValueId* row = out.add(outer_);
      for (const auto& [from, to] : projected_) {
        if (!row[to].defined())
          row[to] = found[from];
        else if (found[from].defined() && found[from] != row[to]) {
          out.drop_last();
          break;
        }
      }
    }
  }

private:
  OperatorPtr inner_;
  RowReader reader_;
  std::vector<graph::ValueId> parameters_;
  Pairs projected_, passed_;
  const graph::ValueId* outer_ = nullptr;
};

} // namespace

OperatorPtr make_project(Run& run, std::size_t width, OperatorPtr inner,
                         std::vector<graph::ValueId> parameters,
                         std::vector<std::pair<VariableIndex, VariableIndex>> projected,
                         std::vector<std::pair<VariableIndex, VariableIndex>> passed) {
  return std::make_unique<Project>(run, width, std::move(inner), std::move(parameters), std::move(projected),
                                   std::move(passed));
}

} // namespace micrograph::query
