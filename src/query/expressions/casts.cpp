#include "query/expressions/comparison.hpp"
#include "query/expressions/datatypes.hpp"
#include "query/expressions/functions.hpp"

#include <cmath>

namespace micrograph::query {

namespace {

namespace xsd = datatypes::xsd;

/// XSD's white space facet `collapse`, as far as it matters for forms that have no space inside.
std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

/// A double or float as a string (XPath Functions and Operators 3.1, section 19.1.2.2): without exponent from
/// 1e-6 up to 1e6.
std::string string_of(const Number& number) {
  const double amount = std::fabs(number.approximate);
  if (number.is_exact() || !std::isfinite(amount) || (amount != 0 && (amount < 1e-6 || amount >= 1e6)))
    return number.text();
  if (amount == 0)
    return std::signbit(number.approximate) ? "-0" : "0";
  // The canonical form has the fewest digits that mean this number; moving its point loses none.
  const std::string canonical = number.text();
  const std::size_t e = canonical.find('E');
  std::string digits = canonical.substr(0, e);
  const bool negative = digits.front() == '-';
  digits.erase(0, negative ? 1 : 0);
  digits.erase(1, 1); // the point
  const int exponent = std::stoi(canonical.substr(e + 1));
  if (exponent < 0)
    digits.insert(0, "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0'));
  else if (const auto whole = static_cast<std::size_t>(exponent) + 1; digits.size() > whole)
    digits.insert(whole, 1, '.');
  else
    digits.append(whole - digits.size(), '0');
  const std::optional<Decimal> exact = Decimal::parse_xsd(digits); // drops the zeros at the end
  return (negative ? "-" : "") + exact->text();
}

Value to_string(const Comparable& source) {
  switch (source.family) {
  case Family::number:
    return text(string_of(source.number));
  case Family::boolean:
    return text(source.truth ? "true" : "false");
  case Family::error:
  case Family::blank:
    return {};
  default:
    return text(source.term->value);
  }
}

Value to_boolean(const Comparable& source) {
  switch (source.family) {
  case Family::boolean:
    return boolean(source.truth);
  case Family::number:
    return boolean(source.number.is_exact() ? source.number.exact.sign() != 0
                                            : source.number.approximate < 0 || source.number.approximate > 0);
  case Family::string: {
    const std::string_view lexical = trimmed(source.term->value);
    if (lexical == "true" || lexical == "1")
      return boolean(true);
    return lexical == "false" || lexical == "0" ? boolean(false) : Value();
  }
  default:
    return {};
  }
}

/// To xsd:integer or xsd:decimal.
Value to_exact(const Comparable& source, NumericType type) {
  std::optional<Decimal> exact;
  if (source.family == Family::string) {
    if (auto number = parse_number(trimmed(source.term->value), datatype_of(type)))
      exact = std::move(number->exact);
  } else if (source.family == Family::boolean) {
    exact = Decimal(source.truth ? 1 : 0);
  } else if (source.family == Family::number) {
    exact = source.number.is_exact() ? source.number.exact : Decimal::from_double(source.number.approximate);
  }
  if (!exact)
    return {};
  return Value(Number::of_exact(type, type == NumericType::integer ? exact->truncated() : std::move(*exact)));
}

Value to_float_or_double(const Comparable& source, NumericType type) {
  const bool is_float = type == NumericType::float_;
  std::optional<Number> number;
  if (source.family == Family::string)
    number = parse_number(trimmed(source.term->value), datatype_of(type));
  else if (source.family == Family::boolean)
    number = promoted(Number::of_integer(source.truth ? 1 : 0), type);
  else if (source.family == Family::number)
    number = is_float ? Number::of_float(static_cast<float>(source.number.to_double()))
                      : Number::of_double(source.number.to_double());
  return number ? Value(std::move(*number)) : Value();
}

/// `2026-11-21` out of `2026-11-21T03:00:00Z`, with its zone; and the other way round at midnight.
Value to_moment(const Comparable& source, bool with_time) {
  const char* const datatype = with_time ? xsd::date_time : xsd::date;
  if (source.family == Family::string) {
    const std::string_view lexical = trimmed(source.term->value);
    const bool good = with_time ? parse_date_time(lexical).has_value() : parse_date(lexical).has_value();
    return good ? typed_literal(std::string(lexical), datatype) : Value();
  }
  if (source.family != Family::date_time && source.family != Family::date)
    return {};
  if ((source.family == Family::date_time) == with_time)
    return Value(source.term);
  const std::string zone = zone_text(source.moment);
  const std::string& lexical = source.term->value;
  if (!with_time)
    return typed_literal(lexical.substr(0, lexical.find('T')) + zone, datatype);
  const std::size_t day_end = lexical.find('-', lexical.find('-', 1) + 1) + 3;
  return typed_literal(lexical.substr(0, day_end) + "T00:00:00" + zone, datatype);
}

/// Null if the IRI names no constructor.
using Constructor = Value (*)(const Comparable&);
Constructor constructor_of(std::string_view iri) {
  static constexpr std::pair<std::string_view, Constructor> constructors[] = {
      {xsd::string, to_string},
      {xsd::boolean, to_boolean},
      {xsd::integer, [](const Comparable& source) { return to_exact(source, NumericType::integer); }},
      {xsd::decimal, [](const Comparable& source) { return to_exact(source, NumericType::decimal); }},
      {xsd::float_, [](const Comparable& source) { return to_float_or_double(source, NumericType::float_); }},
      {xsd::double_,
       [](const Comparable& source) { return to_float_or_double(source, NumericType::double_); }},
      {xsd::date_time, [](const Comparable& source) { return to_moment(source, true); }},
      {xsd::date, [](const Comparable& source) { return to_moment(source, false); }},
  };
  for (const auto& [name, constructor] : constructors)
    if (name == iri)
      return constructor;
  return nullptr;
}

} // namespace

Value call_function(const std::string& iri, Arguments arguments, EvaluationContext& context) {
  if (const Constructor constructor = constructor_of(iri))
    return arguments.size() == 1 ? constructor(comparable(arguments[0], context)) : Value();
  if (!context.functions)
    return {};
  const auto function = context.functions->find(iri);
  if (function == context.functions->end())
    return {};
  std::vector<rdf::Term> terms;
  for (const Value& argument : arguments)
    terms.push_back(to_term(argument, context));
  return Value(function->second(terms));
}

} // namespace micrograph::query
