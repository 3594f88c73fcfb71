#include "query/unread.hpp"

namespace micrograph::query {

namespace {

/// Counts the places of one frame where its variables stand.
class UseCounter {
public:
  explicit UseCounter(std::size_t variables) : uses_(variables) {}

  void count(Algebra& node) {
    if (node.kind == AlgebraKind::project) {
      for (const auto& pair : node.frame->projected)
        read(pair.second);
      read(node.frame->graph_outside);
      find_unread(node);
      return;
    }
    for (const TriplePattern& triple : node.triples)
      for (const PatternTerm* term : {&triple.subject, &triple.predicate, &triple.object})
        if (term->is_variable())
          ++uses_[term->variable];
    for (const PatternTerm* term : {&node.subject, &node.object, &node.name})
      if (term->is_variable())
        read(term->variable);
    if (node.kind == AlgebraKind::extend)
      read(node.variable);
    for (const VariableIndex variable : node.variables)
      read(variable);
    for (Expression& expression : node.expressions)
      read(expression);
    for (OrderCondition& condition : node.order)
      read(condition.expression);
    count_group(node);
    for (const AlgebraPtr& child : node.children)
      count(*child);
  }

  void read(VariableIndex variable) {
    if (variable < uses_.size())
      uses_[variable] += 2;
  }
  [[nodiscard]] VariableSet unread() const {
    VariableSet out;
    for (VariableIndex variable = 0; variable < uses_.size(); ++variable)
      if (uses_[variable] == 1)
        out.insert(variable);
    return out;
  }

private:
  void count_group(Algebra& node) {
    for (auto& [variable, key] : node.keys) {
      read(variable);
      read(key);
    }
    for (auto& [variable, aggregate] : node.aggregates) {
      read(variable);
      if (!aggregate.argument) {
        if (aggregate.distinct) // COUNT(DISTINCT *) looks at all there are
          for (VariableIndex any = 0; any < uses_.size(); ++any)
            read(any);
        continue;
      }
      const Expression& argument = *aggregate.argument;
      const bool only_counts = aggregate.function == AggregateFunction::count && !aggregate.distinct &&
                               argument.kind == ExpressionKind::variable &&
                               node.children.front()->certain.contains(argument.variable);
      if (!only_counts)
        read(*aggregate.argument);
    }
  }

  void read(Expression& expression) {
    if (expression.kind == ExpressionKind::variable)
      read(expression.variable);
    if (expression.pattern)
      count(*expression.pattern);
    for (Expression& argument : expression.arguments)
      read(argument);
  }

  std::vector<unsigned> uses_;
};

} // namespace

void find_unread(Algebra& root) {
  Frame& frame = *root.frame;
  UseCounter uses(frame.names.size());
  for (const auto& pair : frame.projected)
    uses.read(pair.first);
  uses.read(frame.graph_inside);
  for (const AlgebraPtr& child : root.children)
    uses.count(*child);
  frame.unread = uses.unread();
}

} // namespace micrograph::query
