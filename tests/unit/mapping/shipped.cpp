#include "base/error.hpp"
#include "mapping/facts.hpp"
#include "mapping/mapper.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using namespace micrograph::mapping;

TEST_CASE("shipped mappings: every table and rule can be read, and facts.tsv") {
  const std::filesystem::path root = MICROGRAPH_SOURCE_DIR;
  std::string problem;
  try {
    const Mapper mapper(root / "mappings", root / "ontologies");
    CHECK(mapper.rules().size() > 50);
    const FactView view(root / "ontologies");
    CHECK(view.facts({}).empty());
  } catch (const Error& error) {
    problem = error.code() + " " + error.place().text() + ": " + error.what();
  }
  CHECK(problem == "");
}
