#include "query/operators/operators.hpp"
#include "query/operators/row_table.hpp"

#include <utility>

namespace micrograph::query {

namespace {

class Distinct final : public Operator {
public:
  Distinct(Run& run, OperatorPtr child, const std::vector<VariableIndex>& variables, Repeats left)
      : Operator(run, child->width()), child_(std::move(child)), seen_(variables, variables.size()),
        left_(left) {}

  std::string describe() const override { return "Distinct"; }
  std::vector<const Operator*> children() const override { return {child_.get()}; }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    OperatorPtr child = left_ != Repeats::none || kind == CopyKind::whole ? child_->copy(lane, kind) : nullptr;
    if (!child)
      return nullptr;
    return as_copy(std::make_unique<Distinct>(lane, std::move(child), seen_.columns(), left_), lane, kind);
  }
  void prepare(const graph::ValueId* outer) override { child_->prepare(outer); }
  void narrow(std::uint64_t part, std::uint64_t parts) override { child_->narrow(part, parts); }
  void release() override {
    child_->release();
    seen_.release();
    keep(seen_.bytes());
  }

protected:
  void start(const graph::ValueId* outer) override {
    child_->open(outer);
    seen_.clear();
    last_ = graph::undefined;
  }
  void fill(Block& out) override {
    for (bool more = true; more && !out.full();) {
      run_.tick();
      const std::size_t from = out.size();
      more = child_->append(out);
      out.keep_if(from, [this](const graph::ValueId* row) { return is_new(row); });
      hold(seen_.size(), seen_.bytes());
    }
  }

private:
  bool is_new(const graph::ValueId* row) {
    std::uint32_t number = 0;
    if (left_ != Repeats::in_a_row)
      return seen_.add_if_new(row, number);
    const graph::ValueId id = row[seen_.columns().front()];
    return std::exchange(last_, id) != id;
  }

  OperatorPtr child_;
  RowTable seen_;
  Repeats left_;
  graph::ValueId last_; ///< of rows that come in order
};

} // namespace

OperatorPtr make_distinct(Run& run, OperatorPtr child, std::vector<VariableIndex> variables,
                          Repeats left) {
  return std::make_unique<Distinct>(run, std::move(child), variables, left);
}

} // namespace micrograph::query
