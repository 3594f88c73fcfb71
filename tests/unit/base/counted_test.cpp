#include "base/counted.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

TEST_CASE("numbers are grouped in threes") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(grouped(18446744073709551615U) == "18,446,744,073,709,551,615");
}

TEST_CASE("what is counted is in the plural unless there is one") {
  CHECK(counted(0, "source") == "0 sources");
  CHECK(counted(1, "source") == "1 source");
  CHECK(counted(1200, "statement") == "1,200 statements");
}
