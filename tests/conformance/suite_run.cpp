#include "conformance/suite_run.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <set>
#include <stdexcept>

namespace micrograph::conformance {

KnownFailures read_known_failures(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line) || line != "test\treason")
    throw std::runtime_error(file.string() + " does not begin with its header");
  KnownFailures known;
  while (std::getline(in, line)) {
    const auto tab = line.find('\t');
    if (tab == std::string::npos || tab + 1 == line.size())
      throw std::runtime_error(file.string() + ": no reason in '" + line + "'");
    known.emplace(line.substr(0, tab), line.substr(tab + 1));
  }
  return known;
}

int run_suite(const std::vector<TestCase>& cases, std::size_t expected, const KnownFailures& known,
              const std::string& suite_iri, const Judge& judge) {
  std::size_t passed = 0;
  std::size_t surprises = 0;
  std::set<std::string> seen;
  const auto surprise = [&](const char* kind, const std::string& iri, const std::string& text) {
    ++surprises;
    std::printf("%s %s\n    %s\n", kind, iri.c_str(), text.c_str());
  };
  for (const TestCase& test : cases) {
    seen.insert(test.iri);
    std::string failure;
    try {
      failure = judge(test);
    } catch (const std::exception& error) {
      failure = std::string("threw: ") + error.what();
    }
    passed += failure.empty();
    const auto reason = known.find(test.iri);
    if (!failure.empty() && reason == known.end())
      surprise("FAILED", test.iri, test.type + ": " + failure);
    if (failure.empty() && reason != known.end())
      surprise("PASSED, but is listed as a known failure:", test.iri, reason->second);
  }
  for (const auto& [iri, reason] : known)
    if (iri.compare(0, suite_iri.size(), suite_iri) == 0 && seen.count(iri) == 0)
      surprise("LISTED, but not in the suite:", iri, reason);
  if (cases.size() != expected)
    surprise("WRONG NUMBER OF CASES in", suite_iri,
             std::to_string(cases.size()) + " instead of " + std::to_string(expected));
  std::printf("%zu passed, %zu failed\n", passed, cases.size() - passed);
  return surprises == 0 ? 0 : 1;
}

int run_main(int count, char** arguments, const std::string& usage,
             const std::function<int(const std::string& suite, std::size_t expected)>& run) {
  try {
    const auto wanted = std::count(usage.begin(), usage.end(), ' ');
    if (count != wanted + 1)
      throw std::runtime_error("usage: " + usage);
    return run(wanted == 2 ? arguments[1] : "", std::stoul(arguments[count - 1]));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}

} // namespace micrograph::conformance
