#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace micrograph::differential {

/// SplitMix64: the same numbers from the same seed on every machine, which the distributions of the standard do not promise.
class Random {
public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ull;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ z >> 27) * 0x94D049BB133111EBull;
    return z ^ z >> 31;
  }
  /// From 0 to count - 1.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  /// True in so many of a hundred cases.
  bool chance(unsigned percent) { return below(100) < percent; }
  template <typename Item> const Item& of(const std::vector<Item>& items) { return items[below(items.size())]; }

private:
  std::uint64_t state_;
};

} // namespace micrograph::differential
