#pragma once

#include "query/operators/operator.hpp"

#include <string>

namespace micrograph::query {

/// The tree of operators, a line each, indented by depth: estimated rows, and with `measured` what came and
/// how long it took.
[[nodiscard]] std::string plan_text(const Operator& root, bool measured);

} // namespace micrograph::query
