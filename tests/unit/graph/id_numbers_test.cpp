#include "graph/id_numbers.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace micrograph::graph;

TEST_CASE("ids are numbered as they come, and found again") {
  std::mt19937_64 random(3);
  IdNumbers numbers;
  std::map<ValueId, std::uint32_t> expected;
  CHECK(numbers.find(ValueId(Tag::vocabulary, 1)) == IdNumbers::none);
  for (int i = 0; i < 20'000; ++i) {
    // Few enough that many come twice; some far apart, as ids of numbers are.
    const ValueId id(random() % 2 == 0 ? Tag::vocabulary : Tag::integer, 1 + random() % 5'000 * (random() % 2 == 0 ? 1 : 1'000'003));
    const auto [at, is_new] = expected.emplace(id, static_cast<std::uint32_t>(expected.size()));
    REQUIRE(numbers.number(id) == at->second);
  }
  CHECK(numbers.size() == expected.size());
  for (const auto& [id, number] : expected) {
    REQUIRE(numbers.find(id) == number);
    REQUIRE(numbers.id(number) == id);
    // Whatever is told of where it may be.
    REQUIRE(numbers.find_after(number, id) == number);
    REQUIRE(numbers.find_after(number < 3 ? 0 : number - 3, id) == number);
    REQUIRE(numbers.find_after(number + 1, id) == number);
    REQUIRE(numbers.find_after(IdNumbers::none, id) == number);
  }
  CHECK(numbers.find(ValueId(Tag::vocabulary, 77'777'777'777)) == IdNumbers::none);
}
