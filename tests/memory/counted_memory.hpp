#pragma once

#include <cstddef>

namespace micrograph::test {

/// Bytes that operator new has given out in this program and nobody has given back, by all threads.
[[nodiscard]] std::size_t held_bytes();
/// The most that were held at once since the last call of forget_peak(), or since the start.
[[nodiscard]] std::size_t peak_bytes();
void forget_peak();
/// How often operator new was called.
[[nodiscard]] std::size_t allocations();

} // namespace micrograph::test
