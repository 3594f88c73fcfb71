#include "cli/progress.hpp"

#include <cstdio>
#include <unistd.h>

namespace micrograph::cli {

Progress::Progress(std::string what, std::string unit, std::uint64_t total)
    : what_(std::move(what)), unit_(std::move(unit)), total_(total), terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { clear(); }

void Progress::advance(std::uint64_t count) {
  now_ += count;
  const auto now = Clock::now();
  if (terminal_ && now - started_ > std::chrono::seconds(1) && now - last_ > std::chrono::milliseconds(100)) {
    last_ = now;
    draw();
  }
}

void Progress::clear() {
  if (drawn_)
    std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

void Progress::draw() {
  const double seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  const double rate = static_cast<double>(now_) / seconds;
  std::fprintf(stderr, "\r\033[K%s: %llu of %llu %s, %.0f/s", what_.c_str(), static_cast<unsigned long long>(now_),
               static_cast<unsigned long long>(total_), unit_.c_str(), rate);
  if (rate > 0 && total_ >= now_)
    std::fprintf(stderr, ", %.0f s left", static_cast<double>(total_ - now_) / rate);
  std::fflush(stderr);
  drawn_ = true;
}

} // namespace micrograph::cli
