#include "query/grammar.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace micrograph::query {

namespace {

struct BuiltinSignature {
  std::string_view name; ///< upper case
  Builtin builtin;
  std::size_t least, most; ///< arguments
};
constexpr std::size_t any_number = 1000;

constexpr BuiltinSignature signatures[] = {
    {"ABS", Builtin::abs, 1, 1},
    {"BNODE", Builtin::bnode, 0, 1},
    {"BOUND", Builtin::bound, 1, 1},
    {"CEIL", Builtin::ceil, 1, 1},
    {"COALESCE", Builtin::coalesce, 0, any_number},
    {"CONCAT", Builtin::concat, 0, any_number},
    {"CONTAINS", Builtin::contains, 2, 2},
    {"DATATYPE", Builtin::datatype, 1, 1},
    {"DAY", Builtin::day, 1, 1},
    {"ENCODE_FOR_URI", Builtin::encode_for_uri, 1, 1},
    {"FLOOR", Builtin::floor, 1, 1},
    {"HOURS", Builtin::hours, 1, 1},
    {"IF", Builtin::if_, 3, 3},
    {"IRI", Builtin::iri, 1, 1},
    {"ISBLANK", Builtin::is_blank, 1, 1},
    {"ISIRI", Builtin::is_iri, 1, 1},
    {"ISLITERAL", Builtin::is_literal, 1, 1},
    {"ISNUMERIC", Builtin::is_numeric, 1, 1},
    {"ISURI", Builtin::is_iri, 1, 1},
    {"LANG", Builtin::lang, 1, 1},
    {"LANGMATCHES", Builtin::lang_matches, 2, 2},
    {"LCASE", Builtin::lcase, 1, 1},
    {"MD5", Builtin::md5, 1, 1},
    {"MINUTES", Builtin::minutes, 1, 1},
    {"MONTH", Builtin::month, 1, 1},
    {"NOW", Builtin::now, 0, 0},
    {"RAND", Builtin::rand, 0, 0},
    {"REGEX", Builtin::regex, 2, 3},
    {"REPLACE", Builtin::replace, 3, 4},
    {"ROUND", Builtin::round, 1, 1},
    {"SAMETERM", Builtin::same_term, 2, 2},
    {"SECONDS", Builtin::seconds, 1, 1},
    {"SHA1", Builtin::sha1, 1, 1},
    {"SHA256", Builtin::sha256, 1, 1},
    {"SHA384", Builtin::sha384, 1, 1},
    {"SHA512", Builtin::sha512, 1, 1},
    {"STR", Builtin::str, 1, 1},
    {"STRAFTER", Builtin::strafter, 2, 2},
    {"STRBEFORE", Builtin::strbefore, 2, 2},
    {"STRDT", Builtin::strdt, 2, 2},
    {"STRENDS", Builtin::strends, 2, 2},
    {"STRLANG", Builtin::strlang, 2, 2},
    {"STRLEN", Builtin::strlen, 1, 1},
    {"STRSTARTS", Builtin::strstarts, 2, 2},
    {"STRUUID", Builtin::struuid, 0, 0},
    {"SUBSTR", Builtin::substr, 2, 3},
    {"TIMEZONE", Builtin::timezone, 1, 1},
    {"TZ", Builtin::tz, 1, 1},
    {"UCASE", Builtin::ucase, 1, 1},
    {"URI", Builtin::iri, 1, 1},
    {"UUID", Builtin::uuid, 0, 0},
    {"YEAR", Builtin::year, 1, 1},
};

constexpr std::pair<std::string_view, AggregateFunction> aggregates[] = {
    {"COUNT", AggregateFunction::count},
    {"SUM", AggregateFunction::sum},
    {"MIN", AggregateFunction::min},
    {"MAX", AggregateFunction::max},
    {"AVG", AggregateFunction::avg},
    {"SAMPLE", AggregateFunction::sample},
    {"GROUP_CONCAT", AggregateFunction::group_concat},
};

const BuiltinSignature* signature_of(std::string_view word) {
  const std::string name = ascii::upper(word);
  const auto found =
      std::lower_bound(std::begin(signatures), std::end(signatures), name,
                       [](const BuiltinSignature& s, const std::string& n) { return s.name < n; });
  return found != std::end(signatures) && found->name == name ? found : nullptr;
}

std::optional<AggregateFunction> aggregate_of(std::string_view word) {
  const std::string name = ascii::upper(word);
  for (const auto& [known, function] : aggregates)
    if (known == name)
      return function;
  return std::nullopt;
}

/// `a || b || c …` as a tree of small depth; the operators are associative, errors included.
Expression balanced(Operation operation, std::vector<Expression>& parts, std::size_t from, std::size_t to) {
  if (to - from == 1)
    return std::move(parts[from]);
  const std::size_t middle = from + (to - from) / 2;
  std::vector<Expression> both;
  both.push_back(balanced(operation, parts, from, middle));
  both.push_back(balanced(operation, parts, middle, to));
  return Expression::of_operation(operation, std::move(both));
}

Expression binary(Operation operation, Expression left, Expression right) {
  std::vector<Expression> both;
  both.push_back(std::move(left));
  both.push_back(std::move(right));
  return Expression::of_operation(operation, std::move(both));
}

} // namespace

Expression Grammar::expression() {
  const Nested nested(*this);
  return conditional_chain(Operation::logical_or);
}

Expression Grammar::conditional_chain(Operation operation) {
  const bool is_or = operation == Operation::logical_or;
  std::vector<Expression> parts;
  do
    parts.push_back(is_or ? conditional_chain(Operation::logical_and) : relational());
  while (accept(is_or ? "||" : "&&"));
  return balanced(operation, parts, 0, parts.size());
}

Expression Grammar::relational() {
  static constexpr std::pair<std::string_view, Operation> comparisons[] = {
      {"=", Operation::equal},   {"!=", Operation::not_equal},  {"<", Operation::less},
      {">", Operation::greater}, {"<=", Operation::less_equal}, {">=", Operation::greater_equal},
  };
  Expression left = additive();
  for (const auto& [sign, operation] : comparisons)
    if (accept(sign))
      return binary(operation, std::move(left), additive());
  const bool negated = at_word("NOT") && at_word("IN", 1);
  if (!negated && !at_word("IN"))
    return left;
  take();
  if (negated)
    take();
  Expression membership;
  membership.kind = negated ? ExpressionKind::not_in : ExpressionKind::in;
  membership.arguments = expression_list();
  membership.arguments.insert(membership.arguments.begin(), std::move(left));
  return membership;
}

Expression Grammar::additive() {
  Expression left = multiplicative();
  for (int chain = 0; at("+") || at("-"); ++chain) {
    if (chain > max_depth)
      fail_too_deep();
    const Operation operation = take().text == "+" ? Operation::add : Operation::subtract;
    left = binary(operation, std::move(left), multiplicative());
  }
  return left;
}

Expression Grammar::multiplicative() {
  Expression left = unary();
  for (int chain = 0; at("*") || at("/"); ++chain) {
    if (chain > max_depth)
      fail_too_deep();
    const Operation operation = take().text == "*" ? Operation::multiply : Operation::divide;
    left = binary(operation, std::move(left), unary());
  }
  return left;
}

Expression Grammar::unary() {
  if (at_literal())
    return Expression::of_term(literal());
  Operation operation;
  if (accept("!"))
    operation = Operation::logical_not;
  else if (accept("+"))
    operation = Operation::plus;
  else if (accept("-"))
    operation = Operation::minus;
  else
    return primary();
  const Nested nested(*this);
  std::vector<Expression> one;
  // The grammar allows `! !x`, but only one sign before a number or a primary expression.
  one.push_back(operation == Operation::logical_not && at("!") ? unary() : primary());
  return Expression::of_operation(operation, std::move(one));
}

Expression Grammar::primary() {
  if (at("("))
    return bracketted();
  if (peek().kind == TokenKind::variable)
    return Expression::of_variable(variable());
  if (at_literal())
    return Expression::of_term(literal());
  if (at_iri())
    return iri_or_function();
  if (peek().kind == TokenKind::word)
    return built_in();
  fail_expected("an expression");
}

Expression Grammar::bracketted() {
  expect("(");
  Expression inner = expression();
  expect(")");
  return inner;
}

bool Grammar::at_constraint() const {
  return at("(") || at_iri() ||
         (peek().kind == TokenKind::word &&
          (signature_of(peek().text) || aggregate_of(peek().text) || at_word("EXISTS") || at_word("NOT")));
}

Expression Grammar::constraint() {
  const Nested nested(*this);
  if (at("("))
    return bracketted();
  if (at_iri()) {
    if (!at("(", 1))
      fail_expected("a condition in brackets or a function call");
    return iri_or_function();
  }
  if (peek().kind == TokenKind::word)
    return built_in();
  fail_expected("a condition in brackets or a function call");
}

Expression Grammar::built_in() {
  if (accept_word("EXISTS"))
    return exists(false);
  if (at_word("NOT") && at_word("EXISTS", 1)) {
    take();
    take();
    return exists(true);
  }
  const Token word = take();
  if (const auto function = aggregate_of(word.text)) {
    if (!aggregates_allowed_)
      fail("an aggregate can be used in SELECT, HAVING and ORDER BY only, and not inside another", word);
    return aggregate(*function);
  }
  const BuiltinSignature* signature = signature_of(word.text);
  if (!signature)
    fail("expected an expression, found '" + word.text + "'", word);
  if (signature->builtin == Builtin::bound) {
    expect("(");
    Expression call = Expression::of_builtin(Builtin::bound, {Expression::of_variable(variable())});
    expect(")");
    return call;
  }
  Expression call = Expression::of_builtin(signature->builtin, expression_list());
  if (call.arguments.size() < signature->least || call.arguments.size() > signature->most)
    fail(std::string(signature->name) + " takes " + std::to_string(signature->least) +
             (signature->least == signature->most ? "" : " to " + std::to_string(signature->most)) +
             " arguments, not " + std::to_string(call.arguments.size()),
         word);
  if (signature->builtin == Builtin::iri)
    call.base = base_;
  return call;
}

Expression Grammar::exists(bool negated) {
  Expression test;
  test.kind = negated ? ExpressionKind::not_exists : ExpressionKind::exists;
  test.exists_index = exists_count_++;
  const bool outside = std::exchange(aggregates_allowed_, false);
  test.pattern = group_graph_pattern();
  aggregates_allowed_ = outside;
  return test;
}

Expression Grammar::aggregate(AggregateFunction function) {
  auto call = std::make_shared<Aggregate>();
  call->function = function;
  expect("(");
  call->distinct = accept_word("DISTINCT");
  const bool outside = std::exchange(aggregates_allowed_, false);
  if (function != AggregateFunction::count || !accept("*"))
    call->argument = std::make_shared<Expression>(expression());
  aggregates_allowed_ = outside;
  if (function == AggregateFunction::group_concat && accept(";")) {
    expect_word("SEPARATOR");
    expect("=");
    if (peek().kind != TokenKind::string)
      fail_expected("a string after SEPARATOR =");
    call->separator = take().text;
  }
  expect(")");
  Expression expression;
  expression.kind = ExpressionKind::aggregate;
  expression.aggregate = std::move(call);
  return expression;
}

Expression Grammar::iri_or_function() {
  Expression call = Expression::of_term(rdf::Term(rdf::TermKind::iri, iri()));
  if (!at("("))
    return call;
  call.kind = ExpressionKind::function;
  if (at_word("DISTINCT", 1))
    fail("DISTINCT can be used in aggregates only", peek(1));
  call.arguments = expression_list();
  return call;
}

/// `()` or `(expression, …)`.
std::vector<Expression> Grammar::expression_list() {
  std::vector<Expression> list;
  expect("(");
  if (accept(")"))
    return list;
  do
    list.push_back(expression());
  while (accept(","));
  expect(")");
  return list;
}

} // namespace micrograph::query
