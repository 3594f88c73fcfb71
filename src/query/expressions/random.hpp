#pragma once

#include <cstdint>

namespace micrograph::query {

/// 64 random bits, for RAND and UUID. Each thread has a generator of its own, seeded by the system.
[[nodiscard]] std::uint64_t random_bits();

} // namespace micrograph::query
