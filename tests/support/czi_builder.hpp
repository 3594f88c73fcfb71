#pragma once

#include "support/bytes.hpp"

#include <cstdint>
#include <optional>

namespace micrograph::test {

/// Builds a CZI file of a file header, a block in place of pixels, two directories and the metadata.
struct CziBuilder {
  struct Dimension {
    std::string name;
    std::int32_t start;
    std::int32_t size;
  };
  struct SubBlock {
    std::int32_t pixel_type;
    bool pyramid;
    std::vector<Dimension> dimensions;
  };
  struct Attachment {
    std::string name;
    std::string content_type;
  };

  std::int32_t part = 0;
  std::int32_t update_pending = 0;
  std::optional<std::string> xml;
  std::vector<SubBlock> sub_blocks;
  std::vector<Attachment> attachments;
  std::uint64_t pixel_bytes = 64;
  std::uint64_t hole = 0; ///< bytes of pixels that are not held
  /// Put in the header in place of the true position of the metadata.
  std::optional<std::uint64_t> false_metadata_position;

  /// `length_fields` takes the offsets of the positions and sizes in the file: first all of 8 bytes, then,
  /// from `first_short_field` on, all of 4 bytes.
  [[nodiscard]] std::vector<std::byte> build(std::vector<std::uint64_t>* long_fields = nullptr,
                                             std::vector<std::uint64_t>* short_fields = nullptr) const {
    return written(long_fields, short_fields).bytes();
  }
  [[nodiscard]] ByteWriter written(std::vector<std::uint64_t>* long_fields = nullptr,
                                   std::vector<std::uint64_t>* short_fields = nullptr) const {
    const auto note = [](std::vector<std::uint64_t>* fields, std::uint64_t at) {
      if (fields)
        fields->push_back(at);
    };
    ByteWriter out;
    const std::uint64_t header = begin_segment(out, "ZISRAWFILE");
    out.add<std::int32_t>(1);
    out.add<std::int32_t>(0);
    out.add_zeros(8);
    add_guid(out, 0x10);
    add_guid(out, 0x20);
    out.add(part);
    const std::uint64_t positions = out.size();
    out.add_zeros(8 + 8);
    out.add(update_pending);
    out.add_zeros(8);
    out.add_zeros(512 - 80);
    end_segment(out, header);
    for (const std::uint64_t at : {header + 16, header + 24, positions, positions + 8, positions + 20})
      note(long_fields, at);

    const std::uint64_t pixels = begin_segment(out, "ZISRAWSUBBLOCK");
    out.add_zeros(pixel_bytes);
    if (hole > 0)
      out.add_hole(hole);
    end_segment(out, pixels);

    out.put<std::uint64_t>(positions, out.size());
    note(short_fields, out.size() + 32);
    add_directory(out);
    if (xml) {
      out.put<std::uint64_t>(positions + 8, false_metadata_position.value_or(out.size()));
      note(long_fields, out.size() + 16);
      note(long_fields, out.size() + 24);
      note(short_fields, out.size() + 32);
      add_metadata(out);
    }
    if (!attachments.empty()) {
      out.put<std::uint64_t>(positions + 20, out.size());
      note(short_fields, out.size() + 32);
      add_attachments(out);
    }
    return out;
  }

private:
  static std::uint64_t begin_segment(ByteWriter& out, std::string_view id) {
    out.align(32);
    const std::uint64_t at = out.size();
    out.add_padded(id, 16);
    out.add_zeros(16);
    return at;
  }
  static void end_segment(ByteWriter& out, std::uint64_t at) {
    out.put<std::uint64_t>(at + 24, out.size() - at - 32);
    out.align(32);
    out.put<std::uint64_t>(at + 16, out.size() - at - 32);
  }
  static void add_guid(ByteWriter& out, int first) {
    for (int i = 0; i < 16; ++i)
      out.add(static_cast<std::uint8_t>(first + i));
  }
  void add_directory(ByteWriter& out) const {
    const std::uint64_t at = begin_segment(out, "ZISRAWDIRECTORY");
    out.add(static_cast<std::int32_t>(sub_blocks.size()));
    out.add_zeros(124);
    for (const SubBlock& block : sub_blocks) {
      out.add_text("DV");
      out.add(block.pixel_type);
      out.add_zeros(8 + 4); // position, part
      out.add<std::int32_t>(0);
      out.add<std::uint8_t>(block.pyramid ? 2 : 0);
      out.add_zeros(5);
      out.add(static_cast<std::int32_t>(block.dimensions.size()));
      for (const Dimension& dimension : block.dimensions) {
        out.add_padded(dimension.name, 4);
        out.add(dimension.start);
        out.add(dimension.size);
        out.add_zeros(4);
        out.add(dimension.size);
      }
    }
    end_segment(out, at);
  }
  void add_metadata(ByteWriter& out) const {
    const std::uint64_t at = begin_segment(out, "ZISRAWMETADATA");
    out.add(static_cast<std::int32_t>(xml->size()));
    out.add_zeros(252);
    out.add_text(*xml);
    end_segment(out, at);
  }
  void add_attachments(ByteWriter& out) const {
    const std::uint64_t at = begin_segment(out, "ZISRAWATTDIR");
    out.add(static_cast<std::int32_t>(attachments.size()));
    out.add_zeros(252);
    for (const Attachment& attachment : attachments) {
      out.add_padded("A1", 12);
      out.add<std::uint64_t>(4096);
      out.add<std::int32_t>(0);
      add_guid(out, 0x30);
      out.add_padded(attachment.content_type, 8);
      out.add_padded(attachment.name, 80);
    }
    end_segment(out, at);
  }
};

} // namespace micrograph::test
