#include "cli/run_options.hpp"

#include "cli/interrupt.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace micrograph::cli {

void RunOptions::add_to(CLI::App& app) {
  constexpr double longest_s = 1e9;
  app.add_option("--timeout", timeout_s, "Give up after so many seconds")
      ->type_name("S")
      ->check(CLI::Range(0.0, longest_s).description(""));
  app.get_option("--memory")
      ->description("Memory to use, such as 500M or 4G (default: half of all). A query that would hold more ends; a graph that is "
                    "built of files goes to TMPDIR beyond it");
}

query::Limits RunOptions::limits(const MemoryOption& memory) const {
  query::Limits limits;
  // Rounded up, for a limit of 0 would be none.
  limits.time = std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(timeout_s * 1000)));
  limits.bytes = memory.bytes;
  limits.cancelled = &interrupted();
  return limits;
}

} // namespace micrograph::cli
