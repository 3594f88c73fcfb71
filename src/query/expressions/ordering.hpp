#pragma once

#include "query/expressions/value.hpp"

namespace micrograph::query {

/// ORDER BY's order (SPARQL 1.1, section 15.1), made total and deterministic; also that of MIN and MAX.
///
/// Negative, zero, positive. Unbound or error < blank < IRI < literal. Literals lie in families (numbers,
/// booleans, times, dates, text, text with a language, all others by datatype), each in the order of `<`,
/// then by datatype, lexical form and language, so that only equal terms compare equal. Numbers compare by
/// their exact values, since promotion is not transitive.
[[nodiscard]] int compare_for_order(const Value& a, const Value& b, EvaluationContext& context);

} // namespace micrograph::query
