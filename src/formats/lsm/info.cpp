#include "formats/lsm/info.hpp"

#include "base/byte_cursor.hpp"
#include "formats/number_text.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace micrograph::formats::lsm {

namespace {

using document::Record;

constexpr std::uint32_t magic_13 = 0x0300494C; ///< version 1.3
constexpr std::uint32_t magic_15 = 0x0400494C; ///< 1.5 and later
constexpr std::size_t least_size = 128;        ///< bytes: up to the pointer to the scan information

enum class Kind : std::uint8_t { short_number, number, real };

struct Field {
  std::size_t offset; ///< bytes from the start of the structure
  Kind kind;
  const char* name;
};

constexpr std::array<Field, 27> fields{{
    {8, Kind::number, "DimensionX"},
    {12, Kind::number, "DimensionY"},
    {16, Kind::number, "DimensionZ"},
    {20, Kind::number, "DimensionChannels"},
    {24, Kind::number, "DimensionTime"},
    {28, Kind::number, "DataType"},
    {32, Kind::number, "ThumbnailX"},
    {36, Kind::number, "ThumbnailY"},
    {40, Kind::real, "VoxelSizeX"},
    {48, Kind::real, "VoxelSizeY"},
    {56, Kind::real, "VoxelSizeZ"},
    {64, Kind::real, "OriginX"},
    {72, Kind::real, "OriginY"},
    {80, Kind::real, "OriginZ"},
    {88, Kind::short_number, "ScanType"},
    {90, Kind::short_number, "SpectralScan"},
    {92, Kind::number, "TypeOfData"},
    {112, Kind::real, "TimeInterval"},
    {152, Kind::real, "DisplayAspectX"},
    {160, Kind::real, "DisplayAspectY"},
    {168, Kind::real, "DisplayAspectZ"},
    {176, Kind::real, "DisplayAspectTime"},
    {236, Kind::real, "TimeDifferenceX"},
    {244, Kind::real, "TimeDifferenceY"},
    {252, Kind::real, "TimeDifferenceZ"},
    {264, Kind::number, "DimensionPositions"},
    {268, Kind::number, "DimensionTiles"},
}};

std::size_t size_of(Kind kind) { return kind == Kind::real ? 8 : kind == Kind::number ? 4 : 2; }

std::string value_of(ByteCursor& cursor, Kind kind) {
  if (kind == Kind::real)
    return number_text(std::bit_cast<double>(cursor.read<std::uint64_t>()));
  if (kind == Kind::number)
    return std::to_string(cursor.read<std::int32_t>());
  return std::to_string(cursor.read<std::uint16_t>());
}

} // namespace

Info::Info(std::vector<std::byte> bytes, const std::string& source) : bytes_(std::move(bytes)) {
  const auto fail = [&](const char* text) {
    throw FormatError("lsm.header", text, Place{source, "tag 34412", {}, {}, {}});
  };
  if (bytes_.size() < least_size)
    fail("the description of the image is too short");
  ByteCursor cursor(bytes_, std::endian::little);
  const auto magic = cursor.read<std::uint32_t>();
  if (magic != magic_13 && magic != magic_15)
    fail("the description of the image does not begin as it should");
  const auto size = cursor.read<std::uint32_t>();
  if (size >= least_size && size < bytes_.size())
    bytes_.resize(size);
}

std::uint64_t Info::block(std::size_t offset_of_pointer) const {
  if (offset_of_pointer + 4 > bytes_.size())
    return 0;
  return ByteCursor(std::span<const std::byte>(bytes_).subspan(offset_of_pointer, 4), std::endian::little)
      .read<std::uint32_t>();
}

std::uint32_t Info::channels() const {
  return ByteCursor(std::span<const std::byte>(bytes_).subspan(20, 4), std::endian::little).read<std::uint32_t>();
}

Record Info::record() const {
  Record record = Record::branch("Info");
  const auto number = ByteCursor(bytes_, std::endian::little).read<std::uint32_t>();
  record.children.push_back(Record::leaf("Version", number == magic_13 ? "1.3" : "1.5"));
  record.children.push_back(Record::leaf("StructureSize", std::to_string(bytes_.size())));
  ByteCursor cursor(bytes_, std::endian::little);
  for (const Field& field : fields) {
    if (field.offset + size_of(field.kind) > bytes_.size())
      continue;
    cursor.seek(field.offset);
    record.children.push_back(Record::leaf(field.name, value_of(cursor, field.kind)));
  }
  return record;
}

} // namespace micrograph::formats::lsm
