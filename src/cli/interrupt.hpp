#pragma once

#include <atomic>

namespace micrograph::cli {

/// Becomes true when the user presses Ctrl-C; a second press ends the program at once. Installed on first use.
[[nodiscard]] const std::atomic<bool>& interrupted();

} // namespace micrograph::cli
