#pragma once

#include "conformance/suite_run.hpp"

#include <functional>

namespace micrograph::conformance {

/// The main of a runner for the suites of SPARQL: `MANIFEST COUNT`, a manifest below suites/w3c-rdf-tests and how many of
/// its cases `is_wanted`. Returns the status for main, that of a skipped test if the suites are not there.
[[nodiscard]] int run_sparql_suite(int count, char** arguments, const std::function<bool(const TestCase&)>& is_wanted,
                                   const Judge& judge);

} // namespace micrograph::conformance
