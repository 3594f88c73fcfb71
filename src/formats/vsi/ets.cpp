#include "formats/vsi/ets.hpp"

#include "base/byte_cursor.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace micrograph::formats::vsi {

namespace {

using document::Record;

constexpr std::uint32_t file_mark = 0x00534953;  ///< "SIS" and NUL
constexpr std::uint32_t tiles_mark = 0x00535445; ///< "ETS" and NUL
constexpr std::uint64_t file_header_size = 48;   ///< bytes that are known
constexpr std::uint64_t tiles_header_size = 160; ///< bytes that are known
constexpr std::uint32_t max_dimensions = 16;     ///< real files have up to six
constexpr std::uint64_t max_list_size = 1 << 20; ///< bytes; longer lists of tiles are left alone

struct TileList {
  std::uint64_t offset;
  std::uint64_t tiles;
  std::uint32_t dimensions;

  /// Of one tile: a number, the coordinates, where its pixels lie, their size, a number.
  [[nodiscard]] std::uint64_t entry_size() const { return 4 + std::uint64_t{dimensions} * 4 + 8 + 4 + 4; }
};

void add(Record& record, const char* name, std::uint64_t number) {
  record.children.push_back(Record::leaf(name, std::to_string(number)));
}

/// One more than the largest coordinate in each dimension, separated by blanks.
std::string extent_of(ByteSource& bytes, const TileList& list) {
  const auto raw = bytes.read_exactly(list.offset, list.tiles * list.entry_size());
  ByteCursor cursor(raw, std::endian::little);
  std::vector<std::uint32_t> largest(list.dimensions);
  for (std::uint64_t tile = 0; tile < list.tiles; ++tile) {
    cursor.skip(4);
    for (std::uint32_t& coordinate : largest)
      coordinate = std::max(coordinate, cursor.read<std::uint32_t>());
    cursor.skip(16);
  }
  std::string text;
  for (const std::uint32_t coordinate : largest)
    text += (text.empty() ? "" : " ") + std::to_string(std::uint64_t{coordinate} + 1);
  return text;
}

} // namespace

Record read_ets(ByteSource& bytes, const std::string& path, FindingSink& findings) {
  const auto refuse = [&](std::uint64_t offset) {
    throw FormatError("vsi.ets", "the file does not begin as one with tiles does",
                      Place{bytes.name(), {}, offset, {}, {}});
  };
  if (bytes.size() < file_header_size)
    refuse(0);
  const auto start = bytes.read_exactly(0, file_header_size);
  ByteCursor cursor(start, std::endian::little);
  if (cursor.read<std::uint32_t>() != file_mark)
    refuse(0);
  Record record = Record::branch("ETS");
  record.children.push_back(Record::leaf("File", path));
  cursor.skip(4);
  add(record, "Version", cursor.read<std::uint32_t>());
  TileList list{};
  list.dimensions = cursor.read<std::uint32_t>();
  const auto tiles_header = cursor.read<std::uint64_t>();
  cursor.skip(8);
  list.offset = cursor.read<std::uint64_t>();
  list.tiles = cursor.read<std::uint32_t>();
  add(record, "Dimensions", list.dimensions);
  add(record, "Tiles", list.tiles);
  if (tiles_header > bytes.size() || bytes.size() - tiles_header < tiles_header_size)
    refuse(tiles_header);
  const auto header = bytes.read_exactly(tiles_header, tiles_header_size);
  ByteCursor fields(header, std::endian::little);
  if (fields.read<std::uint32_t>() != tiles_mark)
    refuse(tiles_header);
  fields.skip(4);
  for (const char* const name : {"PixelType", "Components", "ColourSpace", "Compression",
                                 "CompressionQuality", "TileWidth", "TileHeight", "TileDepth"})
    add(record, name, fields.read<std::uint32_t>());
  fields.skip(17 * 4 + 10 * 4 + 4); // hints of the pixels, colour of the background, order of the components
  add(record, "HasPyramid", fields.read<std::uint32_t>());
  const bool is_listed = list.tiles > 0 && list.dimensions > 0 && list.dimensions <= max_dimensions;
  if (!is_listed || list.tiles * list.entry_size() > max_list_size)
    return record;
  if (list.offset > bytes.size() || list.tiles * list.entry_size() > bytes.size() - list.offset)
    findings.report({"vsi.ets-tiles", Severity::warning, Place{bytes.name(), path, list.offset, {}, {}},
                     "the list of tiles is not all there; it was not read"});
  else
    record.children.push_back(Record::leaf("Extent", extent_of(bytes, list)));
  return record;
}

} // namespace micrograph::formats::vsi
