#include "cli/run_options.hpp"

#include "cli/interrupt.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace micrograph::cli {

void RunOptions::add_to(CLI::App& app) {
  static constexpr double longest_s = 1e9;
  app.add_option("--timeout", timeout_s, "Give up after so many seconds")
      ->type_name("S")
      ->check([](const std::string& text) {
        char* end = nullptr;
        const double seconds = std::strtod(text.c_str(), &end);
        const bool fits = end == text.c_str() + text.size() && seconds >= 0 && seconds <= longest_s;
        return fits ? std::string() : "'" + text + "' is no number of seconds";
      });
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
