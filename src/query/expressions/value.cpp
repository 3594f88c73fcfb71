#include "query/expressions/value.hpp"

#include "query/evaluation_context.hpp"
#include "query/expressions/datatypes.hpp"

namespace micrograph::query {

namespace {

using graph::Tag;
using graph::ValueId;

rdf::Term number_term(const Number& number) {
  return {rdf::TermKind::literal, number.text(), datatype_of(number.type)};
}

std::optional<bool> effective_boolean(const rdf::Term& term) {
  namespace xsd = datatypes::xsd;
  if (term.kind != rdf::TermKind::literal)
    return std::nullopt;
  if (term.datatype.empty()) // a plain literal, with a language or without
    return !term.value.empty();
  if (term.datatype == xsd::boolean) // what is ill-typed counts as false
    return term.value == "true" || term.value == "1";
  if (!is_numeric_datatype(term.datatype))
    return std::nullopt;
  const std::optional<Number> number = parse_number(term.value, term.datatype);
  if (!number)
    return false;
  return number->is_exact() ? number->exact.sign() != 0 : number->approximate < 0 || number->approximate > 0;
}

} // namespace

Value from_id(ValueId id, EvaluationContext&) {
  return Value(id);
}

ValueId to_id(const Value& value, EvaluationContext& context) {
  if (value.id())
    return *value.id();
  if (const Number* number = value.number()) {
    // Most sums and counts: no text is made.
    constexpr std::int64_t limit = std::int64_t{1} << 59;
    if (number->type == NumericType::integer)
      if (const auto whole = number->exact.to_integer(); whole && *whole >= -limit && *whole < limit)
        return ValueId(Tag::integer, static_cast<std::uint64_t>(*whole + limit));
    return context.terms.intern(number_term(*number));
  }
  return value.term() ? context.terms.intern(**value.term()) : graph::undefined;
}

rdf::Term to_term(const Value& value, EvaluationContext& context) {
  if (value.id())
    return context.terms.term(*value.id());
  if (value.number())
    return number_term(*value.number());
  return value.term() ? **value.term() : rdf::Term();
}

Value integer(std::int64_t value) {
  return Value(Number::of_integer(value));
}
Value boolean(bool value) {
  return Value(ValueId(Tag::boolean, value ? 1 : 0));
}
Value text(std::string value) {
  return Value(rdf::Term(rdf::TermKind::literal, std::move(value)));
}
Value iri_value(std::string iri) {
  return Value(rdf::Term(rdf::TermKind::iri, std::move(iri)));
}
Value typed_literal(std::string lexical, std::string datatype) {
  return Value(rdf::Term(rdf::TermKind::literal, std::move(lexical), std::move(datatype)));
}

SharedTerm term_of(const Value& value, EvaluationContext& context) {
  if (value.term())
    return *value.term();
  return value.is_error() ? nullptr : std::make_shared<const rdf::Term>(to_term(value, context));
}

std::optional<Number> number_of(const Value& value, EvaluationContext& context) {
  if (value.number())
    return *value.number();
  if (const ValueId* id = value.id(); id && id->carries_value()) {
    switch (id->tag()) {
    case Tag::integer:
      return Number::of_integer(id->integer_value());
    case Tag::decimal:
      return Number::of_exact(NumericType::decimal, Decimal(id->decimal_value_e9(), 9));
    case Tag::double_:
    case Tag::plain_double:
      return Number::of_double(id->double_value());
    default:
      return std::nullopt;
    }
  }
  const SharedTerm term = term_of(value, context);
  if (!term || term->kind != rdf::TermKind::literal)
    return std::nullopt;
  return parse_number(term->value, term->datatype);
}

std::optional<bool> effective_boolean(const Value& value, EvaluationContext& context) {
  if (value.is_error())
    return std::nullopt;
  if (const ValueId* id = value.id(); id && id->tag() == Tag::boolean)
    return id->boolean_value();
  const ValueId* id = value.id();
  if (!value.number() && !(id && graph::is_number(id->tag())))
    return effective_boolean(*term_of(value, context));
  const std::optional<Number> number = number_of(value, context);
  return number->is_exact() ? number->exact.sign() != 0 : number->approximate < 0 || number->approximate > 0;
}

Value add(const Value& a, const Value& b, EvaluationContext& context) {
  const auto left = number_of(a, context), right = number_of(b, context);
  if (!left || !right)
    return {};
  std::optional<Number> sum = add(*left, *right);
  return sum ? Value(std::move(*sum)) : Value();
}

Value divide(const Value& a, const Value& b, EvaluationContext& context) {
  const auto left = number_of(a, context), right = number_of(b, context);
  if (!left || !right)
    return {};
  std::optional<Number> quotient = divide(*left, *right);
  return quotient ? Value(std::move(*quotient)) : Value();
}

} // namespace micrograph::query
