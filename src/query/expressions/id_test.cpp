#include "query/expressions/id_test.hpp"

#include "query/expressions/comparison.hpp"
#include "query/expressions/number.hpp"

#include <cmath>
#include <compare>
#include <utility>

namespace micrograph::query {

namespace {

using graph::Tag;
using graph::ValueId;

bool is_comparison(Operation operation) {
  return operation >= Operation::equal && operation <= Operation::greater_equal;
}

/// The same comparison with its sides exchanged.
Operation mirrored(Operation operation) {
  switch (operation) {
  case Operation::less:
    return Operation::greater;
  case Operation::greater:
    return Operation::less;
  case Operation::less_equal:
    return Operation::greater_equal;
  case Operation::greater_equal:
    return Operation::less_equal;
  default:
    return operation;
  }
}

constexpr std::int64_t e9 = 1'000'000'000;

/// The least number of an id tagged plain_double, times 10^9, whose double passes; one more than all if none does. Doubles
/// ascend with the numbers, so those that pass come last.
template <typename Passes> std::int64_t first_plain_double(Passes&& passes) {
  constexpr std::int64_t most = std::int64_t{1} << 53;
  std::int64_t below = -most - 1, end = most + 1;
  while (end - below > 1) {
    const std::int64_t middle = below + (end - below) / 2;
    (passes(static_cast<double>(middle) / static_cast<double>(e9)) ? end : below) = middle;
  }
  return end;
}

} // namespace

std::optional<IdTest> IdTest::of(const Expression& expression, LocalTerms& terms) {
  const auto& arguments = expression.arguments;
  if (expression.kind == ExpressionKind::in || expression.kind == ExpressionKind::not_in)
    return of_membership(expression, terms);
  if (expression.kind == ExpressionKind::builtin && expression.builtin == Builtin::bound &&
      arguments.front().kind == ExpressionKind::variable) {
    IdTest test;
    test.kind_ = Kind::bound;
    test.variable_ = arguments.front().variable;
    return test;
  }
  if (expression.kind != ExpressionKind::operation)
    return std::nullopt;
  switch (expression.operation) {
  case Operation::logical_and:
    return of_all(Kind::all_of, arguments, terms);
  case Operation::logical_or:
    return of_all(Kind::any_of, arguments, terms);
  case Operation::logical_not:
    return of_all(Kind::negation, arguments, terms);
  default:
    return is_comparison(expression.operation) ? of_comparison(expression, terms) : std::nullopt;
  }
}

std::optional<IdTest> IdTest::of_all(Kind kind, const std::vector<Expression>& parts, LocalTerms& terms) {
  IdTest test;
  test.kind_ = kind;
  for (const Expression& part : parts) {
    auto inner = of(part, terms);
    if (!inner)
      return std::nullopt;
    test.parts_.push_back(std::move(*inner));
  }
  return test;
}

/// `a = b || a = c …` (SPARQL 1.1, section 17.4.1.9).
std::optional<IdTest> IdTest::of_membership(const Expression& expression, LocalTerms& terms) {
  std::vector<Expression> equalities;
  for (std::size_t i = 1; i < expression.arguments.size(); ++i)
    equalities.push_back(Expression::of_operation(Operation::equal, {expression.arguments[0], expression.arguments[i]}));
  if (equalities.empty())
    return std::nullopt;
  auto any = of_all(Kind::any_of, equalities, terms);
  if (!any || expression.kind == ExpressionKind::in)
    return any;
  IdTest none;
  none.kind_ = Kind::negation;
  none.parts_.push_back(std::move(*any));
  return none;
}

std::optional<IdTest> IdTest::of_comparison(const Expression& expression, LocalTerms& terms) {
  const bool swapped = expression.arguments[0].kind == ExpressionKind::term;
  const Expression& variable = expression.arguments[swapped ? 1 : 0];
  const Expression& constant = expression.arguments[swapped ? 0 : 1];
  if (variable.kind != ExpressionKind::variable || constant.kind != ExpressionKind::term)
    return std::nullopt;
  IdTest test;
  test.variable_ = variable.variable;
  test.operation_ = swapped ? mirrored(expression.operation) : expression.operation;
  const rdf::Term& term = constant.term;
  if (term.kind == rdf::TermKind::iri) {
    if (test.operation_ != Operation::equal && test.operation_ != Operation::not_equal)
      return std::nullopt;
    test.kind_ = Kind::resource;
    test.constant_ = terms.intern(term);
    return test;
  }
  if (term.kind != rdf::TermKind::literal)
    return std::nullopt;
  if (const auto number = parse_number(term.value, term.datatype)) {
    // Against a float, numbers are compared as floats.
    if (number->type == NumericType::float_)
      return std::nullopt;
    test.kind_ = Kind::number;
    test.bound_.approximate = number->to_double();
    if (std::isnan(test.bound_.approximate))
      return std::nullopt;
    test.bound_.not_below = first_plain_double([&](double value) { return value >= test.bound_.approximate; });
    test.bound_.above = first_plain_double([&](double value) { return value > test.bound_.approximate; });
    if (number->is_exact()) {
      test.bound_.exact = true;
      if (!split(number->exact, test.bound_))
        return std::nullopt;
    }
    return test;
  }
  if (const auto id = ValueId::from_term(term); id && is_moment(id->tag())) {
    test.kind_ = Kind::moment;
    test.constant_ = *id;
    return test;
  }
  return std::nullopt;
}

/// False if it is too great, or has more than nine digits after the point.
bool IdTest::split(const Decimal& value, Bound& out) {
  const Decimal whole = value.floor();
  const auto rest = value.minus(whole);
  const auto scaled = rest ? rest->times(Decimal(e9)) : std::nullopt;
  const auto whole_part = whole.to_integer(), rest_part = scaled ? scaled->to_integer() : std::nullopt;
  if (!whole_part || !rest_part)
    return false;
  out.whole = *whole_part;
  out.rest = *rest_part;
  return true;
}

IdTest::Answer IdTest::answer(const ValueId* row) const {
  switch (kind_) {
  case Kind::number:
    return compare_number(row[variable_]);
  case Kind::moment:
    return compare_moment(row[variable_]);
  case Kind::resource:
    return compare_resource(row[variable_]);
  case Kind::bound:
    return row[variable_].defined() ? Answer::yes : Answer::no;
  case Kind::all_of:
    return joined(row, Answer::no);
  case Kind::any_of:
    return joined(row, Answer::yes);
  case Kind::negation: {
    const Answer inner = parts_.front().answer(row);
    return inner == Answer::yes ? Answer::no : inner == Answer::no ? Answer::yes : inner;
  }
  }
  return Answer::unknown;
}

/// Section 17.2: an error does not matter where another part decides.
IdTest::Answer IdTest::joined(const ValueId* row, Answer deciding) const {
  Answer out = deciding == Answer::yes ? Answer::no : Answer::yes;
  for (const IdTest& part : parts_) {
    const Answer answer = part.answer(row);
    if (answer == deciding)
      return deciding;
    if (answer == Answer::unknown || (answer == Answer::error && out != Answer::unknown))
      out = answer;
  }
  return out;
}

template <typename Ordering> IdTest::Answer IdTest::relation(Ordering order) const {
  const auto said = [](bool truth) { return truth ? Answer::yes : Answer::no; };
  switch (operation_) {
  case Operation::equal:
    return said(order == 0);
  case Operation::not_equal:
    return said(order != 0);
  case Operation::less:
    return said(order < 0);
  case Operation::greater:
    return said(order > 0);
  case Operation::less_equal:
    return said(order <= 0);
  default:
    return said(order >= 0);
  }
}

/// As compare(Number, Number) does it: exact numbers by value, with a double both as doubles.
IdTest::Answer IdTest::compare_number(ValueId id) const {
  switch (id.tag()) {
  case Tag::undefined:
    return Answer::error;
  case Tag::integer:
    if (!bound_.exact)
      return relation(static_cast<double>(id.integer_value()) <=> bound_.approximate);
    return relation(id.integer_value() != bound_.whole ? id.integer_value() <=> bound_.whole : 0 <=> bound_.rest);
  case Tag::decimal: {
    const std::int64_t scaled = id.decimal_value_e9();
    if (bound_.exact) {
      const std::int64_t whole = scaled / e9 - (scaled % e9 < 0 ? 1 : 0);
      return relation(whole != bound_.whole ? whole <=> bound_.whole : scaled - whole * e9 <=> bound_.rest);
    }
    // The quotient may be off by the last bit, which matters only where the two are as good as equal.
    const double value = static_cast<double>(scaled) / 1e9;
    if (!(std::abs(value - bound_.approximate) > 1e-12 * std::abs(value) + 1e-18))
      return Answer::unknown;
    return relation(value <=> bound_.approximate);
  }
  case Tag::plain_double: {
    const std::int64_t written = id.decimal_value_e9();
    return relation(written < bound_.not_below ? std::strong_ordering::less
                    : written < bound_.above   ? std::strong_ordering::equal
                                               : std::strong_ordering::greater);
  }
  case Tag::double_:
    return relation(id.double_value() <=> bound_.approximate);
  default:
    return Answer::unknown;
  }
}

IdTest::Answer IdTest::compare_moment(ValueId id) const {
  if (!id.defined())
    return Answer::error;
  const auto order = compare_moment_ids(id, constant_);
  return order ? relation(*order) : Answer::unknown;
}

/// No other term equals an IRI, and an IRI has one id.
IdTest::Answer IdTest::compare_resource(ValueId id) const {
  if (!id.defined())
    return Answer::error;
  return relation(id <=> constant_);
}

} // namespace micrograph::query
