#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace micrograph {

/// Bytes seen as the characters they hold, whatever their encoding: the way back of std::as_bytes. Valid as long as the bytes.
[[nodiscard]] inline std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace micrograph
