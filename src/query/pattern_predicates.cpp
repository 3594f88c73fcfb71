#include "query/pattern_predicates.hpp"

#include "query/algebra.hpp"

#include <map>
#include <utility>
#include <vector>

namespace micrograph::query {

namespace {

/// What a variable is, in every solution, one of. Variables of one frame.
using Choices = std::map<VariableIndex, std::vector<std::string>>;

void add(Choices& choices, const Choices& more) { choices.insert(more.begin(), more.end()); }

/// What VALUES says of all solutions of a pattern.
Choices choices_in(const Algebra& node) {
  Choices out;
  switch (node.kind) {
  case AlgebraKind::values:
    for (std::size_t column = 0; column < node.variables.size(); ++column) {
      std::vector<std::string> iris;
      bool certain = true;
      for (const auto& row : node.rows) {
        certain = certain && row[column].kind != rdf::TermKind::none;
        if (row[column].kind == rdf::TermKind::iri)
          iris.push_back(row[column].value);
      }
      if (certain)
        out.emplace(node.variables[column], std::move(iris));
    }
    break;
  case AlgebraKind::join:
    for (const auto& child : node.children)
      add(out, choices_in(*child));
    break;
  case AlgebraKind::left_join:
  case AlgebraKind::minus:
  case AlgebraKind::filter:
  case AlgebraKind::extend:
  case AlgebraKind::graph:
    out = choices_in(*node.children.front());
    break;
  default: // a union's parts differ; the others have variables of their own
    break;
  }
  return out;
}

class Visitor {
public:
  PatternPredicates found;

  /// `choices` are those of solutions that a pattern's solutions are joined with: statements that make others cannot
  /// come to anything.
  void visit(const Algebra& node, const Choices& choices) {
    switch (node.kind) {
    case AlgebraKind::basic:
      for (const TriplePattern& triple : node.triples)
        visit(triple.predicate, choices);
      break;
    case AlgebraKind::path:
      visit(node.path);
      break;
    case AlgebraKind::join: {
      Choices all = choices;
      add(all, choices_in(node));
      for (const auto& child : node.children)
        visit(*child, all);
      break;
    }
    case AlgebraKind::left_join:
    case AlgebraKind::minus:
      visit(*node.children[0], choices);
      // What is joined outside must not be known inside: there, a statement can also keep a solution away.
      visit(*node.children[1], choices_in(*node.children[0]));
      break;
    case AlgebraKind::union_:
    case AlgebraKind::filter:
    case AlgebraKind::extend:
    case AlgebraKind::graph:
      for (const auto& child : node.children)
        visit(*child, choices);
      break;
    default:
      for (const auto& child : node.children)
        visit(*child, {});
      break;
    }
    visit_expressions(node);
  }

private:
  void visit(const PatternTerm& predicate, const Choices& choices) {
    if (!predicate.is_variable()) {
      found.iris.insert(predicate.term.value);
      return;
    }
    const auto known = choices.find(predicate.variable);
    if (known == choices.end())
      found.any = true;
    else
      found.iris.insert(known->second.begin(), known->second.end());
  }

  void visit(const Path& path) {
    switch (path.kind) {
    case PathKind::link:
      found.iris.insert(path.iri.value);
      break;
    case PathKind::zero_or_more:
    case PathKind::zero_or_one:
    case PathKind::negated_set:
      found.any = true;
      break;
    default:
      break;
    }
    for (const Path& part : path.parts)
      visit(part);
  }

  /// Patterns in expressions are evaluated for each solution of the node's pattern.
  void visit_expressions(const Algebra& node) {
    Choices choices;
    for (const auto& child : node.children)
      if (node.kind != AlgebraKind::project && node.kind != AlgebraKind::group)
        add(choices, choices_in(*child));
    for (const Expression& expression : node.expressions)
      visit(expression, choices);
    for (const auto& [variable, expression] : node.keys)
      visit(expression, choices);
    for (const auto& [variable, aggregate] : node.aggregates)
      if (aggregate.argument)
        visit(*aggregate.argument, choices);
    for (const OrderCondition& condition : node.order)
      visit(condition.expression, choices);
  }

  void visit(const Expression& expression, const Choices& choices) {
    if (expression.pattern)
      visit(*expression.pattern, choices);
    for (const Expression& argument : expression.arguments)
      visit(argument, choices);
    if (expression.aggregate && expression.aggregate->argument)
      visit(*expression.aggregate->argument, choices);
  }
};

} // namespace

PatternPredicates predicates_of(const Algebra& root) {
  Visitor visitor;
  visitor.visit(root, {});
  return std::move(visitor.found);
}

} // namespace micrograph::query
