#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace micrograph::formats {

/// The first bytes, at most `size`, of what a gzip or Zstandard file holds whose start is `head`; fewer if the file is cut or damaged.
/// Empty if it is neither.
[[nodiscard]] std::vector<std::byte> decompressed_head(std::span<const std::byte> head, std::size_t size);

} // namespace micrograph::formats
