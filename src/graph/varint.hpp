#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace micrograph::graph {

/// Appends a number in groups of seven bits, least significant first, the top bit saying that more follow.
template <typename Bytes> void append_varint(Bytes& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7)
    out.push_back(static_cast<std::byte>(value | 0x80));
  out.push_back(static_cast<std::byte>(value));
}

/// Takes a number off the front. Absent if the bytes end first or it does not fit 64 bits.
[[nodiscard]] inline std::optional<std::uint64_t> take_varint(std::span<const std::byte>& bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size() && i < 10; ++i) {
    const auto byte = static_cast<std::uint64_t>(bytes[i]);
    if (i == 9 && byte > 1)
      break;
    value |= (byte & 0x7F) << (7 * i);
    if (byte < 0x80) {
      bytes = bytes.subspan(i + 1);
      return value;
    }
  }
  return std::nullopt;
}

} // namespace micrograph::graph
