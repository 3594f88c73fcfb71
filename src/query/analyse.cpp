#include "query/analyse.hpp"

#include <algorithm>

namespace micrograph::query {

namespace {

void analyse_expression(Expression& expression, VariableIndex graph) {
  if (expression.pattern)
    analyse(*expression.pattern, graph);
  for (Expression& argument : expression.arguments)
    analyse_expression(argument, graph);
}

void insert(const PatternTerm& term, VariableSet& set) {
  if (term.is_variable())
    set.insert(term.variable);
}

void analyse_leaf(Algebra& node, VariableIndex graph) {
  for (const TriplePattern& triple : node.triples) {
    insert(triple.subject, node.certain);
    insert(triple.predicate, node.certain);
    insert(triple.object, node.certain);
  }
  insert(node.subject, node.certain);
  insert(node.object, node.certain);
  if (graph != no_variable && (!node.triples.empty() || node.kind == AlgebraKind::path))
    node.certain.insert(graph);
  node.possible = node.certain;
}

void analyse_values(Algebra& node) {
  for (std::size_t i = 0; i < node.variables.size(); ++i) {
    node.possible.insert(node.variables[i]);
    const bool always =
        std::none_of(node.rows.begin(), node.rows.end(),
                     [i](const std::vector<rdf::Term>& row) { return row[i].kind == rdf::TermKind::none; });
    if (always)
      node.certain.insert(node.variables[i]);
  }
}

void analyse_group(Algebra& node) {
  const Algebra& child = *node.children.front();
  for (const auto& [variable, expression] : node.keys) {
    node.possible.insert(variable);
    if (expression.kind == ExpressionKind::variable && child.certain.contains(expression.variable))
      node.certain.insert(variable);
  }
  for (const auto& [variable, aggregate] : node.aggregates) {
    node.possible.insert(variable);
    if (aggregate.function == AggregateFunction::count)
      node.certain.insert(variable);
  }
}

void analyse_project(Algebra& node, VariableIndex graph) {
  Frame& frame = *node.frame;
  if (graph != no_variable && frame.graph_inside == no_variable) {
    frame.graph_outside = graph;
    frame.graph_inside = static_cast<VariableIndex>(frame.names.size());
    frame.names.push_back("_:graph");
  }
  analyse(*node.children.front(), frame.graph_inside);
  for (const auto& [inner, outer] : frame.projected) {
    if (node.children.front()->certain.contains(inner))
      node.certain.insert(outer);
    if (node.children.front()->possible.contains(inner))
      node.possible.insert(outer);
  }
}

} // namespace

void analyse(Algebra& node, VariableIndex graph) {
  node.certain.clear();
  node.possible.clear();
  if (node.kind == AlgebraKind::project)
    return analyse_project(node, graph);
  const bool names_graph = node.kind == AlgebraKind::graph;
  const VariableIndex inner_graph = names_graph ? node.name.variable : graph;
  for (const AlgebraPtr& child : node.children)
    analyse(*child, inner_graph);
  for (Expression& expression : node.expressions)
    analyse_expression(expression, graph);
  for (auto& key : node.keys)
    analyse_expression(key.second, graph);
  for (auto& aggregate : node.aggregates)
    if (aggregate.second.argument)
      analyse_expression(*aggregate.second.argument, graph);
  for (OrderCondition& condition : node.order)
    analyse_expression(condition.expression, graph);

  switch (node.kind) {
  case AlgebraKind::basic:
  case AlgebraKind::path:
    return analyse_leaf(node, graph);
  case AlgebraKind::values:
    return analyse_values(node);
  case AlgebraKind::group:
    return analyse_group(node);
  case AlgebraKind::union_:
    node.certain = node.children.front()->certain;
    for (const AlgebraPtr& child : node.children) {
      node.certain = node.certain.intersection(child->certain);
      node.possible.insert(child->possible);
    }
    return;
  case AlgebraKind::join:
    for (const AlgebraPtr& child : node.children) {
      node.certain.insert(child->certain);
      node.possible.insert(child->possible);
    }
    return;
  case AlgebraKind::left_join:
    node.certain = node.children[0]->certain;
    node.possible = node.children[0]->possible;
    node.possible.insert(node.children[1]->possible);
    return;
  default:
    break;
  }
  node.certain = node.children.front()->certain;
  node.possible = node.children.front()->possible;
  if (names_graph) {
    insert(node.name, node.certain);
    insert(node.name, node.possible);
  }
  if (node.kind == AlgebraKind::extend) {
    const Expression& value = node.expressions.front();
    node.possible.insert(node.variable);
    if (value.kind == ExpressionKind::term ||
        (value.kind == ExpressionKind::variable && node.certain.contains(value.variable)))
      node.certain.insert(node.variable);
  }
}

} // namespace micrograph::query
