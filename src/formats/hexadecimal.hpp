#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace micrograph::formats {

/// Bytes that nobody knows better, two capital digits each.
[[nodiscard]] std::string hexadecimal(std::span<const std::byte> bytes);

} // namespace micrograph::formats
