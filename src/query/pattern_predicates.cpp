#include "query/pattern_predicates.hpp"

#include "query/algebra.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace micrograph::query {

namespace {

/// What is known of variables of one frame in every solution of a pattern.
struct Known {
  std::map<VariableIndex, std::vector<std::string>> choices; ///< it is one of these, by VALUES
  VariableSet named; ///< it is the object of a statement, one with another property than the one asked about

  void add(const Known& more) {
    choices.insert(more.choices.begin(), more.choices.end());
    named.insert(more.named);
  }
};

class Visitor {
public:
  explicit Visitor(std::string_view told) : told_(told) {}
  PatternPredicates found;

  /// `known` is so in all solutions that a pattern's solutions are joined with: statements that make others cannot come to
  /// anything.
  void visit(const Algebra& node, const Known& known) {
    switch (node.kind) {
    case AlgebraKind::basic:
    case AlgebraKind::join: {
      Known all = known;
      add_known(node, all);
      for (const TriplePattern& triple : node.triples)
        visit(triple, all);
      for (const auto& child : node.children)
        visit(*child, all);
      break;
    }
    case AlgebraKind::path:
      visit(node.path);
      break;
    case AlgebraKind::left_join:
    case AlgebraKind::minus: {
      visit(*node.children[0], known);
      // What is joined outside must not be known inside: there, a statement can also keep a solution away.
      Known left;
      add_known(*node.children[0], left);
      visit(*node.children[1], left);
      break;
    }
    case AlgebraKind::union_:
    case AlgebraKind::filter:
    case AlgebraKind::extend:
    case AlgebraKind::graph:
      for (const auto& child : node.children)
        visit(*child, known);
      break;
    default:
      for (const auto& child : node.children)
        visit(*child, {});
      break;
    }
    visit_expressions(node);
  }

private:
  /// Adds what is so in all solutions of a pattern that are joined with what is known already.
  void add_known(const Algebra& node, Known& out) const {
    switch (node.kind) {
    case AlgebraKind::values:
      add_values(node, out);
      break;
    case AlgebraKind::basic:
      for (const TriplePattern& triple : node.triples)
        if (names_object(triple, out))
          out.named.insert(triple.object.variable);
      break;
    case AlgebraKind::join:
      // Which property a variable stands for has to be known before what it leads to.
      for (const bool values : {true, false})
        for (const auto& child : node.children)
          if ((child->kind == AlgebraKind::values) == values)
            add_known(*child, out);
      break;
    case AlgebraKind::left_join:
    case AlgebraKind::minus:
    case AlgebraKind::filter:
    case AlgebraKind::graph:
      add_known(*node.children.front(), out);
      break;
    case AlgebraKind::extend: {
      add_known(*node.children.front(), out);
      const Expression& value = node.expressions.front();
      if (value.kind == ExpressionKind::variable && out.named.contains(value.variable))
        out.named.insert(node.variable);
      break;
    }
    case AlgebraKind::union_:
      add_common(node, out);
      break;
    default: // the others have variables of their own
      break;
    }
  }

  static void add_values(const Algebra& node, Known& out) {
    for (std::size_t column = 0; column < node.variables.size(); ++column) {
      std::vector<std::string> iris;
      bool certain = true;
      for (const auto& row : node.rows) {
        certain = certain && row[column].kind != rdf::TermKind::none;
        if (row[column].kind == rdf::TermKind::iri)
          iris.push_back(row[column].value);
      }
      if (certain)
        out.choices.emplace(node.variables[column], std::move(iris));
    }
  }

  /// Of a union what all parts name; what VALUES says in them differs.
  void add_common(const Algebra& node, Known& out) const {
    std::optional<VariableSet> common;
    for (const auto& child : node.children) {
      Known part{out.choices, {}};
      add_known(*child, part);
      common = common ? common->intersection(part.named) : part.named;
    }
    if (common)
      out.named.insert(*common);
  }

  bool names_object(const TriplePattern& triple, const Known& known) const {
    if (!triple.object.is_variable())
      return false;
    if (!triple.predicate.is_variable())
      return triple.predicate.term.value != told_;
    const auto choices = known.choices.find(triple.predicate.variable);
    return choices != known.choices.end() &&
           std::find(choices->second.begin(), choices->second.end(), told_) == choices->second.end();
  }

  void visit(const TriplePattern& triple, const Known& known) {
    std::vector<std::string> predicates;
    if (!triple.predicate.is_variable()) {
      predicates.push_back(triple.predicate.term.value);
    } else if (const auto choices = known.choices.find(triple.predicate.variable); choices != known.choices.end()) {
      predicates = choices->second;
    } else {
      found.any = found.any_class = found.of_unnamed = true;
    }
    for (std::string& predicate : predicates) {
      if (predicate == rdf::vocabulary::rdf::type)
        visit_class(triple.object, known);
      if (predicate == told_ && !(triple.subject.is_variable() && known.named.contains(triple.subject.variable)))
        found.of_unnamed = true;
      found.iris.insert(std::move(predicate));
    }
  }

  void visit_class(const PatternTerm& object, const Known& known) {
    if (!object.is_variable()) {
      found.classes.insert(object.term.value);
      return;
    }
    const auto choices = known.choices.find(object.variable);
    if (choices == known.choices.end())
      found.any_class = true;
    else
      found.classes.insert(choices->second.begin(), choices->second.end());
  }

  void visit(const Path& path) {
    switch (path.kind) {
    case PathKind::link:
      found.any_class = found.any_class || path.iri.value == rdf::vocabulary::rdf::type;
      found.of_unnamed = found.of_unnamed || path.iri.value == told_;
      found.iris.insert(path.iri.value);
      break;
    case PathKind::zero_or_more:
    case PathKind::zero_or_one:
    case PathKind::negated_set:
      found.any = found.any_class = found.of_unnamed = true;
      break;
    default:
      break;
    }
    for (const Path& part : path.parts)
      visit(part);
  }

  /// Patterns in expressions are evaluated for each solution of the node's pattern.
  void visit_expressions(const Algebra& node) {
    Known known;
    for (const auto& child : node.children)
      if (node.kind != AlgebraKind::project && node.kind != AlgebraKind::group && node.kind != AlgebraKind::union_)
        add_known(*child, known);
    for (const Expression& expression : node.expressions)
      visit(expression, known);
    for (const auto& [variable, expression] : node.keys)
      visit(expression, known);
    for (const auto& [variable, aggregate] : node.aggregates)
      if (aggregate.argument)
        visit(*aggregate.argument, known);
    for (const OrderCondition& condition : node.order)
      visit(condition.expression, known);
  }

  void visit(const Expression& expression, const Known& known) {
    if (expression.pattern)
      visit(*expression.pattern, known);
    for (const Expression& argument : expression.arguments)
      visit(argument, known);
    if (expression.aggregate && expression.aggregate->argument)
      visit(*expression.aggregate->argument, known);
  }

  std::string_view told_;
};

} // namespace

PatternPredicates predicates_of(const Algebra& root, std::string_view told) {
  Visitor visitor(told);
  visitor.visit(root, {});
  return std::move(visitor.found);
}

} // namespace micrograph::query
