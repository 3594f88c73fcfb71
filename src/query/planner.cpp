#include "query/frame_planner.hpp"

#include "query/optimize.hpp"
#include "query/service.hpp"

#include <algorithm>

namespace micrograph::query {

namespace {

VariableSet set_of(const std::vector<VariableIndex>& variables) {
  VariableSet set;
  for (const VariableIndex variable : variables)
    set.insert(variable);
  return set;
}

} // namespace

Parameters in_ids(const ParameterTerms& terms, Run& run) {
  Parameters values;
  for (const auto& [name, term] : terms)
    values.emplace(name, run.terms.intern(term));
  return values;
}

Plan make_plan(Run& run, const Algebra& root, const Parameters& parameters, bool explain) {
  FramePlanner planner(run, *root.frame, parameters, explain);
  Plan plan;
  plan.root = planner.root(*root.children.front());
  plan.outer = planner.outer();
  for (const auto& pair : root.frame->projected)
    plan.columns.push_back(pair.first);
  return plan;
}

FramePlanner::FramePlanner(Run& run, const Frame& frame, const Parameters& parameters, bool explain)
    : run_(run), frame_(frame), parameters_(parameters), explain_(explain),
      width_(std::max<std::size_t>(1, frame.names.size())), outer_(width_) {
  if (parameters.empty())
    return;
  for (std::size_t i = 0; i < frame.names.size(); ++i)
    if (const auto value = parameters.find(frame.names[i]); value != parameters.end())
      outer_[i] = value->second;
}

FramePlanner::Context FramePlanner::top_context() const {
  Context context;
  for (std::size_t i = 0; i < outer_.size(); ++i)
    if (outer_[i].defined())
      context.bound.insert(static_cast<VariableIndex>(i));
  return context;
}

OperatorPtr FramePlanner::root(const Algebra& node) {
  const Context context = top_context();
  return gathered(close(plan(node, context)), context);
}

OperatorPtr FramePlanner::close(Part part) {
  if (!part.empty())
    return std::move(part.op);
  return make_empty(run_, width_, std::move(part.why_empty));
}

FramePlanner::Part FramePlanner::plan(const Algebra& node, const Context& context) {
  Part part;
  switch (node.kind) {
  case AlgebraKind::basic:
  case AlgebraKind::join:
    return plan_join(node, context, {});
  case AlgebraKind::path:
    part = plan_path(node, context);
    break;
  case AlgebraKind::left_join:
    return plan_left_join(node, context);
  case AlgebraKind::union_:
    part = plan_union(node, context);
    break;
  case AlgebraKind::minus:
    part = plan_minus(node, context);
    break;
  case AlgebraKind::filter:
    return plan_filter(node, context);
  case AlgebraKind::extend:
    part = plan_extend(node, context);
    break;
  case AlgebraKind::values:
    part = plan_values(node);
    break;
  case AlgebraKind::graph:
    return plan_graph(node, context);
  case AlgebraKind::group:
    part = plan_group(node, context);
    break;
  case AlgebraKind::project:
    part = plan_project(node, context);
    break;
  case AlgebraKind::distinct:
    part = plan_set(*node.children.front(), context, set_of(node.variables));
    if (!part.empty())
      part.op = distinct_of(std::move(part.op), node.variables, context);
    break;
  case AlgebraKind::reduced: // may drop duplicates, need not
    return plan(*node.children.front(), context);
  case AlgebraKind::order:
    part = plan_order(node, context, std::nullopt);
    break;
  case AlgebraKind::slice:
    part = plan_slice(node, context);
    break;
  }
  if (!part.empty())
    part.op->estimated_rows = part.rows;
  return part;
}

FramePlanner::Part FramePlanner::plan_path(const Algebra& node, const Context& context) {
  Part part;
  PathSpec spec;
  spec.scope = context.scope;
  spec.graph = context.graph;
  spec.path = &node.path;
  // Unlike in a triple, a term that does not occur can match: a path may have length zero.
  const auto end = [this](const PatternTerm& term) {
    Slot slot;
    slot.variable = term.variable;
    if (!term.is_variable())
      slot.constant = run_.terms.intern(term.term);
    return slot;
  };
  spec.subject = end(node.subject);
  spec.object = end(node.object);
  if (explain_)
    spec.text = text(node.subject) + " " + text(node.path) + " " + text(node.object);
  part.rows = node_rows(node, context);
  part.op = make_path(run_, width_, std::move(spec));
  return part;
}

FramePlanner::Part FramePlanner::plan_left_join(const Algebra& node, const Context& context) {
  const Algebra& optional = *node.children[1];
  Part left = plan(*node.children[0], context);
  if (left.empty())
    return left;
  const VariableSet& variables = node.children[0]->possible;
  VariableSet certain = context.bound;
  certain.insert(node.children[0]->certain);

  // One triple without a condition can be scanned along, if what it shares is always bound.
  if (optional.kind == AlgebraKind::basic && optional.triples.size() == 1 && node.expressions.empty() &&
      certain.includes(optional.possible.intersection(variables))) {
    std::vector<Element> elements;
    std::string why;
    if (!collect(optional, context, elements, why))
      return left;
    elements.front().rows = scan_rows(elements.front().scan, context.bound);
    return join_scan(std::move(left), variables, certain, elements.front(), context, JoinKind::left);
  }
  Conditions conditions;
  for (const Expression& expression : node.expressions)
    conditions.push_back(&expression);
  return join_node(std::move(left), variables, certain, optional, context, JoinKind::left,
                   std::move(conditions));
}

FramePlanner::Part FramePlanner::plan_union(const Algebra& node, const Context& context) {
  Part part;
  std::vector<OperatorPtr> branches;
  for (const AlgebraPtr& child : node.children) {
    Part branch = plan(*child, context);
    if (branch.empty()) {
      part.why_empty = branch.why_empty;
      continue;
    }
    part.rows += branch.rows;
    branches.push_back(std::move(branch.op));
  }
  if (branches.size() == 1)
    part.op = std::move(branches.front());
  else if (!branches.empty())
    part.op = make_union(run_, width_, std::move(branches));
  return part;
}

FramePlanner::Part FramePlanner::plan_minus(const Algebra& node, const Context& context) {
  const Algebra& left_node = *node.children[0];
  const Algebra& right_node = *node.children[1];
  Part left = plan(left_node, context);
  VariableSet shared = left_node.possible.intersection(right_node.possible);
  // The active graph binds both sides alike, but it is no variable of theirs.
  if (context.scope == graph::GraphScope::named_graphs && context.graph.variable != no_variable)
    shared.erase(context.graph.variable);
  if (left.empty() || shared.list().empty())
    return left;
  // The right side stands alone: of what is bound around it, it sees the parameters, the active graph and what an EXISTS
  // has put in place of variables.
  Context alone = top_context();
  alone.scope = context.scope;
  alone.graph = context.graph;
  alone.reopened = context.reopened;
  alone.given = alone.perhaps = context.given;
  alone.bound.insert(context.given.intersection(context.bound));
  if (context.graph.variable != no_variable)
    alone.bound.insert(context.graph.variable);
  Part right = plan(right_node, alone);
  if (right.empty())
    return left;
  const std::vector<VariableIndex> keys =
      shared.intersection(left_node.certain).intersection(right_node.certain).list();
  VariableSet kept = alone.bound;
  kept.insert(alone.given);
  left.op = make_minus(run_, std::move(left.op), std::move(right.op), shared.list(), keys, kept.list());
  return left;
}

FramePlanner::Part FramePlanner::plan_filter(const Algebra& node, const Context& context) {
  Conditions conditions;
  for (const Expression& expression : node.expressions)
    conditions.push_back(&expression);
  const Algebra& child = *node.children.front();
  if (child.kind == AlgebraKind::basic || child.kind == AlgebraKind::join)
    return plan_join(child, context, std::move(conditions));
  VariableSet certain = context.bound;
  certain.insert(child.certain);
  return add_filters(plan(child, context), std::move(conditions), context, certain, child.possible);
}

FramePlanner::Part FramePlanner::plan_extend(const Algebra& node, const Context& context) {
  const Algebra& child = *node.children.front();
  Part part = plan(child, context);
  if (part.empty())
    return part;
  VariableSet certain = context.bound;
  certain.insert(child.certain);
  part.op = make_extend(run_, std::move(part.op), node.variable,
                        runner({&node.expressions.front()}, context, certain, child.possible), frame_.names[node.variable]);
  return part;
}

FramePlanner::Part FramePlanner::plan_values(const Algebra& node) {
  Part part;
  const auto& given = node.service ? node.service->rows : node.rows;
  part.rows = static_cast<double>(given.size());
  std::vector<std::vector<graph::ValueId>> rows;
  rows.reserve(given.size());
  for (const std::vector<rdf::Term>& terms : given) {
    std::vector<graph::ValueId> row;
    for (const rdf::Term& term : terms)
      row.push_back(run_.terms.intern(term));
    rows.push_back(std::move(row));
  }
  part.why_empty = node.service ? "SERVICE without solutions" : "VALUES without rows";
  if (!rows.empty())
    part.op = make_values(run_, width_, node.variables, std::move(rows));
  return part;
}

/// True if every solution of the pattern comes from quads, so that GRAPH ?g can be answered by scans over all
/// named graphs at once with ?g as one more variable of each triple.
bool FramePlanner::is_quads_only(const Algebra& node) {
  switch (node.kind) {
  case AlgebraKind::basic:
    return !node.triples.empty();
  case AlgebraKind::join:
  case AlgebraKind::left_join:
  case AlgebraKind::union_:
  case AlgebraKind::filter:
    return std::all_of(node.children.begin(), node.children.end(),
                       [](const AlgebraPtr& child) { return is_quads_only(*child); });
  default:
    return false;
  }
}

FramePlanner::Part FramePlanner::plan_graph(const Algebra& node, const Context& context) {
  Context inner = context;
  inner.scope = graph::GraphScope::named_graphs;
  bool known = true;
  inner.graph = slot(node.name, known);
  const Algebra& child = *node.children.front();
  if (!known) {
    Part none;
    none.why_empty = "there is no graph " + text(node.name);
    return none;
  }
  if (!node.name.is_variable()) {
    // Quads can only come from a graph that is there; anything else could match without one.
    if (is_quads_only(child))
      return plan(child, inner);
    const std::vector<graph::ValueId> graphs = run_.source.graphs();
    if (std::binary_search(graphs.begin(), graphs.end(), inner.graph.constant))
      return plan(child, inner);
    Part none;
    none.why_empty = "there is no graph " + text(node.name);
    return none;
  }
  if (is_quads_only(child))
    return plan(child, inner);
  inner.bound.insert(node.name.variable);
  inner.reopened = true;
  Part part = plan(child, inner);
  if (part.empty())
    return part;
  part.op = make_graph(run_, std::move(part.op), node.name.variable);
  part.sorted_by = no_variable;
  part.op->estimated_rows = part.rows;
  return part;
}

FramePlanner::Part FramePlanner::plan_set(const Algebra& node, const Context& context, const VariableSet& needed) {
  const Algebra* child = node.children.empty() ? nullptr : node.children.front().get();
  if (node.kind == AlgebraKind::basic || node.kind == AlgebraKind::join)
    return plan_join(node, context, {}, &needed);
  if (node.kind != AlgebraKind::filter || (child->kind != AlgebraKind::basic && child->kind != AlgebraKind::join))
    return plan(node, context);
  Conditions conditions;
  for (const Expression& expression : node.expressions)
    conditions.push_back(&expression);
  return plan_join(*child, context, std::move(conditions), &needed);
}

namespace {

/// What a group looks at, if it gives the same whether a row comes once or more often.
std::optional<VariableSet> set_needed(const Algebra& node) {
  VariableSet needed;
  for (const auto& key : node.keys)
    needed.insert(mentioned_variables(key.second));
  for (const auto& [variable, aggregate] : node.aggregates) {
    const bool ignores_repeats = aggregate.distinct || aggregate.function == AggregateFunction::min ||
                                 aggregate.function == AggregateFunction::max;
    if (!aggregate.argument || !ignores_repeats)
      return std::nullopt;
    needed.insert(mentioned_variables(*aggregate.argument));
  }
  return needed;
}

/// Of what variable it counts the distinct values, if it does.
VariableIndex counted_apart(const Aggregate& aggregate) {
  const bool counts = aggregate.function == AggregateFunction::count && aggregate.distinct && aggregate.argument &&
                      aggregate.argument->kind == ExpressionKind::variable;
  return counts ? aggregate.argument->variable : no_variable;
}

/// COUNT of a variable that every row binds.
bool counts_rows(const Aggregate& aggregate, const VariableSet& certain) {
  return aggregate.function == AggregateFunction::count && !aggregate.distinct && aggregate.argument &&
         aggregate.argument->kind == ExpressionKind::variable && certain.contains(aggregate.argument->variable);
}

} // namespace

/// How often each term stands in one pattern, if the group asks for nothing else.
std::optional<FramePlanner::Part> FramePlanner::plan_counts(const Algebra& group, const Context& context) {
  const Algebra& child = *group.children.front();
  if (group.keys.size() != 1 || child.kind != AlgebraKind::basic || child.triples.size() != 1)
    return std::nullopt;
  const auto& [variable, key] = group.keys.front();
  if (key.kind != ExpressionKind::variable || key.variable != variable || !child.certain.contains(variable))
    return std::nullopt;
  std::vector<VariableIndex> counts;
  for (const auto& [count, aggregate] : group.aggregates) {
    if (aggregate.distinct || (aggregate.argument && !counts_rows(aggregate, child.certain)))
      return std::nullopt;
    counts.push_back(count);
  }
  std::vector<Element> elements;
  std::string why;
  if (!collect(child, context, elements, why))
    return std::nullopt;
  VariableSet wanted;
  wanted.insert(variable);
  return plan_runs(elements.front(), wanted, std::move(counts), context);
}

FramePlanner::Part FramePlanner::plan_group(const Algebra& node, const Context& context) {
  if (auto counts = plan_counts(node, context))
    return std::move(*counts);
  const Algebra& child = *node.children.front();
  // No solution at all is still a group if there are no keys.
  const auto needed = set_needed(node);
  Context inner = context;
  inner.wanted = Context().wanted;
  if (node.keys.size() == 1 && node.keys.front().second.kind == ExpressionKind::variable)
    inner.wish = node.keys.front().second.variable;
  else if (node.keys.empty() && node.aggregates.size() == 1)
    inner.wish = counted_apart(node.aggregates.front().second);
  Part in = needed ? plan_set(child, inner, *needed) : plan(child, inner);
  VariableSet certain = context.bound;
  certain.insert(child.certain);
  GroupSpec spec;
  Conditions keys, arguments;
  for (const auto& [variable, expression] : node.keys) {
    spec.keys.push_back(variable);
    keys.push_back(&expression);
  }
  for (const auto& [variable, aggregate] : node.aggregates) {
    spec.aggregates.push_back({variable, aggregate});
    Aggregate& added = spec.aggregates.back().aggregate;
    if (counts_rows(aggregate, certain))
      added.argument = nullptr;
    spec.aggregates.back().comes_in_order =
        node.keys.empty() && in.sorted_by != no_variable && counted_apart(aggregate) == in.sorted_by;
    if (added.argument)
      arguments.push_back(added.argument.get());
  }
  for (VariableIndex i = 0; i < frame_.names.size(); ++i)
    if (!frame_.names[i].starts_with("_:"))
      spec.row.push_back(i);
  spec.key_values = runner(std::move(keys), context, certain, child.possible);
  spec.arguments = runner(std::move(arguments), context, certain, child.possible);
  Part out;
  out.rows = node.keys.empty() ? 1 : in.rows / 4;
  out.op = group_of(close(std::move(in)), std::move(spec), inner);
  return out;
}

FramePlanner::Part FramePlanner::plan_project(const Algebra& node, const Context& context) {
  const Frame& frame = *node.frame;
  FramePlanner planner(run_, frame, parameters_, explain_);
  Context inside = planner.top_context();
  inside.scope = context.scope;
  inside.graph = context.graph;
  inside.reopened = context.reopened;
  std::vector<std::pair<VariableIndex, VariableIndex>> passed;
  if (context.graph.variable != no_variable) {
    inside.graph.variable = frame.graph_inside;
    inside.bound.insert(frame.graph_inside);
    passed.emplace_back(context.graph.variable, frame.graph_inside);
  }
  Part inner = planner.plan(*node.children.front(), inside);
  Part part;
  part.why_empty = inner.why_empty;
  part.rows = inner.rows;
  if (!inner.empty())
    part.op =
        make_project(run_, width_, std::move(inner.op), planner.outer(), frame.projected, std::move(passed));
  return part;
}

FramePlanner::Part FramePlanner::plan_order(const Algebra& node, const Context& context,
                                            std::optional<std::uint64_t> keep) {
  const Algebra& child = *node.children.front();
  Context inner = context;
  inner.wanted = Context().wanted;
  Part part = plan(child, inner);
  if (part.empty())
    return part;
  VariableSet certain = context.bound;
  certain.insert(child.certain);
  Conditions conditions;
  std::vector<bool> descending;
  for (const OrderCondition& condition : node.order) {
    conditions.push_back(&condition.expression);
    descending.push_back(condition.descending);
  }
  const auto runner_of = [&] { return runner(conditions, inner, certain, child.possible); };
  if (keep)
    part.op = top_of(std::move(part.op), runner_of, descending, *keep, inner);
  else
    part.op = make_order(run_, gathered(std::move(part.op), inner), runner_of(), std::move(descending), keep);
  part.sorted_by = no_variable;
  return part;
}

FramePlanner::Part FramePlanner::plan_slice(const Algebra& node, const Context& context) {
  const Algebra& child = *node.children.front();
  const bool is_top = child.kind == AlgebraKind::order && node.limit;
  const std::uint64_t last = node.limit ? node.offset + std::min(*node.limit, ~node.offset) : 0;
  Context inner = context;
  if (node.limit)
    inner.wanted = static_cast<double>(last);
  Part part = is_top ? plan_order(child, context, last) : plan(child, inner);
  if (part.empty())
    return part;
  if (is_top)
    part.op->estimated_rows = part.rows;
  if (node.limit)
    part.rows = std::min(part.rows, static_cast<double>(*node.limit));
  part.op = make_slice(run_, std::move(part.op), node.offset, node.limit);
  return part;
}

} // namespace micrograph::query
