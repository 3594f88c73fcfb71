#pragma once

#include "query/algebra.hpp"

namespace micrograph::query {

/// Fills in `unread` of every frame; after analyse(), since COUNT of a variable that is always bound does not look at it.
void find_unread(Algebra& root);

} // namespace micrograph::query
