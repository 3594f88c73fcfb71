#include "query/expressions/comparison.hpp"

#include "query/evaluation_context.hpp"
#include "query/expressions/datatypes.hpp"

namespace micrograph::query {

namespace {

using graph::Tag;
using graph::ValueId;

Comparable of_literal(SharedTerm term) {
  namespace xsd = datatypes::xsd;
  Comparable out;
  const rdf::Term& literal = *term;
  out.family = Family::other;
  if (!literal.language.empty()) {
    out.family = Family::lang_string;
  } else if (literal.datatype.empty()) {
    out.family = Family::string;
  } else if (literal.datatype == xsd::boolean) {
    out.truth = literal.value == "true" || literal.value == "1";
    if (out.truth || literal.value == "false" || literal.value == "0")
      out.family = Family::boolean;
  } else if (literal.datatype == xsd::date_time || literal.datatype == xsd::date) {
    const bool with_time = literal.datatype == xsd::date_time;
    if (auto moment = with_time ? parse_date_time(literal.value) : parse_date(literal.value)) {
      out.moment = std::move(*moment);
      out.family = with_time ? Family::date_time : Family::date;
    }
  } else if (auto number = parse_number(literal.value, literal.datatype)) {
    out.number = std::move(*number);
    out.family = Family::number;
  }
  out.term = std::move(term);
  return out;
}

std::optional<std::strong_ordering> compare_times(const Value& a, const Value& b) {
  return a.id() && b.id() ? compare_moment_ids(*a.id(), *b.id()) : std::nullopt;
}

/// Absent where it cannot be known: see compare_moments.
std::optional<std::partial_ordering> compare_same_family(const Comparable& a, const Comparable& b) {
  switch (a.family) {
  case Family::number:
    return compare(a.number, b.number);
  case Family::boolean:
    return a.truth <=> b.truth;
  case Family::date_time:
  case Family::date:
    return compare_moments(a.moment, b.moment);
  default:
    return a.term->value <=> b.term->value; // UTF-8 sorts as its code points do
  }
}

bool is_comparable(Family family) {
  return family >= Family::number && family <= Family::string;
}

} // namespace

/// The instant lies above the zone (and the number of digits): see graph/value_time.hpp.
std::optional<std::strong_ordering> compare_moment_ids(ValueId a, ValueId b) {
  constexpr unsigned below_date = 9, below_date_time = 11;
  if (a.tag() != b.tag() || !is_moment(a.tag()))
    return std::nullopt;
  constexpr std::uint64_t zone_bits = 511;
  if (((a.payload() & zone_bits) == 0) != ((b.payload() & zone_bits) == 0))
    return std::nullopt; // not so simple
  const unsigned shift = a.tag() == Tag::date ? below_date : below_date_time;
  return a.payload() >> shift <=> b.payload() >> shift;
}

Comparable comparable(const Value& value, EvaluationContext& context) {
  Comparable out;
  if (value.is_error())
    return out;
  if (const ValueId* id = value.id(); id && id->tag() == Tag::boolean) {
    out.family = Family::boolean;
    out.truth = id->boolean_value();
    return out;
  }
  const ValueId* id = value.id();
  if (value.number() ||
      (id && graph::is_number(id->tag()))) {
    out.family = Family::number;
    out.number = *number_of(value, context);
    return out;
  }
  SharedTerm term = term_of(value, context);
  if (term->kind == rdf::TermKind::literal)
    return of_literal(std::move(term));
  out.family = term->kind == rdf::TermKind::iri ? Family::iri : Family::blank;
  out.term = std::move(term);
  return out;
}

bool same_term(const Value& a, const Value& b, EvaluationContext& context) {
  if (a.is_error() || b.is_error())
    return false;
  // Within one run ids are equal exactly if the terms are.
  if (a.id() && b.id())
    return *a.id() == *b.id();
  return *term_of(a, context) == *term_of(b, context);
}

std::optional<bool> equals(const Value& a, const Value& b, EvaluationContext& context) {
  if (a.is_error() || b.is_error())
    return std::nullopt;
  if (const auto order = compare_times(a, b))
    return *order == 0;
  const bool same_id = a.id() && b.id() && *a.id() == *b.id();
  if (same_id && a.id()->tag() != Tag::double_ && a.id()->tag() != Tag::vocabulary &&
      a.id()->tag() != Tag::local)
    return true; // NaN is not equal to itself, and a dictionary may hold one spelt in its own way
  const Comparable left = comparable(a, context), right = comparable(b, context);
  if (left.family == right.family && is_comparable(left.family)) {
    const auto order = compare_same_family(left, right);
    return order ? std::optional(*order == 0) : std::nullopt;
  }
  if (same_id || (left.term && right.term && *left.term == *right.term))
    return true;
  const bool literals = left.family >= Family::number && right.family >= Family::number;
  if (left.family == Family::lang_string || right.family == Family::lang_string)
    return false; // no datatype has values with a language
  if (literals && (left.family == Family::other || right.family == Family::other))
    return std::nullopt;
  return false; // the value spaces of datatypes that are known have nothing in common
}

std::optional<std::partial_ordering> compare(const Value& a, const Value& b, EvaluationContext& context) {
  if (a.is_error() || b.is_error())
    return std::nullopt;
  if (const auto order = compare_times(a, b))
    return *order;
  const Comparable left = comparable(a, context), right = comparable(b, context);
  if (left.family != right.family || !is_comparable(left.family))
    return std::nullopt;
  return compare_same_family(left, right);
}

} // namespace micrograph::query
