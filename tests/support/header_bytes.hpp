#pragma once

#include "support/bytes.hpp"

#include <bit>
#include <cstdint>
#include <string_view>

/// Values of binary headers that are built field by field.
namespace micrograph::test {

inline void put_real(ByteWriter& out, std::size_t at, float value) { out.put(at, std::bit_cast<std::uint32_t>(value)); }

inline void put_text(ByteWriter& out, std::size_t at, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    out.put(at + i, static_cast<std::uint8_t>(text[i]));
}

} // namespace micrograph::test
