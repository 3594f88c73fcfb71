#pragma once

#include "support/reading.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace micrograph::test {

/// Reads a file cut at every length, and with each byte of its first KiB changed in three ways.
inline void read_cut_and_changed(const std::vector<std::byte>& whole, const std::string& file_name) {
  for (std::size_t length = 0; length < whole.size(); ++length)
    read_hostile({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)}, file_name);
  for (std::size_t at = 0; at < std::min<std::size_t>(1024, whole.size()); ++at)
    for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
      auto bytes = whole;
      bytes[at] ^= static_cast<std::byte>(flip);
      read_hostile(bytes, file_name);
    }
}

/// Reads a file with numbers that lie in the place of each field of four bytes.
inline void read_with_lies(const std::vector<std::byte>& whole, const std::vector<std::size_t>& fields, const std::string& file_name) {
  for (const std::size_t field : fields)
    for (const std::uint32_t lie : {0U, 1U, 8U, 0x7FFFFFFFU, 0xFFFFFFFFU, 0xFFFFFFF0U, 0x80000000U}) {
      auto bytes = whole;
      for (std::size_t i = 0; i < 4; ++i)
        bytes.at(field + i) = static_cast<std::byte>(lie >> (8 * i));
      read_hostile(bytes, file_name);
    }
}

} // namespace micrograph::test
