#pragma once

#include "conformance/manifest.hpp"
#include "support/shared.hpp"

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

/// What CTest knows a test by that was skipped (SKIP_RETURN_CODE).
inline constexpr int skipped = 77;

/// Runs a suite that a table lists, `Suite` being made from its folder and having cases() and judge(): the folder lies below
/// the shared one, and is skipped where that is absent; `known` is a file beside this one. The rest as run_suite().
template <typename Suite>
[[nodiscard]] int run_shared_suite(const std::string& folder, const std::string& known, const std::string& suite_iri, std::size_t expected) {
  const auto root = test::shared_folder(folder);
  if (!root)
    return skipped;
  const Suite suite(*root);
  const auto table = std::filesystem::path(MICROGRAPH_SOURCE_DIR) / "tests/conformance" / known;
  return run_suite(suite.cases(), expected, read_known_failures(table), suite_iri,
                   [&suite](const TestCase& test) { return suite.judge(test); });
}

/// What main() of a runner does: checks that it was called as `usage` says (`NAME COUNT` or `NAME SUITE COUNT`), and calls
/// `run` with SUITE, empty if there is none, and COUNT. Returns what that returns; 2, with the reason printed, if it throws.
[[nodiscard]] int run_main(int count, char** arguments, const std::string& usage,
                           const std::function<int(const std::string& suite, std::size_t expected)>& run);

} // namespace micrograph::conformance
