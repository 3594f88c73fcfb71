#pragma once

#include "support/bytes.hpp"

#include <cstdint>
#include <utility>

namespace micrograph::test {

/// Builds files of Leica's out of blocks. Texts are ASCII.
struct LifBuilder {
  std::string xml;
  std::vector<std::pair<std::string, std::vector<std::byte>>> blocks; ///< id and pixels
  bool short_sizes = false;                                           ///< as files of version 1 have them
  std::uint64_t hole = 0;                                             ///< bytes of pixels of the first block that are not held

  /// `length_fields` takes the offsets of the sizes of four bytes.
  [[nodiscard]] std::vector<std::byte> build(std::vector<std::uint64_t>* length_fields = nullptr) const {
    return written(length_fields).bytes();
  }
  [[nodiscard]] ByteWriter written(std::vector<std::uint64_t>* length_fields = nullptr) const {
    ByteWriter out;
    add_text_block(out, xml, length_fields);
    for (const auto& block : blocks) {
      const auto& [id, pixels] = block;
      const std::uint64_t hole_behind = &block == &blocks.front() ? hole : 0;
      note(length_fields, out.size() + 4);
      note(length_fields, out.size() + 9);
      out.add<std::uint32_t>(0x70);
      out.add(static_cast<std::uint32_t>(1 + (short_sizes ? 4 : 8) + 1 + 4 + id.size() * 2));
      out.add<std::uint8_t>(0x2A);
      if (short_sizes)
        out.add(static_cast<std::uint32_t>(pixels.size()));
      else
        out.add<std::uint64_t>(pixels.size() + hole_behind);
      out.add<std::uint8_t>(0x2A);
      note(length_fields, out.size());
      add_text(out, id);
      add_pixels(out, pixels, hole_behind);
    }
    return out;
  }

  /// A LOF: its name, the pixels of the only block, the XML.
  [[nodiscard]] std::vector<std::byte> build_object(std::vector<std::uint64_t>* length_fields = nullptr) const {
    return written_object(length_fields).bytes();
  }
  [[nodiscard]] ByteWriter written_object(std::vector<std::uint64_t>* length_fields = nullptr) const {
    ByteWriter out;
    add_text_block(out, "LMS_Object_File", length_fields);
    for (const std::uint32_t version : {2U, 1U}) {
      out.add<std::uint8_t>(0x2A);
      out.add(version);
    }
    out.add<std::uint8_t>(0x2A);
    note(length_fields, out.size());
    out.add<std::uint64_t>(blocks.at(0).second.size() + hole);
    add_pixels(out, blocks.at(0).second, hole);
    add_text_block(out, xml, length_fields);
    return out;
  }

private:
  static void note(std::vector<std::uint64_t>* fields, std::uint64_t at) {
    if (fields)
      fields->push_back(at);
  }
  static void add_pixels(ByteWriter& out, const std::vector<std::byte>& pixels, std::uint64_t hole_behind) {
    for (const std::byte byte : pixels)
      out.add(byte);
    if (hole_behind > 0)
      out.add_hole(hole_behind);
  }
  static void add_text(ByteWriter& out, std::string_view text) {
    out.add(static_cast<std::uint32_t>(text.size()));
    for (const char c : text)
      out.add(static_cast<std::uint16_t>(static_cast<unsigned char>(c)));
  }
  static void add_text_block(ByteWriter& out, std::string_view text, std::vector<std::uint64_t>* length_fields) {
    note(length_fields, out.size() + 4);
    note(length_fields, out.size() + 9);
    out.add<std::uint32_t>(0x70);
    out.add(static_cast<std::uint32_t>(5 + text.size() * 2));
    out.add<std::uint8_t>(0x2A);
    add_text(out, text);
  }
};

} // namespace micrograph::test
