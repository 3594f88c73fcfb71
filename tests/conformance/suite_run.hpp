#pragma once

#include "conformance/manifest.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace micrograph::conformance {

/// What a judge says of a case: empty if it passed, otherwise why not.
using Judge = std::function<std::string(const TestCase&)>;

/// Cases that are known to fail: the reason by test IRI.
using KnownFailures = std::map<std::string, std::string>;

/// Reads a table of two columns, `test` and `reason`, with a header. Throws std::runtime_error at a line
/// without a reason, since a failure that nobody can explain is not known.
[[nodiscard]] KnownFailures read_known_failures(const std::filesystem::path& file);

/// Judges every case and prints those that surprise, then the line `N passed, N failed`. A judge that throws
/// has failed the case.
///
/// Returns the status for main: 1 if a case fails that is not known to, if one passes that is, if the table
/// names a case that the suite (the cases whose IRI starts with `suite_iri`) has not, or if the number of
/// cases is not `expected`, so that no case gets lost.
[[nodiscard]] int run_suite(const std::vector<TestCase>& cases, std::size_t expected,
                            const KnownFailures& known, const std::string& suite_iri, const Judge& judge);

/// What main() of a runner does: checks that it was called as `usage` says (`NAME COUNT` or `NAME SUITE COUNT`), and calls
/// `run` with SUITE, empty if there is none, and COUNT. Returns what that returns; 2, with the reason printed, if it throws.
[[nodiscard]] int run_main(int count, char** arguments, const std::string& usage,
                           const std::function<int(const std::string& suite, std::size_t expected)>& run);

} // namespace micrograph::conformance
