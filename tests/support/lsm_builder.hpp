#pragma once

#include "support/bytes.hpp"

#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::test {

/// Builds an LSM file: a TIFF with one directory, whose tag 34412 points to blocks behind the pixels.
class LsmBuilder {
public:
  std::uint32_t magic = 0x0400494C;
  std::uint32_t structure_size = 464;
  std::uint64_t pixel_bytes = 64;
  std::uint64_t hole = 0; ///< bytes of pixels that are not held

  LsmBuilder& level(std::uint32_t id) { return entry(id, 0, {}); }
  LsmBuilder& end() { return entry(0xFFFFFFFF, 0, {}); }
  LsmBuilder& text(std::uint32_t id, std::string_view value) {
    ByteWriter out;
    out.add_padded(value, value.size() + 1);
    return entry(id, 2, out.bytes());
  }
  LsmBuilder& number(std::uint32_t id, std::int32_t value) {
    ByteWriter out;
    out.add(value);
    return entry(id, 4, out.bytes());
  }
  LsmBuilder& real(std::uint32_t id, double value) {
    ByteWriter out;
    out.add(std::bit_cast<std::uint64_t>(value));
    return entry(id, 5, out.bytes());
  }
  LsmBuilder& entry(std::uint32_t id, std::uint32_t type, const std::vector<std::byte>& value) {
    scan_.add(id);
    scan_.add(type);
    scan_.add(static_cast<std::uint32_t>(value.size()));
    for (const std::byte byte : value)
      scan_.add(byte);
    return *this;
  }
  /// A block that the structure points to at that offset.
  LsmBuilder& block(std::size_t pointer, const std::vector<std::byte>& bytes) {
    blocks_.emplace_back(pointer, bytes);
    return *this;
  }

  /// `length_fields` takes the offsets of the pointers and sizes, of four bytes each.
  [[nodiscard]] std::vector<std::byte> build(std::vector<std::uint64_t>* length_fields = nullptr) const {
    return written(length_fields).bytes();
  }
  [[nodiscard]] ByteWriter written(std::vector<std::uint64_t>* length_fields = nullptr) const {
    const auto note = [&](std::uint64_t at) {
      if (length_fields)
        length_fields->push_back(at);
    };
    ByteWriter out;
    out.add_text("II");
    out.add<std::uint16_t>(42);
    note(out.size());
    out.add<std::uint32_t>(8);
    out.add<std::uint16_t>(3);
    const auto field = [&](std::uint16_t tag, std::uint16_t type, std::uint32_t count, std::uint32_t value) {
      out.add(tag);
      out.add(type);
      note(out.size());
      out.add(count);
      note(out.size());
      out.add(value);
    };
    field(256, 4, 1, 38);
    field(257, 4, 1, 31);
    const std::uint64_t info = out.size() + 12 + 4;
    field(34412, 1, 464, static_cast<std::uint32_t>(info));
    out.add<std::uint32_t>(0);
    out.add_zeros(464);
    put_info(out, info);
    out.add_zeros(pixel_bytes);
    if (hole > 0)
      out.add_hole(hole);
    for (const auto& [pointer, bytes] : blocks_)
      append(out, info + pointer, bytes, note);
    if (scan_.size() > 0)
      append(out, info + 124, scan_.bytes(), note);
    return out;
  }

private:
  void put_info(ByteWriter& out, std::uint64_t at) const {
    out.put(at, magic);
    out.put(at + 4, structure_size);
    const std::int32_t sizes[] = {38, 31, 5, 2, 7, 1};
    for (std::size_t i = 0; i < std::size(sizes); ++i)
      out.put(at + 8 + 4 * i, sizes[i]);
    const double reals[] = {4.15e-7, 4.25e-7, 1e-6};
    for (std::size_t i = 0; i < std::size(reals); ++i)
      out.put(at + 40 + 8 * i, std::bit_cast<std::uint64_t>(reals[i]));
    out.put<std::uint16_t>(at + 88, 6);
    out.put(at + 112, std::bit_cast<std::uint64_t>(2.5));
  }
  template <typename Note>
  static void append(ByteWriter& out, std::uint64_t pointer, const std::vector<std::byte>& bytes, Note note) {
    note(pointer);
    note(out.size());
    note(out.size() + 4);
    note(out.size() + 8);
    out.put(pointer, static_cast<std::uint32_t>(out.size()));
    for (const std::byte byte : bytes)
      out.add(byte);
    out.add_zeros(12);
  }

  ByteWriter scan_;
  std::vector<std::pair<std::size_t, std::vector<std::byte>>> blocks_;
};

} // namespace micrograph::test
