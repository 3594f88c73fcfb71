#include "mapping/functions.hpp"

#include "rdf/vocabulary.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace micrograph;

namespace {

/// What a function makes of plain literals; empty where it has no answer.
std::string called(const std::string& name, const std::vector<std::string>& texts) {
  static const mapping::ValueTables tables;
  static const query::FunctionTable functions = mapping::make_functions(tables);
  std::vector<rdf::Term> arguments;
  for (const std::string& text : texts)
    arguments.emplace_back(rdf::literal(text));
  return functions.at(std::string(rdf::vocabulary::micrograph::function) + name)(arguments).value;
}

} // namespace

TEST_CASE("a ratio has as many digits as wanted, wherever the point stands") {
  CHECK(called("ratio", {"1000000", "9230769", "11"}) == "0.10833333604");
  CHECK(called("ratio", {"1000000", "9230769000000", "11"}) == "0.00000010833333604"); // the same in metres
  CHECK(called("ratio", {"1000000", "10000000", "11"}) == "0.1");
  CHECK(called("ratio", {"2", "3", "1"}) == "0.7");
  CHECK(called("ratio", {"-1", "3", "3"}) == "-0.333");
}

TEST_CASE("where there is no ratio there is none") {
  CHECK(called("ratio", {"1", "0", "11"}) == "");
  CHECK(called("ratio", {"", "2", "11"}) == "");
  CHECK(called("ratio", {"1", "NaN", "11"}) == "");
  CHECK(called("ratio", {"1", "3", "0"}) == "");
  CHECK(called("ratio", {"1", "3", "-2"}) == "");
  CHECK(called("ratio", {"1", "3", "many"}) == "");
}

TEST_CASE("two fractions that ImageJ can write are never one ratio of eleven digits") {
  const std::string most = "2147483647", less = "2147483646"; // of 31 bits
  CHECK(called("ratio", {"1000000", most, "11"}) != called("ratio", {"1000000", less, "11"}));
  CHECK(called("ratio", {"1", most, "11"}) != called("ratio", {"1", less, "11"}));
}
