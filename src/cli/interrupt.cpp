#include "cli/interrupt.hpp"

#include <csignal>

namespace micrograph::cli {

namespace {

std::atomic<bool> flag{false};

void on_interrupt(int) {
  flag.store(true);
  std::signal(SIGINT, SIG_DFL);
}

} // namespace

const std::atomic<bool>& interrupted() {
  static const bool installed = (std::signal(SIGINT, on_interrupt), true);
  (void)installed;
  return flag;
}

} // namespace micrograph::cli
