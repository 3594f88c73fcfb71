#pragma once

#include "query/algebra.hpp"
#include "query/plan_options.hpp"

namespace micrograph::query {

/// Rewrites that hold for every source, done once when a query is prepared: filters move down to where their
/// variables are bound, expressions are prepared, and each node learns which variables it binds.
void optimize(Algebra& root, const PlanOptions& options = {});

/// Variables that the expression mentions, those inside of EXISTS included.
[[nodiscard]] VariableSet mentioned_variables(const Expression& expression);
/// The same of everything in a pattern, as far as it is of the same frame.
[[nodiscard]] VariableSet mentioned_variables(const Algebra& pattern);
[[nodiscard]] bool has_exists(const Expression& expression);

/// True if running the pattern with `given` already bound gives exactly the solutions that a join with them
/// would leave: what a nested loop needs. Not so where a filter or an optional part would see a variable that
/// it does not bind by itself.
[[nodiscard]] bool can_take_bindings(const Algebra& pattern, const VariableSet& given);

} // namespace micrograph::query
