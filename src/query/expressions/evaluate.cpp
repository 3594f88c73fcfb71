#include "query/expressions/evaluate.hpp"

#include "base/error.hpp"
#include "query/expressions/comparison.hpp"
#include "query/expressions/functions.hpp"
#include "query/expressions/unicode.hpp"

#include <array>
#include <vector>

namespace micrograph::query {

namespace {

using Truth = std::optional<bool>; ///< absent is an error

Value value_of(Truth truth) {
  return truth ? boolean(*truth) : Value();
}

Truth truth_of(const Expression& expression, EvaluationContext& context) {
  return effective_boolean(evaluate(expression, context), context);
}

/// Section 17.2: an error on one side does not matter where the other side decides.
Truth logical(const Expression& expression, bool deciding, EvaluationContext& context) {
  const Truth left = truth_of(expression.arguments[0], context);
  if (left == deciding)
    return deciding;
  const Truth right = truth_of(expression.arguments[1], context);
  if (right == deciding)
    return deciding;
  return left && right ? Truth(!deciding) : std::nullopt;
}

Truth relation(Operation operation, const Value& left, const Value& right, EvaluationContext& context) {
  if (operation == Operation::equal)
    return equals(left, right, context);
  if (operation == Operation::not_equal) {
    const Truth equal = equals(left, right, context);
    return equal ? Truth(!*equal) : std::nullopt;
  }
  const auto order = compare(left, right, context);
  if (!order)
    return std::nullopt;
  switch (operation) {
  case Operation::less:
    return *order < 0;
  case Operation::greater:
    return *order > 0;
  case Operation::less_equal:
    return *order <= 0;
  default:
    return *order >= 0;
  }
}

std::optional<Number> arithmetic(Operation operation, const Number& left, const Number& right) {
  switch (operation) {
  case Operation::add:
    return add(left, right);
  case Operation::subtract:
    return subtract(left, right);
  case Operation::multiply:
    return multiply(left, right);
  default:
    return divide(left, right);
  }
}

Value calculated(const Expression& expression, EvaluationContext& context) {
  const auto left = number_of(evaluate(expression.arguments[0], context), context);
  if (!left)
    return {};
  if (expression.operation == Operation::plus)
    return Value(*left);
  if (expression.operation == Operation::minus)
    return Value(negated(*left));
  const auto right = number_of(evaluate(expression.arguments[1], context), context);
  if (!right)
    return {};
  auto result = arithmetic(expression.operation, *left, *right);
  return result ? Value(std::move(*result)) : Value();
}

Value operation(const Expression& expression, EvaluationContext& context) {
  switch (expression.operation) {
  case Operation::logical_or:
    return value_of(logical(expression, true, context));
  case Operation::logical_and:
    return value_of(logical(expression, false, context));
  case Operation::logical_not: {
    const Truth truth = truth_of(expression.arguments[0], context);
    return truth ? boolean(!*truth) : Value();
  }
  case Operation::equal:
  case Operation::not_equal:
  case Operation::less:
  case Operation::greater:
  case Operation::less_equal:
  case Operation::greater_equal:
    return value_of(relation(expression.operation, evaluate(expression.arguments[0], context),
                             evaluate(expression.arguments[1], context), context));
  default:
    return calculated(expression, context);
  }
}

/// `a = b || a = c …` (section 17.4.1.9), so an error matters only if nothing is equal.
Truth is_in(const Expression& expression, EvaluationContext& context) {
  const Value left = evaluate(expression.arguments[0], context);
  bool any_error = false;
  for (std::size_t i = 1; i < expression.arguments.size(); ++i) {
    const Truth equal = equals(left, evaluate(expression.arguments[i], context), context);
    if (equal == true)
      return true;
    any_error = any_error || !equal;
  }
  return any_error ? Truth() : Truth(false);
}

Value strict_call(const Expression& call, Arguments arguments, EvaluationContext& context) {
  switch (call.builtin) {
  case Builtin::abs:
  case Builtin::ceil:
  case Builtin::floor:
  case Builtin::round:
  case Builtin::rand:
    return call_numeric_function(call.builtin, arguments, context);
  case Builtin::now:
  case Builtin::year:
  case Builtin::month:
  case Builtin::day:
  case Builtin::hours:
  case Builtin::minutes:
  case Builtin::seconds:
  case Builtin::timezone:
  case Builtin::tz:
    return call_date_function(call.builtin, arguments, context);
  case Builtin::md5:
  case Builtin::sha1:
  case Builtin::sha256:
  case Builtin::sha384:
  case Builtin::sha512:
    return call_hash_function(call.builtin, arguments, context);
  case Builtin::regex:
  case Builtin::replace:
    return call_regex_function(call, arguments, context);
  case Builtin::lang_matches:
  case Builtin::concat:
  case Builtin::strlen:
  case Builtin::ucase:
  case Builtin::lcase:
  case Builtin::encode_for_uri:
  case Builtin::contains:
  case Builtin::strstarts:
  case Builtin::strends:
  case Builtin::strbefore:
  case Builtin::strafter:
  case Builtin::substr:
    return call_string_function(call.builtin, arguments, context);
  default:
    return call_term_function(call, arguments, context);
  }
}

/// Evaluates the arguments and calls; an error among them is the result.
template <typename Call>
Value with_arguments(const Expression& expression, EvaluationContext& context, Call call) {
  std::array<Value, 4>
      few; // no built-in but CONCAT has more, so most calls keep their arguments on the stack
  std::vector<Value> many;
  const std::size_t count = expression.arguments.size();
  if (count > few.size())
    many.resize(count);
  const std::span<Value> values =
      count > few.size() ? std::span<Value>(many) : std::span<Value>(few).first(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = evaluate(expression.arguments[i], context);
    if (values[i].is_error())
      return {};
  }
  return call(Arguments(values));
}

/// The forms that do not evaluate all of their arguments, and the calls that do.
Value builtin(const Expression& call, EvaluationContext& context) {
  switch (call.builtin) {
  case Builtin::bound:
    return boolean(!evaluate(call.arguments[0], context).is_error());
  case Builtin::coalesce:
    for (const Expression& argument : call.arguments)
      if (Value value = evaluate(argument, context); !value.is_error())
        return value;
    return {};
  case Builtin::if_: {
    const Truth condition = truth_of(call.arguments[0], context);
    return condition ? evaluate(call.arguments[*condition ? 1 : 2], context) : Value();
  }
  default:
    return with_arguments(call, context,
                          [&](Arguments values) { return strict_call(call, values, context); });
  }
}

bool is_constant(const Expression& expression) {
  return expression.kind == ExpressionKind::term;
}

/// The lexical form of a constant simple literal, which pattern and flags of a regular expression must be.
std::optional<std::string_view> constant_text(const Expression& expression) {
  const rdf::Term& term = expression.term;
  const bool simple = is_constant(expression) && term.kind == rdf::TermKind::literal &&
                      term.datatype.empty() && term.language.empty();
  return simple ? std::optional<std::string_view>(term.value) : std::nullopt;
}

void prepare_regex(const Expression& call, PreparedExpression& prepared) {
  const std::size_t flags_index = call.builtin == Builtin::regex ? 2 : 3;
  const bool has_flags = call.arguments.size() > flags_index;
  if (!is_constant(call.arguments[1]) || (has_flags && !is_constant(call.arguments[flags_index])))
    return;
  prepared.constant_regex = true;
  const auto pattern = constant_text(call.arguments[1]);
  const auto flags = has_flags ? constant_text(call.arguments[flags_index]) : std::string_view();
  if (pattern && flags)
    prepared.regex = Regex::compile(*pattern, *flags);
}

Value constant(const rdf::Term& term) {
  const auto id = graph::ValueId::from_term(term);
  return id ? Value(*id) : Value(term);
}

} // namespace

void prepare(Expression& expression) {
  for (Expression& argument : expression.arguments)
    prepare(argument);
  auto prepared = std::make_shared<PreparedExpression>();
  if (expression.kind == ExpressionKind::term)
    prepared->constant = constant(expression.term);
  else if (expression.kind == ExpressionKind::builtin &&
           (expression.builtin == Builtin::regex || expression.builtin == Builtin::replace))
    prepare_regex(expression, *prepared);
  else
    return;
  expression.prepared = std::move(prepared);
}

Value evaluate(const Expression& expression, EvaluationContext& context) {
  switch (expression.kind) {
  case ExpressionKind::variable:
    return expression.variable < context.row.size() ? Value(context.row[expression.variable]) : Value();
  case ExpressionKind::term:
    return expression.prepared ? expression.prepared->constant : constant(expression.term);
  case ExpressionKind::operation:
    return operation(expression, context);
  case ExpressionKind::builtin:
    return builtin(expression, context);
  case ExpressionKind::function:
    return with_arguments(expression, context, [&](Arguments values) {
      return call_function(expression.term.value, values, context);
    });
  case ExpressionKind::in:
    return value_of(is_in(expression, context));
  case ExpressionKind::not_in: {
    const Truth found = is_in(expression, context);
    return found ? boolean(!*found) : Value();
  }
  case ExpressionKind::exists:
  case ExpressionKind::not_exists: {
    MICROGRAPH_EXPECTS(context.exists);
    const bool found = context.exists(expression, context.row);
    return boolean(found == (expression.kind == ExpressionKind::exists));
  }
  case ExpressionKind::aggregate:
    break;
  }
  MICROGRAPH_EXPECTS(expression.kind != ExpressionKind::aggregate);
  return {};
}

bool holds(const Expression& expression, EvaluationContext& context) {
  return truth_of(expression, context).value_or(false);
}

} // namespace micrograph::query
