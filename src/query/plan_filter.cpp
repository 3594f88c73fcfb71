#include "query/frame_planner.hpp"

#include "query/optimize.hpp"

namespace micrograph::query {

FramePlanner::Part FramePlanner::add_filters(Part part, Conditions conditions, const Context& context,
                                             const VariableSet& certain, const VariableSet& possible) {
  if (part.empty() || conditions.empty())
    return part;
  Conditions plain;
  Conditions tests;
  for (const Expression* condition : conditions)
    (condition->pattern ? tests : plain).push_back(condition);
  if (!plain.empty()) {
    part.op = make_filter(run_, std::move(part.op), runner(std::move(plain), context, certain, possible));
    part.rows /= 3; // nothing is known of the values
    part.op->estimated_rows = part.rows;
  }
  for (const Expression* test : tests) {
    if (can_semi_join(part, *test, context, certain, possible)) {
      part = semi_join(std::move(part), *test, context, certain);
      if (part.empty())
        return part;
    } else {
      part.op = make_filter(run_, std::move(part.op), runner({test}, context, certain, possible));
      part.rows /= 2;
    }
    part.op->estimated_rows = part.rows;
  }
  return part;
}

/// EXISTS over many rows is cheaper as a join by what the pattern shares with them. The two mean the same if
/// every variable of the rows that the pattern mentions is bound on both sides, whatever the row.
bool FramePlanner::can_semi_join(const Part& part, const Expression& test, const Context& context,
                                 const VariableSet& certain, const VariableSet& possible) const {
  const Algebra& pattern = *test.pattern;
  const VariableSet shared = mentioned_variables(pattern).intersection(possible);
  // Alone, only quads can say which graph they are in.
  const bool needs_graph = context.graph.variable != no_variable && !context.bound.contains(context.graph.variable);
  if (!run_.options.semi_joins || (needs_graph && !is_quads_only(pattern)) || !certain.includes(shared) || !pattern.certain.includes(shared) || !can_take_bindings(pattern, shared))
    return false;
  constexpr double row_by_row = 1.0, held = 0.2;
  return part.rows * row_by_row > node_rows(pattern, context) * held;
}

FramePlanner::Part FramePlanner::semi_join(Part part, const Expression& test, const Context& context,
                                           const VariableSet& certain) {
  const Algebra& pattern = *test.pattern;
  const bool negated = test.kind == ExpressionKind::not_exists;
  if (auto merged = merge_semi_join(part, pattern, negated, context, certain))
    return std::move(*merged);
  Part right = plan(pattern, context);
  part.rows /= 2;
  if (!right.empty()) {
    const std::vector<VariableIndex> keys = pattern.certain.intersection(certain).list();
    part.op = make_semi_join(run_, std::move(part.op), std::move(right.op), keys, negated);
  } else if (!negated) {
    return right;
  }
  return part;
}

/// Where the rows come sorted by the one variable that they share with a triple, both can be walked side by side. Takes the
/// part only if it gives another.
std::optional<FramePlanner::Part> FramePlanner::merge_semi_join(Part& part, const Algebra& pattern, bool negated,
                                                                const Context& context,
                                                                const VariableSet& certain) {
  if (!run_.options.merge_joins || pattern.kind != AlgebraKind::basic || pattern.triples.size() != 1 ||
      part.sorted_by == no_variable ||
      context.bound.contains(part.sorted_by))
    return std::nullopt;
  for (const VariableIndex key : pattern.certain.intersection(certain).list())
    if (key != part.sorted_by && !context.bound.contains(key))
      return std::nullopt;
  std::string why;
  auto scan = scan_spec(pattern.triples.front(), context, why);
  const auto position = scan ? sortable(*scan, part.sorted_by, context) : std::nullopt;
  if (!position)
    return std::nullopt;
  scan->sorted_by = {*position};
  Part joined;
  joined.rows = part.rows / 2;
  joined.sorted_by = part.sorted_by;
  joined.op = make_merge_join(run_, std::move(part.op), std::move(*scan), part.sorted_by,
                              negated ? JoinKind::anti : JoinKind::semi);
  return joined;
}

ExpressionRunner FramePlanner::runner(Conditions conditions, const Context& context,
                                      const VariableSet& certain, const VariableSet& possible) {
  std::vector<ExpressionRunner::ExistsPlan> plans;
  Context inside = context;
  inside.reopened = true;
  inside.bound = certain;
  inside.given.insert(certain);
  inside.given.insert(possible);
  inside.perhaps.insert(inside.given);
  for (const Expression* condition : conditions)
    if (has_exists(*condition))
      add_exists_plans(*condition, inside, plans);
  return {run_, std::move(conditions), std::move(plans)};
}

void FramePlanner::add_exists_plans(const Expression& expression, const Context& context,
                                    std::vector<ExpressionRunner::ExistsPlan>& plans) {
  if (expression.pattern)
    plans.emplace_back(expression.exists_index, close(plan(*expression.pattern, context)));
  for (const Expression& argument : expression.arguments)
    add_exists_plans(argument, context, plans);
}

} // namespace micrograph::query
