#include "query/expressions/ordering.hpp"

#include "query/evaluation_context.hpp"
#include "query/expressions/comparison.hpp"

#include <tuple>

namespace micrograph::query {

namespace {

template <typename Ordering> int sign_of(Ordering order) {
  return (order > 0) - (order < 0);
}

/// The order of two ids of one kind whose values lie in them and differ. Zero if that cannot be told.
int compare_carried(graph::ValueId a, graph::ValueId b) {
  using graph::Tag;
  if (a.tag() != b.tag())
    return 0;
  switch (a.tag()) {
  case Tag::integer:
    return sign_of(a <=> b);
  case Tag::decimal:
  case Tag::plain_double:
    return sign_of(a.decimal_value_e9() <=> b.decimal_value_e9());
  case Tag::double_:
    return sign_of(a.double_value() <=> b.double_value()); // with NaN neither is greater
  case Tag::date:
  case Tag::date_time: {
    const auto order = compare_moment_ids(a, b);
    return order ? sign_of(*order) : 0;
  }
  default:
    return 0;
  }
}

int compare_values(const Comparable& a, const Comparable& b) {
  switch (a.family) {
  case Family::number:
    return sign_of(compare_exactly(a.number, b.number));
  case Family::boolean:
    return sign_of(a.truth <=> b.truth);
  case Family::date_time:
  case Family::date:
    return sign_of(a.moment <=> b.moment);
  case Family::other:
    return sign_of(std::tie(a.term->datatype, a.term->value) <=> std::tie(b.term->datatype, b.term->value));
  default:
    return sign_of(a.term->value <=> b.term->value);
  }
}

} // namespace

int compare_for_order(const Value& a, const Value& b, EvaluationContext& context) {
  if (a.id() && b.id()) {
    if (*a.id() == *b.id())
      return 0;
    if (const int order = compare_carried(*a.id(), *b.id()); order != 0)
      return order;
  }
  const Comparable left = comparable(a, context), right = comparable(b, context);
  if (left.family != right.family)
    return left.family < right.family ? -1 : 1;
  if (left.family == Family::error)
    return 0;
  if (const int order = compare_values(left, right); order != 0)
    return order;
  // Equal values of different spelling: any order will do, as long as it is always the same.
  const SharedTerm p = left.term ? left.term : term_of(a, context);
  const SharedTerm q = right.term ? right.term : term_of(b, context);
  return sign_of(std::tie(p->datatype, p->value, p->language) <=>
                 std::tie(q->datatype, q->value, q->language));
}

} // namespace micrograph::query
