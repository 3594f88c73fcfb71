#pragma once

#include "query/expressions/date_time.hpp"
#include "query/expressions/value.hpp"

#include <compare>
#include <optional>

namespace micrograph::query {

/// What kinds of values can be compared with each other: the operator mapping of SPARQL 1.1, section 17.3. In
/// the order of compare_for_order.
enum class Family : std::uint8_t {
  error,
  blank,
  iri,
  number,
  boolean,
  date_time,
  date,
  string,      ///< xsd:string
  lang_string, ///< with a language
  other,       ///< any other datatype, or a lexical form that its datatype does not have
};

/// A value taken apart for comparison.
struct Comparable {
  Family family = Family::error;
  Number number;
  bool truth = false;
  DateTime moment;
  SharedTerm term; ///< may be null for what was held as a number or in an id
};

[[nodiscard]] Comparable comparable(const Value& value, EvaluationContext& context);

/// The operator `=`. Absent for an error: two literals of which one has a datatype unknown here (or is
/// ill-typed) may or may not be the same value, unless they are the same term.
[[nodiscard]] std::optional<bool> equals(const Value& a, const Value& b, EvaluationContext& context);
/// What `<` and its like are made of. Absent for an error; unordered with NaN.
[[nodiscard]] std::optional<std::partial_ordering> compare(const Value& a, const Value& b,
                                                           EvaluationContext& context);
/// True for the tags of ids that carry a date, with or without a time.
[[nodiscard]] constexpr bool is_moment(graph::Tag tag) {
  return tag == graph::Tag::date || tag == graph::Tag::date_time;
}
/// The same of two ids that carry dates of one kind, without decoding them. Absent if they are others, or if only one
/// has a zone.
[[nodiscard]] std::optional<std::strong_ordering> compare_moment_ids(graph::ValueId a, graph::ValueId b);
/// sameTerm(): also false for errors.
[[nodiscard]] bool same_term(const Value& a, const Value& b, EvaluationContext& context);

} // namespace micrograph::query
