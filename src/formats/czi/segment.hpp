#pragma once

#include "base/byte_source.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace micrograph::formats::czi {

inline constexpr std::uint64_t segment_header_size = 32; ///< bytes
inline constexpr std::uint64_t segment_alignment = 32;   ///< bytes

inline constexpr char file_segment[] = "ZISRAWFILE";
inline constexpr char metadata_segment[] = "ZISRAWMETADATA";
inline constexpr char directory_segment[] = "ZISRAWDIRECTORY";
inline constexpr char attachment_directory_segment[] = "ZISRAWATTDIR";

/// A CZI file is a row of segments, each with a header of 32 bytes.
struct Segment {
  std::string id;              ///< `ZISRAWMETADATA`
  std::uint64_t position = 0;  ///< bytes from the start of the file to the header
  std::uint64_t allocated = 0; ///< bytes of data that the segment says it has room for
  std::uint64_t present = 0;   ///< bytes of data between the header and the end of the file or of the segment

  [[nodiscard]] std::uint64_t data_position() const { return position + segment_header_size; }
};

/// Absent if no segment starts there: position out of the file or not aligned, or an id that is not one.
[[nodiscard]] std::optional<Segment> read_segment(ByteSource& bytes, std::uint64_t position);

/// Looks through the file for the first segment of that kind, hopping from segment to segment, and where that
/// leads nowhere in steps of the alignment. Reads at most some MiB.
[[nodiscard]] std::optional<Segment> find_segment(ByteSource& bytes, std::string_view id);

/// Whether a file starts with a file header segment.
[[nodiscard]] bool has_signature(std::span<const std::byte> head);

} // namespace micrograph::formats::czi
