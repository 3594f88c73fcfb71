#include "formats/format.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace micrograph;
using formats::Candidate;

namespace {

int lengths_made = 0;

std::size_t length_of(const Candidate& candidate) {
  ++lengths_made;
  return candidate.head.size();
}

std::string name_of(const Candidate& candidate) {
  return candidate.file_name;
}

} // namespace

TEST_CASE("what formats look at is worked out once for each candidate, and told from other looks") {
  const auto bytes = open_memory("none", {});
  const std::byte head[3] = {};
  const Candidate three{"three", head, *bytes}, none{"none", {}, *bytes};
  lengths_made = 0;
  CHECK(three.looks.of(three, length_of) == 3);
  CHECK(three.looks.of(three, name_of) == "three");
  CHECK(&three.looks.of(three, length_of) == &three.looks.of(three, length_of));
  CHECK(lengths_made == 1);
  CHECK(none.looks.of(none, length_of) == 0);
  CHECK(lengths_made == 2);
}
