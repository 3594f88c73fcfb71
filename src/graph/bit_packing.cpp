#include "graph/bit_packing.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace micrograph::graph {

namespace {

using BlockSpan = std::span<std::uint32_t, packed_block_rows>;

/// With the width known when compiling, every shift of a group of eight is a constant.
template <unsigned Bits> void unpack_width(const std::byte* in, std::uint32_t base, BlockSpan out) {
  constexpr std::uint64_t mask = (std::uint64_t{1} << Bits) - 1;
  std::uint32_t* to = out.data();
  for (std::size_t group = 0; group < packed_block_rows / 8; ++group, in += Bits, to += 8)
#pragma GCC unroll 8
    for (unsigned i = 0; i < 8; ++i) {
      std::uint64_t word;
      std::memcpy(&word, in + i * Bits / 8, sizeof(word));
      to[i] = base + static_cast<std::uint32_t>(word >> i * Bits % 8 & mask);
    }
}

template <> void unpack_width<0>(const std::byte*, std::uint32_t base, BlockSpan out) {
  std::fill(out.begin(), out.end(), base);
}

using Unpack = void (*)(const std::byte*, std::uint32_t, BlockSpan);

template <unsigned... Bits>
constexpr std::array<Unpack, sizeof...(Bits)> make_table(std::integer_sequence<unsigned, Bits...>) {
  return {&unpack_width<Bits>...};
}
constexpr auto by_width = make_table(std::make_integer_sequence<unsigned, 33>{});

} // namespace

void pack_block(std::span<const std::uint32_t> numbers, std::uint32_t base, unsigned bits,
                std::vector<std::byte>& out) {
  MICROGRAPH_EXPECTS(numbers.size() <= packed_block_rows && bits <= 32);
  const std::size_t start = out.size();
  out.resize(start + packed_bytes(bits));
  std::byte* to = out.data() + start;
  std::uint64_t pending = 0; // the lowest bits are the oldest
  unsigned count = 0;
  const auto put = [&](std::uint32_t number) {
    pending |= static_cast<std::uint64_t>(number) << count;
    count += bits;
    for (; count >= 32; count -= 32, pending >>= 32, to += 4) {
      const auto word = static_cast<std::uint32_t>(pending);
      std::memcpy(to, &word, sizeof(word));
    }
  };
  for (const std::uint32_t number : numbers)
    put(number - base);
  for (std::size_t i = numbers.size(); i < packed_block_rows; ++i)
    put(0);
}

void unpack_block(const std::byte* in, std::uint32_t base, unsigned bits, BlockSpan out) {
  by_width[bits](in, base, out);
}

} // namespace micrograph::graph
