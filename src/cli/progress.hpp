#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace micrograph::cli {

/// A line on stderr that says how far long work is: only on a terminal, only after the first second.
class Progress {
public:
  /// `unit` in the plural: "sources".
  Progress(std::string what, std::string unit, std::uint64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void advance(std::uint64_t count = 1);
  /// Wipes the line, so that something else can be printed.
  void clear();

private:
  void draw();
  using Clock = std::chrono::steady_clock;
  std::string what_, unit_;
  std::uint64_t total_, now_ = 0;
  bool terminal_, drawn_ = false;
  Clock::time_point started_ = Clock::now(), last_ = started_;
};

} // namespace micrograph::cli
