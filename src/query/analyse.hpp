#pragma once

#include "query/algebra.hpp"

namespace micrograph::query {

/// Fills in `certain` and `possible` of every node, and the variables that carry the active graph into
/// sub-selects. `graph` is the variable of the GRAPH around, if there is one.
void analyse(Algebra& node, VariableIndex graph = no_variable);

} // namespace micrograph::query
