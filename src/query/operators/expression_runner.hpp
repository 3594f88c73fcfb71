#pragma once

#include "query/expression.hpp"
#include "query/expressions/evaluate.hpp"
#include "query/expressions/id_test.hpp"
#include "query/operators/operator.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace micrograph::query {

/// Expressions of one operator, with the plans of the EXISTS in them.
class ExpressionRunner {
public:
  /// A plan for the EXISTS with this index.
  using ExistsPlan = std::pair<std::uint32_t, OperatorPtr>;

  ExpressionRunner() = default;
  ExpressionRunner(Run& run, std::vector<const Expression*> expressions, std::vector<ExistsPlan> exists);

  [[nodiscard]] std::size_t size() const { return expressions_.size(); }
  [[nodiscard]] bool empty() const { return expressions_.empty(); }
  /// All of them are true.
  [[nodiscard]] bool hold(const graph::ValueId* row, std::size_t width);
  [[nodiscard]] Value value(std::size_t which, const graph::ValueId* row, std::size_t width);
  [[nodiscard]] graph::ValueId id(std::size_t which, const graph::ValueId* row, std::size_t width);
  [[nodiscard]] EvaluationContext& context() const { return run_->evaluation; }
  /// See Operator::work_per_row.
  [[nodiscard]] double work_per_row() const;
  /// True if a value is always the same for the same row, and no EXISTS is among them.
  [[nodiscard]] bool depends_on_row_only() const;
  /// The same for the thread of a lane. Absent if a value may depend on which rows came before, or if a plan of an EXISTS
  /// cannot be copied.
  [[nodiscard]] std::optional<ExpressionRunner> copy(Run& lane) const;
  void add_children(std::vector<const Operator*>& out) const;
  [[nodiscard]] const Expression& expression(std::size_t which) const { return *expressions_[which]; }

private:
  class Scope;
  [[nodiscard]] bool hold_terms(const graph::ValueId* row, std::size_t width);
  [[nodiscard]] bool exists(std::uint32_t index, const graph::ValueId* row);

  Run* run_ = nullptr;
  std::vector<const Expression*> expressions_;
  std::vector<std::optional<IdTest>> tests_; ///< by expression, where ids can decide it
  std::vector<ExistsPlan> exists_;
};

} // namespace micrograph::query
