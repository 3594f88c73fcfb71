#include "query/memory_limit.hpp"

#include "base/error.hpp"

namespace micrograph::query {

namespace {

std::string readable(std::uint64_t bytes) {
  const std::uint64_t unit = bytes < 1'000'000 ? 1000 : 1'000'000;
  return std::to_string(bytes / unit) + "." + std::to_string(bytes % unit * 10 / unit) + (unit == 1000 ? " kB" : " MB");
}

} // namespace

void fail_memory(std::uint64_t limit, const std::string& step, std::uint64_t step_bytes) {
  throw QueryError("query.memory-limit", "the query would hold more than its limit of " + readable(limit) +
                                             " in memory; " + readable(step_bytes) + " of it in the step: " + step);
}

} // namespace micrograph::query
