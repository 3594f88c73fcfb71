#include "formats/tiff/record.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "formats/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace micrograph::formats::tiff {

namespace {

using document::Record;

struct TagName {
  std::uint16_t tag;
  const char* name;
};

/// Names as TIFF 6.0, its technical notes and the tag registry give them, in the order of the numbers.
constexpr std::array<TagName, 48> tag_names{{
    {254, "NewSubfileType"},
    {255, "SubfileType"},
    {256, "ImageWidth"},
    {257, "ImageLength"},
    {258, "BitsPerSample"},
    {259, "Compression"},
    {262, "PhotometricInterpretation"},
    {263, "Threshholding"},
    {264, "CellWidth"},
    {265, "CellLength"},
    {266, "FillOrder"},
    {269, "DocumentName"},
    {270, "ImageDescription"},
    {271, "Make"},
    {272, "Model"},
    {274, "Orientation"},
    {277, "SamplesPerPixel"},
    {278, "RowsPerStrip"},
    {280, "MinSampleValue"},
    {281, "MaxSampleValue"},
    {282, "XResolution"},
    {283, "YResolution"},
    {284, "PlanarConfiguration"},
    {285, "PageName"},
    {286, "XPosition"},
    {287, "YPosition"},
    {290, "GrayResponseUnit"},
    {296, "ResolutionUnit"},
    {297, "PageNumber"},
    {305, "Software"},
    {306, "DateTime"},
    {315, "Artist"},
    {316, "HostComputer"},
    {317, "Predictor"},
    {322, "TileWidth"},
    {323, "TileLength"},
    {330, "SubIFDs"},
    {332, "InkSet"},
    {333, "InkNames"},
    {334, "NumberOfInks"},
    {338, "ExtraSamples"},
    {339, "SampleFormat"},
    {340, "SMinSampleValue"},
    {341, "SMaxSampleValue"},
    {530, "YCbCrSubSampling"},
    {531, "YCbCrPositioning"},
    {700, "XMP"},
    {33432, "Copyright"},
}};

/// Where pixels lie and what their decoder needs: of no use without the pixels.
constexpr std::array<std::uint16_t, 16> decoder_tags{273, 279, 288, 289, 291, 292, 293, 301,
                                                     320, 324, 325, 347, 512, 513, 514, 529};

constexpr std::uint64_t max_text_size = 64 * 1024; ///< bytes of one field
constexpr std::uint64_t max_values = 64;           ///< of one field
// Thousands of fields may point at the same bytes.
constexpr std::uint64_t max_record_size = 1024 * 1024; ///< bytes of all values

std::string name_of(std::uint16_t tag) {
  const auto found =
      std::lower_bound(tag_names.begin(), tag_names.end(), tag,
                       [](const TagName& entry, std::uint16_t wanted) { return entry.tag < wanted; });
  return found != tag_names.end() && found->tag == tag ? found->name : "Tag_" + std::to_string(tag);
}

template <typename Float> std::string shortest(Float value) {
  char digits[40];
  const char* const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  return {digits, static_cast<std::size_t>(end - digits)};
}

template <typename Integer> std::string ratio(ByteCursor& cursor) {
  const auto numerator = cursor.read<Integer>();
  const auto denominator = cursor.read<Integer>();
  return std::to_string(numerator) + "/" + std::to_string(denominator);
}

std::string next_value(ByteCursor& cursor, Type type) {
  switch (type) {
  case Type::short_:
    return std::to_string(cursor.read<std::uint16_t>());
  case Type::sshort:
    return std::to_string(cursor.read<std::int16_t>());
  case Type::long_:
  case Type::ifd:
    return std::to_string(cursor.read<std::uint32_t>());
  case Type::slong:
    return std::to_string(cursor.read<std::int32_t>());
  case Type::rational:
    return ratio<std::uint32_t>(cursor);
  case Type::srational:
    return ratio<std::int32_t>(cursor);
  case Type::float_:
    return shortest(std::bit_cast<float>(cursor.read<std::uint32_t>()));
  case Type::double_:
    return shortest(std::bit_cast<double>(cursor.read<std::uint64_t>()));
  case Type::long8:
  case Type::ifd8:
    return std::to_string(cursor.read<std::uint64_t>());
  case Type::slong8:
    return std::to_string(cursor.read<std::int64_t>());
  case Type::sbyte:
    return std::to_string(cursor.read<std::int8_t>());
  case Type::byte:
  case Type::undefined:
  case Type::ascii:
    break;
  }
  return std::to_string(cursor.read<std::uint8_t>());
}

/// An ASCII field may hold several texts, each with its NUL (TIFF 6.0, section 2).
void add_texts(Record& parent, const std::string& name, const std::vector<std::byte>& value) {
  std::string_view rest = as_text(value);
  const std::size_t last = rest.find_last_not_of('\0');
  rest = rest.substr(0, last == std::string_view::npos ? 0 : last + 1);
  for (;;) {
    const std::size_t end = rest.find('\0');
    parent.children.push_back(Record::leaf(name, text_of_field(rest.substr(0, end))));
    if (end == std::string_view::npos)
      return;
    rest.remove_prefix(end + 1);
  }
}

bool is_short(const Entry& entry) {
  return entry.type == Type::ascii ? entry.size <= max_text_size
                                   : entry.count > 0 && entry.count <= max_values;
}

void add_field(Record& parent, const File& file, const Entry& entry) {
  const std::string name = name_of(entry.tag);
  if (entry.type == Type::ascii) {
    add_texts(parent, name, file.value_of(entry));
    return;
  }
  const auto value = file.value_of(entry);
  ByteCursor cursor(value, file.byte_order());
  std::string text = next_value(cursor, entry.type);
  for (std::uint64_t i = 1; i < entry.count; ++i)
    text += " " + next_value(cursor, entry.type);
  parent.children.push_back(Record::leaf(name, std::move(text)));
}

} // namespace

document::Document record_of(const File& file, const Directory& first, const Entry* described,
                             FindingSink& findings) {
  document::Document document;
  document.kind = document::Kind::record;
  document.vocabulary = vocabulary;
  document.place = "header and IFD 0";
  document.record = Record::branch("TIFF");
  auto& children = document.record.children;
  children.push_back(Record::leaf("Variant", file.is_big() ? "BigTIFF" : "TIFF"));
  children.push_back(
      Record::leaf("ByteOrder", file.byte_order() == std::endian::little ? "little-endian" : "big-endian"));
  if (const auto count = file.count_directories(findings))
    children.push_back(Record::leaf("DirectoryCount", std::to_string(*count)));

  Record directory = Record::branch("Directory");
  std::uint64_t size = 0;
  for (const Entry& entry : first.entries) {
    const bool wanted = &entry != described && is_short(entry) &&
                        std::find(decoder_tags.begin(), decoder_tags.end(), entry.tag) == decoder_tags.end();
    if (wanted && (size += entry.size) <= max_record_size)
      add_field(directory, file, entry);
  }
  children.push_back(std::move(directory));
  return document;
}

} // namespace micrograph::formats::tiff
