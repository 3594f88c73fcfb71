#include "query/optimize.hpp"

#include "query/analyse.hpp"
#include "query/unread.hpp"
#include "query/expressions/evaluate.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::query {

namespace {

void split_conjunction(Expression condition, std::vector<Expression>& out) {
  if (condition.kind == ExpressionKind::operation && condition.operation == Operation::logical_and) {
    for (Expression& part : condition.arguments)
      split_conjunction(std::move(part), out);
    return;
  }
  out.push_back(std::move(condition));
}

/// Moves filters towards the leaves.
class FilterPusher {
public:
  /// Gives the node the filters to hold, above it or inside of it.
  static void push(AlgebraPtr& node, std::vector<Expression> filters) {
    if (node->kind == AlgebraKind::filter) {
      for (Expression& condition : node->expressions)
        split_conjunction(std::move(condition), filters);
      AlgebraPtr child = std::move(node->children.front());
      node = std::move(child);
      return push(node, std::move(filters));
    }
    std::vector<Expression> stay;
    std::vector<std::vector<Expression>> down(node->children.size());
    for (Expression& condition : filters)
      if (!pass(*node, condition, down))
        stay.push_back(std::move(condition));
    for (std::size_t i = 0; i < node->children.size(); ++i)
      push(node->children[i], std::move(down[i]));
    descend_into_expressions(*node);
    if (stay.empty())
      return;
    auto filter = std::make_unique<Algebra>(AlgebraKind::filter);
    for (Expression& condition : stay)
      descend(condition);
    filter->expressions = std::move(stay);
    filter->certain = node->certain;
    filter->possible = node->possible;
    filter->children.push_back(std::move(node));
    node = std::move(filter);
  }

private:
  /// Puts the condition into `down`, for those children that can have it; false if it must stay above the
  /// node.
  static bool pass(const Algebra& node, Expression& condition, std::vector<std::vector<Expression>>& down) {
    if (has_exists(condition))
      return false; // its variables are all those in scope
    const VariableSet variables = mentioned_variables(condition);
    const auto is_settled_by = [&](const Algebra& child) {
      return child.certain.includes(variables.intersection(node.possible));
    };
    switch (node.kind) {
    case AlgebraKind::join:
      for (std::size_t i = 0; i < node.children.size(); ++i)
        // The planner places filters between the triples of a basic pattern by itself.
        if (node.children[i]->kind != AlgebraKind::basic && is_settled_by(*node.children[i])) {
          down[i].push_back(std::move(condition));
          return true;
        }
      return false;
    case AlgebraKind::left_join:
      if (!is_settled_by(*node.children[0]))
        return false;
      break;
    case AlgebraKind::union_:
      for (std::vector<Expression>& branch : down)
        branch.push_back(condition);
      return true;
    case AlgebraKind::extend:
      if (variables.contains(node.variable))
        return false;
      break;
    case AlgebraKind::graph:
      if (node.name.is_variable() && variables.contains(node.name.variable))
        return false;
      break;
    case AlgebraKind::minus:
      break;
    default:
      return false;
    }
    down[0].push_back(std::move(condition));
    return true;
  }

  static void descend(Expression& expression) {
    if (expression.pattern) {
      AlgebraPtr pattern = std::make_unique<Algebra>(std::move(*expression.pattern));
      push(pattern, {});
      *expression.pattern = std::move(*pattern);
    }
    for (Expression& argument : expression.arguments)
      descend(argument);
  }

  static void descend_into_expressions(Algebra& node) {
    for (Expression& expression : node.expressions)
      descend(expression);
    for (auto& key : node.keys)
      descend(key.second);
    for (auto& aggregate : node.aggregates)
      if (aggregate.second.argument)
        descend(*aggregate.second.argument);
    for (OrderCondition& condition : node.order)
      descend(condition.expression);
  }
};

void prepare_all(Algebra& node);

void prepare_with_patterns(Expression& expression) {
  prepare(expression);
  const auto into_patterns = [](auto&& self, Expression& inner) -> void {
    if (inner.pattern)
      prepare_all(*inner.pattern);
    for (Expression& argument : inner.arguments)
      self(self, argument);
  };
  into_patterns(into_patterns, expression);
}

void prepare_all(Algebra& node) {
  for (Expression& expression : node.expressions)
    prepare_with_patterns(expression);
  for (auto& key : node.keys)
    prepare_with_patterns(key.second);
  for (auto& aggregate : node.aggregates)
    if (aggregate.second.argument)
      prepare_with_patterns(*aggregate.second.argument);
  for (OrderCondition& condition : node.order)
    prepare_with_patterns(condition.expression);
  for (const AlgebraPtr& child : node.children)
    prepare_all(*child);
}

void mention(const Expression& expression, VariableSet& out) {
  if (expression.kind == ExpressionKind::variable)
    out.insert(expression.variable);
  if (expression.pattern)
    out.insert(mentioned_variables(*expression.pattern));
  for (const Expression& argument : expression.arguments)
    mention(argument, out);
}

} // namespace

void optimize(Algebra& root, const PlanOptions& options) {
  analyse(root);
  if (options.move_filters) {
    for (AlgebraPtr& child : root.children)
      FilterPusher::push(child, {});
    analyse(root);
  }
  find_unread(root);
  prepare_all(root);
}

VariableSet mentioned_variables(const Expression& expression) {
  VariableSet out;
  mention(expression, out);
  return out;
}

VariableSet mentioned_variables(const Algebra& node) {
  VariableSet out = node.possible;
  for (const Expression& expression : node.expressions)
    mention(expression, out);
  if (node.kind == AlgebraKind::project)
    return out;
  for (const auto& key : node.keys)
    mention(key.second, out);
  for (const auto& aggregate : node.aggregates)
    if (aggregate.second.argument)
      mention(*aggregate.second.argument, out);
  for (const OrderCondition& condition : node.order)
    mention(condition.expression, out);
  for (const AlgebraPtr& child : node.children)
    out.insert(mentioned_variables(*child));
  return out;
}

bool has_exists(const Expression& expression) {
  return expression.pattern != nullptr ||
         std::any_of(expression.arguments.begin(), expression.arguments.end(), has_exists);
}

bool can_take_bindings(const Algebra& node, const VariableSet& given) {
  const auto sees_only_own = [&](const VariableSet& seen, const Algebra& child) {
    return child.certain.includes(seen.intersection(given));
  };
  const auto conditions_see_only_own = [&](const Algebra& child) {
    return std::all_of(node.expressions.begin(), node.expressions.end(), [&](const Expression& expression) {
      return sees_only_own(mentioned_variables(expression), child);
    });
  };
  const bool children_can =
      node.kind == AlgebraKind::project ||
      std::all_of(node.children.begin(), node.children.end(),
                  [&](const AlgebraPtr& child) { return can_take_bindings(*child, given); });
  if (!children_can)
    return false;
  switch (node.kind) {
  case AlgebraKind::filter:
  case AlgebraKind::extend:
    return conditions_see_only_own(*node.children.front());
  case AlgebraKind::left_join: {
    VariableSet right = mentioned_variables(*node.children[1]);
    for (const Expression& expression : node.expressions)
      mention(expression, right);
    return sees_only_own(right, *node.children[0]);
  }
  case AlgebraKind::minus: {
    // Inside of EXISTS the right side sees what is given, too, elsewhere it does not.
    const VariableSet right = mentioned_variables(*node.children[1]);
    return sees_only_own(right, *node.children[0]) && sees_only_own(right, *node.children[1]);
  }
  case AlgebraKind::group:
  case AlgebraKind::distinct:
  case AlgebraKind::order:
  case AlgebraKind::slice:
    return false; // these stand inside a project, which takes nothing in
  default:
    return true;
  }
}

} // namespace micrograph::query
