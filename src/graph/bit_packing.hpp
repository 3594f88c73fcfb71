#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Numbers below 2^32 in as many bits as the largest of them needs.
namespace micrograph::graph {

/// So many numbers are packed together: a multiple of 64, so that a column of any width ends on a whole word.
inline constexpr std::size_t packed_block_rows = 256;

/// Loads are of eight bytes wherever they start, so this many bytes after the last packed one must be readable.
inline constexpr std::size_t packed_slack = 8;

/// Bits that a number needs; 0 for 0.
[[nodiscard]] constexpr unsigned bit_width_of(std::uint32_t value) {
  unsigned bits = 0;
  for (; value != 0; value >>= 1)
    ++bits;
  return bits;
}

/// Bytes of one packed block.
[[nodiscard]] constexpr std::size_t packed_bytes(unsigned bits) {
  return packed_block_rows / 8 * bits;
}

/// Appends a block: each number less `base`, which none may be below. Fewer numbers than a block has are
/// filled up with `base`.
void pack_block(std::span<const std::uint32_t> numbers, std::uint32_t base, unsigned bits,
                std::vector<std::byte>& out);

/// A whole block. `in` must be followed by packed_slack readable bytes; `bits` is at most 32.
void unpack_block(const std::byte* in, std::uint32_t base, unsigned bits,
                  std::span<std::uint32_t, packed_block_rows> out);

/// One number of a block.
[[nodiscard]] inline std::uint32_t unpack_one(const std::byte* in, std::uint32_t base, unsigned bits,
                                              std::size_t index) {
  const std::size_t at = index * bits;
  std::uint64_t word;
  __builtin_memcpy(&word, in + at / 8, sizeof(word));
  return base + static_cast<std::uint32_t>(word >> at % 8 & ((std::uint64_t{1} << bits) - 1));
}

} // namespace micrograph::graph
