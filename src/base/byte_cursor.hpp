#pragma once

#include "base/as_text.hpp"
#include "base/error.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace micrograph {

/// Bounds-checked reads of integers from a block of bytes. A read past the end throws FormatError
/// `input.truncated` with the offset in the file, which is the block's offset plus the position.
class ByteCursor {
public:
  ByteCursor(std::span<const std::byte> bytes, std::endian order, std::string source = {},
             std::uint64_t offset_in_file = 0)
      : bytes_(bytes), order_(order), source_(std::move(source)), base_(offset_in_file) {}

  [[nodiscard]] std::size_t position() const { return position_; }
  [[nodiscard]] std::size_t remaining() const { return bytes_.size() - position_; }
  void seek(std::size_t position) {
    require(position <= bytes_.size());
    position_ = position;
  }
  void skip(std::size_t count) {
    require(count <= remaining());
    position_ += count;
  }

  template <typename Integer> [[nodiscard]] Integer read() {
    require(sizeof(Integer) <= remaining());
    std::byte raw[sizeof(Integer)];
    std::memcpy(raw, bytes_.data() + position_, sizeof raw);
    if (order_ != std::endian::native)
      for (std::size_t i = 0; i < sizeof raw / 2; ++i)
        std::swap(raw[i], raw[sizeof raw - 1 - i]);
    Integer value;
    std::memcpy(&value, raw, sizeof value);
    position_ += sizeof raw;
    return value;
  }

  [[nodiscard]] std::span<const std::byte> bytes(std::size_t count) {
    require(count <= remaining());
    const auto out = bytes_.subspan(position_, count);
    position_ += count;
    return out;
  }

  /// `count` bytes as text, cut at the first NUL.
  [[nodiscard]] std::string text(std::size_t count) {
    const auto raw = bytes(count);
    const std::string_view view = as_text(raw);
    return std::string(view.substr(0, view.find('\0')));
  }

private:
  void require(bool there) const {
    if (!there)
      throw FormatError("input.truncated", "the block ends before the value does",
                        Place{source_, {}, base_ + position_, {}, {}});
  }

  std::span<const std::byte> bytes_;
  std::endian order_;
  std::string source_;
  std::uint64_t base_;
  std::size_t position_ = 0;
};

} // namespace micrograph
