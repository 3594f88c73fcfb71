#include "query/operators/operators.hpp"
#include "query/operators/row_table.hpp"

namespace micrograph::query {

namespace {

class Distinct final : public Operator {
public:
  Distinct(Run& run, OperatorPtr child, const std::vector<VariableIndex>& variables, bool thins_only)
      : Operator(run, child->width()), child_(std::move(child)), seen_(variables, variables.size()),
        thins_only_(thins_only) {}

  std::string describe() const override { return "Distinct"; }
  std::vector<const Operator*> children() const override { return {child_.get()}; }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    OperatorPtr child = thins_only_ || kind == CopyKind::whole ? child_->copy(lane, kind) : nullptr;
    if (!child)
      return nullptr;
    return as_copy(std::make_unique<Distinct>(lane, std::move(child), seen_.columns(), thins_only_), lane, kind);
  }
  void prepare(const graph::ValueId* outer) override { child_->prepare(outer); }
  void narrow(std::uint64_t part, std::uint64_t parts) override { child_->narrow(part, parts); }

protected:
  void start(const graph::ValueId* outer) override {
    child_->open(outer);
    seen_.clear();
  }
  void fill(Block& out) override {
    for (bool more = true; more && !out.full();) {
      run_.tick();
      const std::size_t from = out.size();
      more = child_->append(out);
      std::size_t kept = from;
      std::uint32_t number = 0;
      for (std::size_t i = from; i < out.size(); ++i)
        if (seen_.add_if_new(out.row(i), number)) {
          if (i != kept)
            std::copy(out.row(i), out.row(i) + width(), out.row(kept));
          ++kept;
        }
      out.shrink(kept);
      hold(seen_.size(), seen_.bytes());
    }
  }

private:
  OperatorPtr child_;
  RowTable seen_;
  bool thins_only_;
};

} // namespace

OperatorPtr make_distinct(Run& run, OperatorPtr child, std::vector<VariableIndex> variables,
                          bool thins_only) {
  return std::make_unique<Distinct>(run, std::move(child), variables, thins_only);
}

} // namespace micrograph::query
