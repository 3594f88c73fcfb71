#include "query/translate.hpp"

#include <utility>

namespace micrograph::query {

namespace {

AlgebraPtr around(AlgebraKind kind, AlgebraPtr child) {
  auto node = std::make_unique<Algebra>(kind);
  node->children.push_back(std::move(child));
  return node;
}

bool has_aggregate(const Expression& expression) {
  if (expression.kind == ExpressionKind::aggregate)
    return true;
  for (const Expression& argument : expression.arguments)
    if (has_aggregate(argument))
      return true;
  return false;
}

/// Builds the layers of one SELECT from the inside out.
class SelectTranslator {
public:
  SelectTranslator(SelectParts parts, AlgebraPtr pattern, std::shared_ptr<Frame> frame)
      : parts_(std::move(parts)), tree_(std::move(pattern)), frame_(std::move(frame)) {}

  AlgebraPtr run(std::vector<VariableIndex>& projected) {
    in_scope_ = visible_variables(*tree_);
    if (is_grouped())
      group();
    if (parts_.values) {
      in_scope_.insert(visible_variables(*parts_.values));
      GroupBuilder joined;
      joined.add(std::move(tree_));
      joined.add(std::move(parts_.values));
      tree_ = joined.finish();
    }
    project_head(projected);
    if (!parts_.order.empty()) {
      tree_ = around(AlgebraKind::order, std::move(tree_));
      tree_->order = std::move(parts_.order);
    }
    if (parts_.distinct || parts_.reduced) {
      tree_ = around(parts_.distinct ? AlgebraKind::distinct : AlgebraKind::reduced, std::move(tree_));
      tree_->variables = projected;
    }
    if (parts_.offset != 0 || parts_.limit) {
      tree_ = around(AlgebraKind::slice, std::move(tree_));
      tree_->offset = parts_.offset;
      tree_->limit = parts_.limit;
    }
    tree_ = around(AlgebraKind::project, std::move(tree_));
    tree_->frame = std::move(frame_);
    return std::move(tree_);
  }

private:
  [[noreturn]] static void fail(const std::string& message, const Place& place) {
    throw QueryError("query.syntax", message, place);
  }

  bool is_grouped() const {
    if (parts_.grouped || !parts_.having.empty())
      return true;
    for (const auto& item : parts_.items)
      if (item.expression && has_aggregate(*item.expression))
        return true;
    for (const OrderCondition& condition : parts_.order)
      if (has_aggregate(condition.expression))
        return true;
    return false;
  }

  VariableIndex fresh() {
    frame_->names.push_back("_:-" + std::to_string(frame_->names.size()));
    return static_cast<VariableIndex>(frame_->names.size() - 1);
  }

  void group() {
    if (parts_.star)
      fail("SELECT * cannot be used with grouping; name the keys and aggregates", parts_.place);
    auto node = around(AlgebraKind::group, std::move(tree_));
    group_ = node.get();
    VariableSet after;
    for (auto& key : parts_.group_keys) {
      const bool plain = key.expression.kind == ExpressionKind::variable && key.variable == no_variable;
      if (key.variable != no_variable && in_scope_.contains(key.variable))
        fail("?" + frame_->names[key.variable] + " after AS in GROUP BY is bound by the pattern already",
             parts_.place);
      const VariableIndex variable = plain                         ? key.expression.variable
                                     : key.variable != no_variable ? key.variable
                                                                   : fresh();
      if (after.contains(variable))
        continue; // grouping twice by one key is grouping once
      after.insert(variable);
      group_->keys.emplace_back(variable, std::move(key.expression));
    }
    keys_ = after;
    before_group_ = std::exchange(in_scope_, after);
    for (auto& item : parts_.items) {
      if (item.expression) {
        check_grouped(*item.expression, item.place);
        replace_aggregates(*item.expression);
        aliases_.insert(item.variable);
      } else if (!keys_.contains(item.variable)) {
        fail("?" + frame_->names[item.variable] +
                 " is neither a key of GROUP BY nor inside an aggregate; add it to GROUP BY or use SAMPLE(?" +
                 frame_->names[item.variable] + ")",
             item.place);
      }
    }
    tree_ = std::move(node);
    if (!parts_.having.empty()) {
      for (Expression& condition : parts_.having)
        replace_aggregates(condition);
      tree_ = around(AlgebraKind::filter, std::move(tree_));
      tree_->expressions = std::move(parts_.having);
    }
    for (OrderCondition& condition : parts_.order)
      replace_aggregates(condition.expression);
    for (const auto& aggregate : group_->aggregates)
      in_scope_.insert(aggregate.first);
  }

  /// A variable outside of aggregates has one value per group only if it is a key or named by an earlier
  /// item.
  void check_grouped(const Expression& expression, const Place& place) const {
    if (expression.kind == ExpressionKind::variable && !keys_.contains(expression.variable) &&
        !aliases_.contains(expression.variable) && before_group_.contains(expression.variable))
      fail("?" + frame_->names[expression.variable] + " is neither a key of GROUP BY nor inside an aggregate",
           place);
    for (const Expression& argument : expression.arguments)
      check_grouped(argument, place);
  }

  void replace_aggregates(Expression& expression) {
    if (expression.kind == ExpressionKind::aggregate) {
      const VariableIndex variable = fresh();
      group_->aggregates.emplace_back(variable, *expression.aggregate);
      expression = Expression::of_variable(variable);
      return;
    }
    // In HAVING and ORDER BY any other variable stands for a sample of its values (section 18.2.4.1).
    if (expression.kind == ExpressionKind::variable && !keys_.contains(expression.variable) &&
        !aliases_.contains(expression.variable) && before_group_.contains(expression.variable)) {
      Aggregate sample;
      sample.function = AggregateFunction::sample;
      sample.argument = std::make_shared<Expression>(expression);
      const VariableIndex variable = fresh();
      group_->aggregates.emplace_back(variable, std::move(sample));
      expression = Expression::of_variable(variable);
      return;
    }
    for (Expression& argument : expression.arguments)
      replace_aggregates(argument);
  }

  void project_head(std::vector<VariableIndex>& projected) {
    if (parts_.star) {
      for (const VariableIndex variable : in_scope_.list())
        if (!frame_->names[variable].starts_with("_:"))
          projected.push_back(variable);
      return;
    }
    VariableSet named;
    for (auto& item : parts_.items) {
      if (item.expression) {
        if (in_scope_.contains(item.variable) || named.contains(item.variable))
          fail("?" + frame_->names[item.variable] + " after AS is bound already", item.place);
        tree_ = around(AlgebraKind::extend, std::move(tree_));
        tree_->variable = item.variable;
        tree_->expressions.push_back(std::move(*item.expression));
        in_scope_.insert(item.variable);
      }
      if (!named.contains(item.variable))
        projected.push_back(item.variable);
      named.insert(item.variable);
    }
  }

  SelectParts parts_;
  AlgebraPtr tree_;
  std::shared_ptr<Frame> frame_;
  Algebra* group_ = nullptr;
  VariableSet in_scope_, before_group_, keys_, aliases_;
};

} // namespace

AlgebraPtr translate_select(SelectParts parts, AlgebraPtr pattern, std::shared_ptr<Frame> frame,
                            std::vector<VariableIndex>& projected) {
  return SelectTranslator(std::move(parts), std::move(pattern), std::move(frame)).run(projected);
}

} // namespace micrograph::query
