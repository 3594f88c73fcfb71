#pragma once

#include <functional>

namespace micrograph::graph {

/// Runs two pieces of work that share nothing, at the same time if there is more than one thread, in their order otherwise.
/// Throws what either threw, after both have ended; of two errors that of the second.
void run_both(unsigned threads, const std::function<void()>& first, const std::function<void()>& second);

} // namespace micrograph::graph
