#include "query/run.hpp"

#include "base/error.hpp"

#include <string>

namespace micrograph::query {

Run::Run(const graph::QuadSource& data, const FunctionTable* functions, const Limits& limits)
    : source(data), terms(data), evaluation{terms, functions, {}, {}, std::chrono::system_clock::now()},
      limits_(limits), bounded_(limits.time.count() > 0 || limits.cancelled != nullptr || limits.bytes != 0),
      deadline_(std::chrono::steady_clock::now() + limits.time) {}

void Run::check() const {
  if (limits_.cancelled != nullptr && limits_.cancelled->load(std::memory_order_relaxed))
    throw QueryError("query.cancelled", "the query was cancelled");
  if (limits_.time.count() > 0 && std::chrono::steady_clock::now() > deadline_)
    throw QueryError("query.time-limit", "the query took longer than its limit of " +
                                             std::to_string(limits_.time.count()) + " ms");
  if (limits_.bytes != 0 && held_ + terms.bytes() > limits_.bytes)
    fail_memory("the texts and numbers that the query works out", terms.bytes());
}

void Run::fail_memory(const std::string& step, std::uint64_t step_bytes) const {
  const auto readable = [](std::uint64_t bytes) {
    const std::uint64_t unit = bytes < 1'000'000 ? 1000 : 1'000'000;
    return std::to_string(bytes / unit) + "." + std::to_string(bytes * 10 / unit % 10) + (unit == 1000 ? " kB" : " MB");
  };
  throw QueryError("query.memory-limit", "the query would hold more than its limit of " + readable(limits_.bytes) +
                                             " in memory; " + readable(step_bytes) + " of it in the step: " + step);
}

void Run::fail_rows() const {
  throw QueryError("query.row-limit",
                   "a step of the query holds more rows than its limit of " + std::to_string(limits_.rows));
}

} // namespace micrograph::query
