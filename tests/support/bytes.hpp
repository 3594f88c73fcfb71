#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::test {

[[nodiscard]] inline std::vector<std::byte> bytes_of(std::string_view text) {
  const auto* const start = reinterpret_cast<const std::byte*>(text.data());
  return {start, start + text.size()};
}

/// A file in the making: values are appended, or put where something is known only later.
class ByteWriter {
public:
  explicit ByteWriter(std::endian order = std::endian::little) : order_(order) {}

  [[nodiscard]] std::uint64_t size() const { return bytes_.size(); }
  template <typename Integer> void add(Integer value) {
    bytes_.resize(bytes_.size() + sizeof value);
    put(bytes_.size() - sizeof value, value);
  }
  template <typename Integer> void put(std::uint64_t offset, Integer value) {
    std::byte raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    for (std::size_t i = 0; i < sizeof value; ++i)
      bytes_.at(offset + i) = raw[order_ == std::endian::native ? i : sizeof value - 1 - i];
  }
  void add_text(std::string_view text) {
    for (const char c : text)
      bytes_.push_back(static_cast<std::byte>(c));
  }
  /// The text, followed by NUL bytes up to `size`.
  void add_padded(std::string_view text, std::size_t size) {
    add_text(text.substr(0, size));
    add_zeros(size - std::min(text.size(), size));
  }
  void add_zeros(std::uint64_t count) { bytes_.resize(bytes_.size() + count); }
  void align(std::uint64_t to) { add_zeros((to - size() % to) % to); }
  [[nodiscard]] const std::vector<std::byte>& bytes() const { return bytes_; }

private:
  std::endian order_;
  std::vector<std::byte> bytes_;
};

} // namespace micrograph::test
