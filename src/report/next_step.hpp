#pragma once

#include <string>

namespace micrograph::report {

/// What to do so that more images state a fact of the question `quality/completeness`; empty for a fact it does not ask for.
[[nodiscard]] std::string next_step(const std::string& fact);

} // namespace micrograph::report
