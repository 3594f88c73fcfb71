#include "query/operators/expression_runner.hpp"

#include "base/error.hpp"

namespace micrograph::query {

/// Puts the runner's row and plans into the run's context and, since an EXISTS evaluates other expressions in
/// between, what stood there back at the end.
class ExpressionRunner::Scope {
public:
  Scope(ExpressionRunner& runner, const graph::ValueId* row, std::size_t width)
      : context_(runner.run_->evaluation), row_(context_.row), has_exists_(!runner.exists_.empty()) {
    context_.row = {row, width};
    if (has_exists_) {
      exists_ = std::move(context_.exists);
      context_.exists = [&runner](const Expression& test, std::span<const graph::ValueId> at) {
        return runner.exists(test.exists_index, at.data());
      };
    }
  }
  ~Scope() {
    context_.row = row_;
    if (has_exists_)
      context_.exists = std::move(exists_);
  }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

private:
  EvaluationContext& context_;
  std::span<const graph::ValueId> row_;
  bool has_exists_;
  std::function<bool(const Expression&, std::span<const graph::ValueId>)> exists_;
};

ExpressionRunner::ExpressionRunner(Run& run, std::vector<const Expression*> expressions, std::vector<ExistsPlan> exists)
    : run_(&run), expressions_(std::move(expressions)), exists_(std::move(exists)) {
  for (const Expression* expression : expressions_)
    tests_.push_back(IdTest::of(*expression, run.terms));
}

bool ExpressionRunner::hold(const graph::ValueId* row, std::size_t width) {
  bool decided = true;
  for (const auto& test : tests_) {
    const IdTest::Answer answer = test ? test->answer(row) : IdTest::Answer::unknown;
    if (answer == IdTest::Answer::no || answer == IdTest::Answer::error)
      return false;
    decided = decided && answer == IdTest::Answer::yes;
  }
  return decided || hold_terms(row, width);
}

bool ExpressionRunner::hold_terms(const graph::ValueId* row, std::size_t width) {
  const Scope scope(*this, row, width);
  for (const Expression* expression : expressions_)
    if (!holds(*expression, run_->evaluation))
      return false;
  return true;
}

Value ExpressionRunner::value(std::size_t which, const graph::ValueId* row, std::size_t width) {
  if (expressions_[which]->kind == ExpressionKind::variable)
    return Value(row[expressions_[which]->variable]);
  const Scope scope(*this, row, width);
  return evaluate(*expressions_[which], run_->evaluation);
}

graph::ValueId ExpressionRunner::id(std::size_t which, const graph::ValueId* row, std::size_t width) {
  const Expression& expression = *expressions_[which];
  if (expression.kind == ExpressionKind::variable)
    return row[expression.variable];
  const Scope scope(*this, row, width);
  return to_id(evaluate(expression, run_->evaluation), run_->evaluation);
}

bool ExpressionRunner::exists(std::uint32_t index, const graph::ValueId* row) {
  for (auto& [known, plan] : exists_)
    if (known == index) {
      plan->open(row);
      Block one(plan->width());
      one.want(1);
      return plan->next(one);
    }
  MICROGRAPH_ENSURES(!"an EXISTS without a plan");
  return false;
}

void ExpressionRunner::add_children(std::vector<const Operator*>& out) const {
  for (const auto& plan : exists_)
    out.push_back(plan.second.get());
}

} // namespace micrograph::query
