#include "formats/czi/subblock_directory.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "formats/text.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace micrograph::formats::czi {

namespace {

using document::Record;

constexpr std::uint64_t entries_offset = 128;   ///< bytes from the start of the segment's data
constexpr std::uint64_t fixed_entry_size = 128; ///< bytes of an old entry, schema `DE`
constexpr std::uint64_t entry_head_size = 32;   ///< bytes of an entry, schema `DV`, before its dimensions
constexpr std::uint64_t dimension_size = 20;    ///< bytes
constexpr std::int32_t max_dimensions = 40;     ///< the vendor's own limit
constexpr std::uint64_t max_directory_size = std::uint64_t{1} << 26; ///< bytes
constexpr std::size_t max_distinct = 64; ///< dimension names, pixel types, compressions

struct Extent {
  std::int64_t start = 0;
  std::int64_t end = 0;
};

/// Only sub-blocks of full resolution count towards types and extents.
struct Summary {
  std::uint64_t sub_blocks = 0;
  std::uint64_t pyramid_sub_blocks = 0;
  std::set<std::int32_t> pixel_types;
  std::set<std::int32_t> compressions;
  std::map<std::string, Extent> extents;
};

/// Reads on through the segment in blocks: a directory of a large mosaic has tens of megabytes, of which
/// a few numbers remain.
class EntryStream {
public:
  EntryStream(ByteSource& bytes, std::uint64_t position, std::uint64_t size)
      : bytes_(bytes), position_(position), left_(size) {}

  /// The next `size` bytes; empty if the segment ends before.
  std::span<const std::byte> next(std::size_t size) {
    if (block_.size() - used_ < size && !refill(size))
      return {};
    const auto out = std::span(block_).subspan(used_, size);
    used_ += size;
    return out;
  }

private:
  static constexpr std::uint64_t block_size = 16 * 1024;

  bool refill(std::size_t size) {
    block_.erase(block_.begin(), block_.begin() + static_cast<std::ptrdiff_t>(used_));
    used_ = 0;
    const auto more = bytes_.read_exactly(position_, std::min(left_, block_size));
    position_ += more.size();
    left_ -= more.size();
    block_.insert(block_.end(), more.begin(), more.end());
    return block_.size() >= size;
  }

  ByteSource& bytes_;
  std::uint64_t position_;
  std::uint64_t left_;
  std::vector<std::byte> block_;
  std::size_t used_ = 0;
};

void add_dimension(Summary& summary, ByteCursor& cursor) {
  const auto raw = cursor.bytes(4);
  std::string name = text_of_field(as_text(raw));
  const std::int64_t start = cursor.read<std::int32_t>();
  const std::int64_t size = cursor.read<std::int32_t>();
  cursor.skip(8); // start coordinate, stored size
  if (size < 0 || (summary.extents.size() >= max_distinct && !summary.extents.contains(name)))
    return;
  const auto [entry, is_new] = summary.extents.try_emplace(std::move(name), Extent{start, start + size});
  if (!is_new) {
    entry->second.start = std::min(entry->second.start, start);
    entry->second.end = std::max(entry->second.end, start + size);
  }
}

void add_distinct(std::set<std::int32_t>& values, std::int32_t value) {
  if (values.size() < max_distinct)
    values.insert(value);
}

/// False if the segment ends or the entry is not one.
bool add_entry(Summary& summary, EntryStream& stream) {
  const auto head = stream.next(entry_head_size);
  if (head.empty())
    return false;
  ByteCursor cursor(head, std::endian::little);
  const std::string schema = cursor.text(2);
  const auto pixel_type = cursor.read<std::int32_t>();
  cursor.skip(8 + 4); // position, part
  const auto compression = cursor.read<std::int32_t>();
  const bool is_pyramid = cursor.read<std::uint8_t>() != 0;
  cursor.skip(5);
  const auto dimensions = cursor.read<std::int32_t>();
  std::span<const std::byte> rest;
  const bool is_fixed = schema == "DE";
  if (is_fixed) {
    rest = stream.next(fixed_entry_size - entry_head_size);
  } else if (schema == "DV" && dimensions >= 0 && dimensions <= max_dimensions) {
    rest = stream.next(static_cast<std::size_t>(dimensions) * dimension_size);
  } else {
    return false;
  }
  if (rest.empty() && (is_fixed || dimensions > 0))
    return false;
  ++summary.sub_blocks;
  if (is_pyramid && !is_fixed) {
    ++summary.pyramid_sub_blocks;
    return true;
  }
  add_distinct(summary.pixel_types, pixel_type);
  if (is_fixed)
    return true; // its fields after the pixel type are not known to us
  add_distinct(summary.compressions, compression);
  ByteCursor dimension_cursor(rest, std::endian::little);
  for (std::int32_t i = 0; i < dimensions; ++i)
    add_dimension(summary, dimension_cursor);
  return true;
}

/// Names of the pixel types by their numbers; the number itself for one that is not known.
std::string name_of_pixel_type(std::int32_t type) {
  switch (type) {
  case 0:
    return "Gray8";
  case 1:
    return "Gray16";
  case 2:
    return "Gray32Float";
  case 3:
    return "Bgr24";
  case 4:
    return "Bgr48";
  case 8:
    return "Bgr96Float";
  case 9:
    return "Bgra32";
  case 10:
    return "Gray64ComplexFloat";
  case 11:
    return "Bgr192ComplexFloat";
  case 12:
    return "Gray32";
  case 13:
    return "Gray64";
  default:
    return std::to_string(type);
  }
}

Record record_of(const Summary& summary) {
  Record record = Record::branch("SubBlockDirectory");
  const auto add = [&](const char* name, std::string value) {
    record.children.push_back(Record::leaf(name, std::move(value)));
  };
  add("SubBlockCount", std::to_string(summary.sub_blocks));
  add("PyramidSubBlockCount", std::to_string(summary.pyramid_sub_blocks));
  for (const std::int32_t type : summary.pixel_types)
    add("PixelType", name_of_pixel_type(type));
  for (const std::int32_t compression : summary.compressions)
    add("Compression", std::to_string(compression));
  for (const auto& [name, extent] : summary.extents) {
    Record dimension = Record::branch("Dimension");
    dimension.children.push_back(Record::leaf("Name", name));
    dimension.children.push_back(Record::leaf("Start", std::to_string(extent.start)));
    dimension.children.push_back(Record::leaf("Size", std::to_string(extent.end - extent.start)));
    record.children.push_back(std::move(dimension));
  }
  return record;
}

} // namespace

Record read_subblock_directory(ByteSource& bytes, const Segment& segment, FindingSink& findings) {
  Summary summary;
  std::uint64_t declared = 0;
  if (segment.present >= entries_offset) {
    const auto head = bytes.read_exactly(segment.data_position(), 4);
    declared = ByteCursor(head, std::endian::little).read<std::uint32_t>();
    EntryStream stream(bytes, segment.data_position() + entries_offset,
                       std::min(segment.present - entries_offset, max_directory_size));
    while (summary.sub_blocks < declared && add_entry(summary, stream)) {
    }
  }
  if (summary.sub_blocks < declared || segment.present < entries_offset)
    findings.report({"czi.directory-truncated", Severity::warning,
                     Place{bytes.name(), segment.id, segment.position, {}, {}},
                     "the directory says that there are " + std::to_string(declared) + " sub-blocks; " +
                         std::to_string(summary.sub_blocks) + " were read"});
  return record_of(summary);
}

} // namespace micrograph::formats::czi
