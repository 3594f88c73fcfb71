#include "conformance/sparql_suite.hpp"

#include "support/shared.hpp"

#include <string>
#include <vector>

namespace micrograph::conformance {

namespace {


/// Where a manifest lies on the web: its cases and their files are named so.
std::string address_of(const std::string& manifest) {
  const std::string below = manifest.substr(std::string("sparql/sparql1x/").size());
  return manifest.starts_with("sparql/sparql10/") ? "http://www.w3.org/2001/sw/DataAccess/tests/data-r2/" + below
                                                  : "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/" + below;
}

int run(const std::string& manifest, std::size_t expected, const std::function<bool(const TestCase&)>& is_wanted,
        const Judge& judge) {
  const auto root = test::shared_folder("suites/w3c-rdf-tests");
  if (!root)
    return skipped;
  const std::string web = address_of(manifest);
  std::vector<TestCase> cases = read_cases(*root / manifest, web);
  std::erase_if(cases, [&](const TestCase& test) { return !is_wanted(test); });
  const auto known = read_known_failures(std::filesystem::path(MICROGRAPH_SOURCE_DIR) /
                                         "tests/conformance/known_failures_sparql.tsv");
  return run_suite(cases, expected, known, web.substr(0, web.rfind('/') + 1), judge);
}

} // namespace

int run_sparql_suite(int count, char** arguments, const std::function<bool(const TestCase&)>& is_wanted, const Judge& judge) {
  return run_main(count, arguments, "conformance_sparql MANIFEST COUNT", [&](const std::string& manifest, std::size_t expected) {
    return run(manifest, expected, is_wanted, judge);
  });
}

} // namespace micrograph::conformance
