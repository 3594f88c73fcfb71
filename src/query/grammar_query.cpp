#include "query/grammar.hpp"

#include <charconv>
#include <utility>

namespace micrograph::query {

ParsedQuery Grammar::query() {
  ParsedQuery query;
  prologue();
  if (at_word("SELECT"))
    select_query(query);
  else if (at_word("CONSTRUCT"))
    construct_query(query);
  else if (at_word("DESCRIBE"))
    describe_query(query);
  else if (at_word("ASK"))
    ask_query(query);
  else
    fail_expected("SELECT, CONSTRUCT, DESCRIBE or ASK");
  if (peek().kind != TokenKind::end)
    fail_expected("the end of the query");
  query.from = std::move(from_);
  query.from_named = std::move(from_named_);
  query.unsupported = std::move(unsupported_);
  query.services = std::move(services_);
  query.prefixes = std::move(prefixes_);
  return query;
}

void Grammar::prologue() {
  for (;;) {
    if (accept_word("BASE")) {
      if (peek().kind != TokenKind::iri)
        fail_expected("an IRI in angle brackets after BASE");
      base_ = expand(take());
    } else if (accept_word("PREFIX")) {
      if (peek().kind != TokenKind::prefixed || !peek().local.empty())
        fail_expected("a prefix that ends in ':'");
      const std::string prefix = take().text;
      if (peek().kind != TokenKind::iri)
        fail_expected("an IRI in angle brackets after the prefix");
      prefixes_[prefix] = expand(take());
    } else {
      return;
    }
  }
}

void Grammar::select_query(ParsedQuery& query) {
  query.form = Form::select;
  SelectParts parts;
  select_clause(parts);
  dataset_clauses();
  AlgebraPtr pattern = where_clause();
  solution_modifiers(parts);
  close_query(query, std::move(parts), std::move(pattern));
}

void Grammar::construct_query(ParsedQuery& query) {
  query.form = Form::construct;
  SelectParts parts;
  parts.star = true;
  parts.place = place_of(take());
  AlgebraPtr pattern;
  if (at("{")) {
    query.construct_template = template_triples();
    dataset_clauses();
    pattern = where_clause();
  } else {
    // CONSTRUCT WHERE { triples }: the triples are pattern and template in one.
    dataset_clauses();
    expect_word("WHERE");
    expect("{");
    std::vector<WrittenTriple> written;
    while (at_triples()) {
      triples_same_subject(TriplesFor::pattern, written);
      if (!accept("."))
        break;
    }
    expect("}");
    for (const WrittenTriple& triple : written) {
      if (triple.path)
        fail("a property path cannot be used in CONSTRUCT WHERE", peek());
      query.construct_template.push_back({triple.subject, triple.predicate, triple.object});
    }
    GroupBuilder group;
    add_triples(group, std::move(written));
    pattern = group.finish();
  }
  solution_modifiers(parts);
  std::vector<TriplePattern> triples = std::move(query.construct_template);
  const std::shared_ptr<Frame> frame = scopes_.back().frame;
  close_query(query, std::move(parts), std::move(pattern));

  // The template speaks of positions in the head, and of blank nodes as such.
  const auto settle = [&](PatternTerm& node) {
    if (!node.is_variable())
      return;
    const std::string& name = frame->names[node.variable];
    if (name.starts_with("_:")) {
      node = {no_variable, rdf::Term(rdf::TermKind::blank, name.substr(2))};
      return;
    }
    for (const auto& [inner, position] : frame->projected)
      if (inner == node.variable) {
        node.variable = position;
        return;
      }
    node = {}; // never bound, so that no triple comes of it
  };
  for (TriplePattern& triple : triples) {
    settle(triple.subject);
    settle(triple.predicate);
    settle(triple.object);
  }
  query.construct_template = std::move(triples);
}

void Grammar::describe_query(ParsedQuery& query) {
  query.form = Form::describe;
  SelectParts parts;
  parts.place = place_of(take());
  if (accept("*")) {
    parts.star = true;
  } else {
    while (at_iri() || peek().kind == TokenKind::variable) {
      SelectParts::Item item;
      item.place = place_of(peek());
      const PatternTerm target = variable_or_term();
      query.describe.push_back(target);
      item.variable = target.variable;
      if (target.is_variable())
        parts.items.push_back(std::move(item));
    }
    if (query.describe.empty())
      fail_expected("an IRI, a variable or * after DESCRIBE");
  }
  dataset_clauses();
  AlgebraPtr pattern = std::make_unique<Algebra>(AlgebraKind::basic);
  if (at_word("WHERE") || at("{"))
    pattern = where_clause();
  solution_modifiers(parts);
  const bool star = parts.star;
  const std::shared_ptr<Frame> frame = scopes_.back().frame;
  close_query(query, std::move(parts), std::move(pattern));
  for (PatternTerm& target : query.describe)
    if (target.is_variable())
      for (const auto& [inner, position] : frame->projected)
        if (inner == target.variable) {
          target.variable = position;
          break;
        }
  if (star)
    for (VariableIndex i = 0; i < query.variables.size(); ++i)
      query.describe.push_back({i, {}});
}

void Grammar::ask_query(ParsedQuery& query) {
  query.form = Form::ask;
  SelectParts parts;
  parts.star = true;
  parts.place = place_of(take());
  dataset_clauses();
  AlgebraPtr pattern = where_clause();
  solution_modifiers(parts);
  close_query(query, std::move(parts), std::move(pattern));
}

void Grammar::close_query(ParsedQuery& query, SelectParts parts, AlgebraPtr pattern) {
  values_clause(parts);
  // Only SELECT has a head; what the other forms need of a group are its keys.
  if (query.form != Form::select && parts.star && (parts.grouped || !parts.having.empty())) {
    parts.star = false;
    for (const SelectParts::GroupKey& key : parts.group_keys) {
      SelectParts::Item item;
      item.variable = key.variable != no_variable ? key.variable : key.expression.variable;
      if (item.variable != no_variable)
        parts.items.push_back(std::move(item));
    }
  }
  const std::shared_ptr<Frame> frame = scopes_.back().frame;
  std::vector<VariableIndex> projected;
  query.root = translate_select(std::move(parts), std::move(pattern), frame, projected);
  for (const VariableIndex variable : projected) {
    frame->projected.emplace_back(variable, static_cast<VariableIndex>(query.variables.size()));
    query.variables.push_back(frame->names[variable]);
  }
}

AlgebraPtr Grammar::sub_select() {
  const Nested nested(*this);
  scopes_.emplace_back();
  SelectParts parts;
  select_clause(parts);
  AlgebraPtr pattern = where_clause();
  solution_modifiers(parts);
  values_clause(parts);
  const std::shared_ptr<Frame> frame = scopes_.back().frame;
  std::vector<VariableIndex> projected;
  AlgebraPtr tree = translate_select(std::move(parts), std::move(pattern), frame, projected);
  scopes_.pop_back();
  for (const VariableIndex variable : projected)
    frame->projected.emplace_back(variable, variable_named(frame->names[variable]));
  return tree;
}

void Grammar::select_clause(SelectParts& parts) {
  parts.place = place_of(peek());
  expect_word("SELECT");
  if (accept_word("DISTINCT"))
    parts.distinct = true;
  else if (accept_word("REDUCED"))
    parts.reduced = true;
  if (accept("*")) {
    parts.star = true;
    return;
  }
  aggregates_allowed_ = true;
  while (peek().kind == TokenKind::variable || at("(")) {
    SelectParts::Item item;
    item.place = place_of(peek());
    if (accept("(")) {
      item.expression = expression();
      expect_word("AS");
      item.place = place_of(peek());
      item.variable = variable();
      expect(")");
    } else {
      item.variable = variable();
    }
    parts.items.push_back(std::move(item));
  }
  aggregates_allowed_ = false;
  if (parts.items.empty())
    fail_expected("*, a variable or (expression AS ?variable)");
  if (parts.items.size() > max_chain)
    fail_too_deep();
}

void Grammar::dataset_clauses() {
  while (accept_word("FROM")) {
    const bool named = accept_word("NAMED");
    (named ? from_named_ : from_).emplace_back(rdf::TermKind::iri, iri());
  }
}

AlgebraPtr Grammar::where_clause() {
  accept_word("WHERE");
  return group_graph_pattern();
}

void Grammar::solution_modifiers(SelectParts& parts) {
  if (at_word("GROUP"))
    group_clause(parts);
  aggregates_allowed_ = true;
  if (at_word("HAVING"))
    having_clause(parts);
  if (at_word("ORDER"))
    order_clause(parts);
  aggregates_allowed_ = false;
  limit_clauses(parts);
}

void Grammar::group_clause(SelectParts& parts) {
  expect_word("GROUP");
  expect_word("BY");
  parts.grouped = true;
  for (;;) {
    SelectParts::GroupKey key;
    if (peek().kind == TokenKind::variable) {
      key.expression = Expression::of_variable(variable());
    } else if (accept("(")) {
      key.expression = expression();
      if (accept_word("AS"))
        key.variable = variable();
      expect(")");
    } else if (at_constraint()) {
      key.expression = constraint();
    } else {
      break;
    }
    parts.group_keys.push_back(std::move(key));
  }
  if (parts.group_keys.empty())
    fail_expected("a variable or an expression after GROUP BY");
}

void Grammar::having_clause(SelectParts& parts) {
  expect_word("HAVING");
  while (at_constraint())
    parts.having.push_back(constraint());
  if (parts.having.empty())
    fail_expected("a condition after HAVING");
}

void Grammar::order_clause(SelectParts& parts) {
  expect_word("ORDER");
  expect_word("BY");
  for (;;) {
    OrderCondition condition;
    if (at_word("ASC") || at_word("DESC")) {
      condition.descending = at_word("DESC");
      take();
      condition.expression = bracketted();
    } else if (peek().kind == TokenKind::variable) {
      condition.expression = Expression::of_variable(variable());
    } else if (at_constraint()) {
      condition.expression = constraint();
    } else {
      break;
    }
    parts.order.push_back(std::move(condition));
  }
  if (parts.order.empty())
    fail_expected("a variable, ASC, DESC or an expression after ORDER BY");
}

void Grammar::limit_clauses(SelectParts& parts) {
  bool has_offset = false;
  for (;;) {
    if (!parts.limit && accept_word("LIMIT")) {
      parts.limit = count();
    } else if (!has_offset && accept_word("OFFSET")) {
      parts.offset = count();
      has_offset = true;
    } else {
      return;
    }
  }
}

std::uint64_t Grammar::count() {
  if (peek().kind != TokenKind::integer)
    fail_expected("a whole number");
  const Token token = take();
  std::uint64_t value = 0;
  if (std::from_chars(token.text.data(), token.text.data() + token.text.size(), value).ec != std::errc())
    fail("the number is too large", token);
  return value;
}

void Grammar::values_clause(SelectParts& parts) {
  if (accept_word("VALUES"))
    parts.values = data_block();
}

} // namespace micrograph::query
