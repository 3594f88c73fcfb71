#include "base/free_storage.hpp"

#include <doctest/doctest.h>

#include <vector>

TEST_CASE("a container whose storage is freed keeps no capacity") {
  std::vector<int> numbers(100, 1);
  micrograph::free_storage(numbers);
  CHECK(numbers.empty());
  CHECK(numbers.capacity() == 0);
}
