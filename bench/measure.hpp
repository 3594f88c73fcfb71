#pragma once

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>

/// What the measuring programs share.
namespace micrograph::bench {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A line of /proc/self/status in megabytes.
inline long memory_mb(const char* field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(field))
      return std::strtol(line.c_str() + std::string(field).size() + 1, nullptr, 10) / 1024;
  return 0;
}

} // namespace micrograph::bench
