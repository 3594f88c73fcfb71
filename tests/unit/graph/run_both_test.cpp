#include "graph/run_both.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

using micrograph::graph::run_both;

namespace {

/// Waits for the other piece of work; false if it does not come.
bool meet(std::atomic<int>& arrived) {
  ++arrived;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (arrived != 2 && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return arrived == 2;
}

} // namespace

TEST_CASE("two pieces of work run at the same time on two threads, one after the other on one") {
  std::atomic<int> arrived{0};
  bool first_met = false, second_met = false;
  run_both(2, [&] { first_met = meet(arrived); }, [&] { second_met = meet(arrived); });
  CHECK(first_met);
  CHECK(second_met);
  std::string order;
  run_both(1, [&] { order += "first "; }, [&] { order += "second"; });
  CHECK(order == "first second");
}

TEST_CASE("what either piece of work throws is thrown when both have ended") {
  const auto fail = [](const char* which) { throw std::runtime_error(which); };
  for (const unsigned threads : {1U, 2U}) {
    CAPTURE(threads);
    bool done = false;
    CHECK_THROWS_WITH(run_both(threads, [&] { fail("first"); }, [] {}), "first");
    CHECK_THROWS_WITH(run_both(threads, [&] { done = true; }, [&] { fail("second"); }), "second");
    CHECK(done);
  }
  CHECK_THROWS_WITH(run_both(2, [&] { fail("first"); }, [&] { fail("second"); }), "second");
}
