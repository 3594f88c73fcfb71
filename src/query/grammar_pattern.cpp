#include "query/grammar.hpp"

#include <utility>

namespace micrograph::query {

namespace {

bool mentions(const Expression& expression, VariableIndex variable);

/// True if the variable stands anywhere in the pattern, in its filters, too.
bool mentions(const Algebra& pattern, VariableIndex variable) {
  if (visible_variables(pattern).contains(variable))
    return true;
  for (const Expression& expression : pattern.expressions)
    if (mentions(expression, variable))
      return true;
  if (pattern.kind == AlgebraKind::project)
    return false; // its variables are others
  for (const AlgebraPtr& child : pattern.children)
    if (mentions(*child, variable))
      return true;
  return false;
}

bool mentions(const Expression& expression, VariableIndex variable) {
  if (expression.variable == variable || (expression.pattern && mentions(*expression.pattern, variable)))
    return true;
  for (const Expression& argument : expression.arguments)
    if (mentions(argument, variable))
      return true;
  return false;
}

} // namespace

AlgebraPtr Grammar::group_graph_pattern() {
  const Nested nested(*this);
  expect("{");
  ++basic_patterns_;
  AlgebraPtr pattern;
  if (at_word("SELECT")) {
    pattern = sub_select();
  } else {
    GroupBuilder group;
    group_elements(group);
    pattern = group.finish();
  }
  if (!at("}"))
    fail_expected("a triple, a pattern or '}'");
  take();
  ++basic_patterns_;
  return pattern;
}

void Grammar::group_elements(GroupBuilder& group) {
  for (std::size_t chain = 0; chain < max_chain; ++chain) {
    std::vector<WrittenTriple> written;
    while (at_triples()) {
      triples_same_subject(TriplesFor::pattern, written);
      if (!accept("."))
        break;
    }
    add_triples(group, std::move(written));
    if (!pattern_not_triples(group))
      return;
    accept(".");
  }
  fail_too_deep();
}

/// Everything in a group that is not a triple. Any of it but FILTER ends the basic graph pattern before it.
bool Grammar::pattern_not_triples(GroupBuilder& group) {
  if (accept_word("FILTER")) {
    group.add_filter(constraint());
    return true;
  }
  if (at("{")) {
    group_or_union(group);
  } else if (accept_word("OPTIONAL")) {
    group.add_optional(group_graph_pattern());
  } else if (accept_word("MINUS")) {
    group.add_minus(group_graph_pattern());
  } else if (accept_word("GRAPH")) {
    graph_pattern(group);
  } else if (at_word("SERVICE")) {
    service_pattern(group);
  } else if (accept_word("BIND")) {
    bind(group);
  } else if (accept_word("VALUES")) {
    group.add(data_block());
  } else {
    return false;
  }
  ++basic_patterns_;
  return true;
}

void Grammar::group_or_union(GroupBuilder& group) {
  AlgebraPtr first = group_graph_pattern();
  if (!at_word("UNION"))
    return group.add(std::move(first));
  auto either = std::make_unique<Algebra>(AlgebraKind::union_);
  either->children.push_back(std::move(first));
  while (accept_word("UNION"))
    either->children.push_back(group_graph_pattern());
  group.add(std::move(either));
}

void Grammar::graph_pattern(GroupBuilder& group) {
  auto node = std::make_unique<Algebra>(AlgebraKind::graph);
  const PatternTerm name = variable_or_term();
  node->name = name;
  node->children.push_back(group_graph_pattern());
  // The pattern itself does not see the name of its graph (section 18.6): where it uses the same variable,
  // the two meet only afterwards, as in a join.
  if (!name.is_variable() || !mentions(*node->children.front(), name.variable))
    return group.add(std::move(node));
  node->name = fresh_blank();
  GroupBuilder named;
  const VariableIndex carrier = node->name.variable;
  named.add(std::move(node));
  named.add_extend(name.variable, Expression::of_variable(carrier));
  group.add(named.finish());
}

void Grammar::bind(GroupBuilder& group) {
  expect("(");
  Expression value = expression();
  expect_word("AS");
  const Token token = peek();
  const VariableIndex target = variable();
  if (group.binds(target))
    fail("?" + token.text + " after AS is bound by the patterns before this BIND", token);
  expect(")");
  group.add_extend(target, std::move(value));
}

/// VALUES, after its keyword: `?x { 1 2 }` or `(?x ?y) { (1 UNDEF) }`.
AlgebraPtr Grammar::data_block() {
  auto values = std::make_unique<Algebra>(AlgebraKind::values);
  const auto value = [this]() -> rdf::Term {
    if (accept_word("UNDEF"))
      return {};
    if (at_literal())
      return literal();
    if (!at_iri())
      fail_expected("an IRI, a literal or UNDEF");
    return rdf::Term(rdf::TermKind::iri, iri());
  };
  if (peek().kind == TokenKind::variable) {
    values->variables.push_back(variable());
    expect("{");
    while (!accept("}"))
      values->rows.push_back({value()});
    return values;
  }
  expect("(");
  while (peek().kind == TokenKind::variable) {
    const Token token = peek();
    const VariableIndex target = variable();
    for (const VariableIndex other : values->variables)
      if (other == target)
        fail("?" + token.text + " stands in VALUES twice", token);
    values->variables.push_back(target);
  }
  expect(")");
  expect("{");
  while (!accept("}")) {
    const Token start = peek();
    expect("(");
    std::vector<rdf::Term> row;
    while (!accept(")"))
      row.push_back(value());
    if (row.size() != values->variables.size())
      fail("this row of VALUES has " + std::to_string(row.size()) + " values for " +
               std::to_string(values->variables.size()) + " variables",
           start);
    values->rows.push_back(std::move(row));
  }
  return values;
}

} // namespace micrograph::query
