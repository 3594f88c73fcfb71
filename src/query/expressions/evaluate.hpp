#pragma once

#include "query/evaluation_context.hpp"
#include "query/expression.hpp"
#include "query/expressions/ordering.hpp"
#include "query/expressions/value.hpp"

namespace micrograph::query {

/// Works out once what does not change from row to row: constants, constant regular expressions. Recursive;
/// call once per query. The result is read-only and may be shared by threads.
void prepare(Expression& expression);

/// SPARQL 1.1, section 17. A variable without value is an error, except to BOUND and COALESCE. Never throws
/// for what a query says.
[[nodiscard]] Value evaluate(const Expression& expression, EvaluationContext& context);

/// FILTER: the effective boolean value is true; errors are false.
[[nodiscard]] bool holds(const Expression& expression, EvaluationContext& context);

} // namespace micrograph::query
