#include "graph/run_both.hpp"

#include <exception>
#include <thread>

namespace micrograph::graph {

void run_both(unsigned threads, const std::function<void()>& first, const std::function<void()>& second) {
  if (threads < 2) {
    first();
    second();
    return;
  }
  std::exception_ptr error;
  std::thread other([&] {
    try {
      first();
    } catch (...) {
      error = std::current_exception();
    }
  });
  try {
    second();
  } catch (...) {
    other.join();
    throw;
  }
  other.join();
  if (error)
    std::rethrow_exception(error);
}

} // namespace micrograph::graph
