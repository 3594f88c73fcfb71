#include "formats/czi/segment.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"

#include <algorithm>
#include <array>

namespace micrograph::formats::czi {

namespace {

constexpr std::size_t id_size = 16; ///< bytes
constexpr std::uint64_t max_hops = 65536;
constexpr std::uint64_t max_scanned = 16 * 1024 * 1024; ///< bytes

constexpr std::array<std::string_view, 7> ids{
    file_segment,   metadata_segment, directory_segment, "ZISRAWSUBBLOCK", attachment_directory_segment,
    "ZISRAWATTACH", "DELETED"};

/// Empty if these 16 bytes are no segment's id.
std::string_view id_at(std::span<const std::byte> bytes) {
  std::string_view text = as_text(bytes).substr(0, id_size);
  text = text.substr(0, text.find('\0'));
  return std::find(ids.begin(), ids.end(), text) == ids.end() ? std::string_view() : text;
}

/// The first aligned position from `start` on where a segment's id stands.
std::optional<std::uint64_t> scan(ByteSource& bytes, std::uint64_t start, std::uint64_t& budget) {
  constexpr std::size_t block_size = 64 * 1024;
  std::vector<std::byte> block(block_size);
  for (std::uint64_t at = start; at < bytes.size() && budget > 0; at += block_size) {
    const std::size_t count = bytes.read_at(at, block);
    budget -= std::min<std::uint64_t>(budget, count);
    for (std::size_t i = 0; i + id_size <= count; i += segment_alignment)
      if (!id_at(std::span(block).subspan(i, id_size)).empty())
        return at + i;
  }
  return {};
}

} // namespace

bool has_signature(std::span<const std::byte> head) {
  return id_at(head) == file_segment;
}

std::optional<Segment> read_segment(ByteSource& bytes, std::uint64_t position) {
  if (position % segment_alignment != 0 || position > bytes.size() ||
      bytes.size() - position < segment_header_size)
    return {};
  const auto header = bytes.read_exactly(position, segment_header_size);
  const std::string_view id = id_at(header);
  if (id.empty())
    return {};
  ByteCursor cursor(header, std::endian::little);
  cursor.skip(id_size);
  Segment segment;
  segment.id = id;
  segment.position = position;
  segment.allocated = cursor.read<std::uint64_t>();
  const auto used = cursor.read<std::uint64_t>(); // 0 stands for all that is allocated
  segment.present = std::min(std::max(segment.allocated, used), bytes.size() - segment.data_position());
  return segment;
}

std::optional<Segment> find_segment(ByteSource& bytes, std::string_view id) {
  std::uint64_t position = 0;
  std::uint64_t budget = max_scanned;
  for (std::uint64_t hop = 0; hop < max_hops; ++hop) {
    auto segment = read_segment(bytes, position);
    if (segment && segment->id == id)
      return segment;
    std::optional<std::uint64_t> next;
    if (segment && segment->allocated <= bytes.size() - segment->data_position())
      next = segment->data_position() + segment->allocated;
    if (!next || !read_segment(bytes, *next))
      next = scan(bytes, position + segment_alignment, budget);
    if (!next)
      return {};
    position = *next;
  }
  return {};
}

} // namespace micrograph::formats::czi
