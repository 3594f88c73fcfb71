#include "query/operators/expression_runner.hpp"

#include "base/error.hpp"

#include <algorithm>

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

namespace {

/// True for what numbers its results, draws lots or is not ours.
bool depends_on_order(const Expression& expression, const FunctionTable* functions) {
  if (expression.kind == ExpressionKind::builtin &&
      (expression.builtin == Builtin::bnode || expression.builtin == Builtin::rand || expression.builtin == Builtin::uuid ||
       expression.builtin == Builtin::struuid))
    return true;
  if (expression.kind == ExpressionKind::function && functions != nullptr && functions->contains(expression.term.value))
    return true;
  return std::any_of(expression.arguments.begin(), expression.arguments.end(),
                     [functions](const Expression& argument) { return depends_on_order(argument, functions); });
}

} // namespace

double ExpressionRunner::work_per_row() const {
  constexpr double of_ids = 0.3, of_terms = 40;
  double work = 0;
  for (const auto& test : tests_)
    work += test ? of_ids : of_terms;
  return work;
}

bool ExpressionRunner::depends_on_row_only() const {
  return exists_.empty() && std::none_of(expressions_.begin(), expressions_.end(), [this](const Expression* expression) {
           return depends_on_order(*expression, run_->evaluation.functions);
         });
}

std::optional<ExpressionRunner> ExpressionRunner::copy(Run& lane) const {
  ExpressionRunner out;
  out.run_ = &lane;
  out.expressions_ = expressions_;
  out.tests_ = tests_;
  for (const Expression* expression : expressions_)
    if (depends_on_order(*expression, lane.evaluation.functions))
      return std::nullopt;
  for (const auto& [index, plan] : exists_) {
    OperatorPtr copied = plan->copy(lane, CopyKind::whole);
    if (!copied)
      return std::nullopt;
    out.exists_.emplace_back(index, std::move(copied));
  }
  return out;
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
