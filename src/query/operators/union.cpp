#include "query/operators/operators.hpp"

namespace micrograph::query {

namespace {

class Union final : public Operator {
public:
  Union(Run& run, std::size_t width, std::vector<OperatorPtr> branches)
      : Operator(run, width), branches_(std::move(branches)) {}

  std::string describe() const override { return "Union"; }
  std::vector<const Operator*> children() const override {
    std::vector<const Operator*> out;
    for (const OperatorPtr& branch : branches_)
      out.push_back(branch.get());
    return out;
  }

  void release() override {
    for (const OperatorPtr& branch : branches_)
      branch->release();
  }

protected:
  void start(const graph::ValueId* outer) override {
    outer_ = outer;
    at_ = 0;
    opened_ = false;
  }
  void fill(Block& out) override {
    while (at_ < branches_.size() && !out.full()) {
      if (!opened_)
        branches_[at_]->open(outer_);
      opened_ = branches_[at_]->append(out);
      if (!opened_)
        branches_[at_++]->release();
    }
  }

private:
  std::vector<OperatorPtr> branches_;
  const graph::ValueId* outer_ = nullptr;
  std::size_t at_ = 0;
  bool opened_ = false;
};

} // namespace

OperatorPtr make_union(Run& run, std::size_t width, std::vector<OperatorPtr> branches) {
  return std::make_unique<Union>(run, width, std::move(branches));
}

} // namespace micrograph::query
