#pragma once

#include "base/byte_source.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace micrograph::formats::dicom {

/// Goes forward through a data set, which may be compressed and so of unknown length. Reads no more ahead than one small
/// block, so that what is passed over stays unread.
class Input {
public:
  Input(ByteSource& bytes, std::uint64_t start) : bytes_(bytes), position_(start) {}

  /// Bytes from the start of the source (or of what was compressed).
  [[nodiscard]] std::uint64_t position() const { return position_; }
  /// The next `count` bytes (at most 64) without passing over them; empty if there are not as many.
  [[nodiscard]] std::span<const std::byte> peek(std::size_t count);
  /// Whether nothing follows.
  [[nodiscard]] bool at_end() { return peek(1).empty(); }
  /// The next `count` bytes. Absent if there are not as many; then the end is reached. Memory is taken as bytes come.
  [[nodiscard]] std::optional<std::vector<std::byte>> take(std::uint64_t count);
  /// Passes over bytes without reading them. False if that leads out of the source, as far as that is known.
  bool skip(std::uint64_t count);
  /// What was wrong with the compressed data, if that ended the input; empty if nothing.
  [[nodiscard]] const std::string& damage() const { return damage_; }

private:
  std::size_t read(std::uint64_t offset, std::span<std::byte> out);

  ByteSource& bytes_;
  std::uint64_t position_;
  std::vector<std::byte> block_;
  std::uint64_t block_start_ = 0;
  std::string damage_;
};

/// An unsigned integer of as many bytes as are given, at most eight.
[[nodiscard]] std::uint64_t integer_of(std::span<const std::byte> bytes, std::endian order);

} // namespace micrograph::formats::dicom
