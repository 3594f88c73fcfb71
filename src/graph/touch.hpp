#pragma once

#include "graph/checked_pages.hpp"

#include <cstddef>
#include <cstdint>

namespace micrograph::graph {

/// Makes sure that bytes which may lie in a file are what was written there, before they are used. `pages` is null for
/// bytes made in memory. Throws FormatError `mg.checksum`.
inline void touch(const CheckedBytes* pages, const void* at, std::size_t length) {
  if (pages != nullptr)
    pages->verify(static_cast<std::uint64_t>(static_cast<const std::byte*>(at) - pages->bytes().data()),
                  length);
}

} // namespace micrograph::graph
