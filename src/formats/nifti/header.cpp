#include "formats/nifti/header.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "base/checksum.hpp"
#include "formats/nifti/codes.hpp"
#include "formats/text.hpp"

#include <charconv>
#include <cstring>
#include <string>

namespace micrograph::formats::nifti {

namespace {

using document::Record;

constexpr std::size_t longest_header = 540;
constexpr std::uint64_t most_extension_bytes = std::uint64_t{1} << 20;
constexpr int most_extensions = 256;

std::string text_of(ByteCursor& cursor, std::size_t size) {
  const auto bytes = cursor.bytes(size);
  std::string text = text_of_field(as_text(bytes));
  text.resize(text.find_last_not_of(' ') + 1);
  return text;
}

/// The shortest text that reads back as the same number; `nan` and `inf` as they are.
template <typename Number> std::string number_text(Number number) {
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  return {digits, end};
}

/// Reads the fields of one layout, which differ in their places and widths, into leaves of the same names.
class Fields {
public:
  Fields(std::span<const std::byte> bytes, const Layout& layout, Record& record)
      : cursor_(bytes, layout.order), layout_(layout), record_(record) {}

  std::int64_t integer(const char* name, std::size_t first_at, int first_width, std::size_t second_at, int second_width) {
    cursor_.seek(layout_.is_second ? second_at : first_at);
    const std::int64_t value = read_integer(layout_.is_second ? second_width : first_width);
    leaf(name, std::to_string(value));
    return value;
  }
  void real(const std::string& name, std::size_t first_at, std::size_t second_at) {
    cursor_.seek(layout_.is_second ? second_at : first_at);
    leaf(name, layout_.is_second ? number_text(std::bit_cast<double>(cursor_.read<std::uint64_t>()))
                                 : number_text(std::bit_cast<float>(cursor_.read<std::uint32_t>())));
  }
  void text(const char* name, std::size_t first_at, std::size_t second_at, std::size_t size) {
    cursor_.seek(layout_.is_second ? second_at : first_at);
    if (std::string value = text_of(cursor_, size); !value.empty())
      leaf(name, std::move(value));
  }
  void leaf(const std::string& name, std::string value) { record_.children.push_back(Record::leaf(name, std::move(value))); }

private:
  std::int64_t read_integer(int width) {
    switch (width) {
    case 1:
      return cursor_.read<std::uint8_t>();
    case 2:
      return cursor_.read<std::int16_t>();
    case 4:
      return cursor_.read<std::int32_t>();
    default:
      return cursor_.read<std::int64_t>();
    }
  }

  ByteCursor cursor_;
  Layout layout_;
  Record& record_;
};

void add_geometry(Fields& fields, const Layout& layout) {
  constexpr std::size_t axes = 8;
  for (std::size_t i = 0; i < axes; ++i)
    fields.integer(("Dim" + std::to_string(i)).c_str(), 40 + 2 * i, 2, 16 + 8 * i, 8);
  for (std::size_t i = 0; i < axes; ++i)
    fields.real("PixDim" + std::to_string(i), 76 + 4 * i, 104 + 8 * i);
  const std::int64_t units = fields.integer("XyztUnits", 123, 1, 500, 4);
  if (const auto unit = space_unit(units); !unit.empty())
    fields.leaf("SpaceUnit", std::string(unit));
  if (const auto unit = time_unit(units); !unit.empty())
    fields.leaf("TimeUnit", std::string(unit));
  fields.integer("QFormCode", 252, 2, 344, 4);
  fields.integer("SFormCode", 254, 2, 348, 4);
  const char* const quaternion[] = {"QuaternB", "QuaternC", "QuaternD", "QOffsetX", "QOffsetY", "QOffsetZ"};
  for (std::size_t i = 0; i < 6; ++i)
    fields.real(quaternion[i], 256 + 4 * i, 352 + 8 * i);
  const char* const rows[] = {"SRowX", "SRowY", "SRowZ"};
  const std::size_t width = layout.is_second ? 8 : 4;
  for (std::size_t row = 0; row < 3; ++row)
    for (std::size_t i = 0; i < 4; ++i)
      fields.real(rows[row] + std::to_string(i), 280 + (4 * row + i) * width, 400 + (4 * row + i) * width);
}

Record fields_of(std::span<const std::byte> bytes, const Layout& layout, std::int64_t& dimensions, double& pixels_at) {
  Record header = Record::branch("Header");
  Fields fields(bytes, layout, header);
  fields.leaf("Version", layout.is_second ? "2" : "1");
  fields.leaf("ByteOrder", layout.order == std::endian::little ? "little" : "big");
  fields.leaf("Pair", layout.is_pair ? "true" : "false");
  ByteCursor cursor(bytes, layout.order);
  cursor.seek(layout.is_second ? 16 : 40);
  dimensions = layout.is_second ? cursor.read<std::int64_t>() : cursor.read<std::int16_t>();
  cursor.seek(layout.is_second ? 168 : 108);
  pixels_at = layout.is_second ? static_cast<double>(cursor.read<std::int64_t>())
                               : static_cast<double>(std::bit_cast<float>(cursor.read<std::uint32_t>()));
  fields.integer("DimInfo", 39, 1, 524, 1);
  const std::int64_t type = fields.integer("DataType", 70, 2, 12, 2);
  if (const auto name = data_type(type); !name.empty())
    fields.leaf("DataTypeName", std::string(name));
  fields.integer("BitPix", 72, 2, 14, 2);
  add_geometry(fields, layout);
  if (layout.is_second)
    fields.integer("VoxOffset", 168, 8, 168, 8);
  else
    fields.real("VoxOffset", 108, 108);
  fields.real("SclSlope", 112, 176);
  fields.real("SclInter", 116, 184);
  fields.real("CalMax", 124, 192);
  fields.real("CalMin", 128, 200);
  fields.real("SliceDuration", 132, 208);
  fields.real("TOffset", 136, 216);
  fields.integer("SliceStart", 74, 2, 224, 8);
  fields.integer("SliceEnd", 120, 2, 232, 8);
  fields.integer("SliceCode", 122, 1, 496, 4);
  fields.text("Description", 148, 240, 80);
  fields.text("AuxFile", 228, 320, 24);
  fields.integer("IntentCode", 68, 2, 504, 4);
  const char* const parameters[] = {"IntentP1", "IntentP2", "IntentP3"};
  for (std::size_t i = 0; i < 3; ++i)
    fields.real(parameters[i], 56 + 4 * i, 80 + 8 * i);
  fields.text("IntentName", 328, 508, 16);
  return header;
}

/// Extensions follow one another up to the pixels. Text is kept; bytes are named by their digest.
void add_extensions(ByteSource& bytes, const Layout& layout, double pixels_at, Record& record, FindingSink& findings) {
  std::vector<std::byte> extender(4);
  extender.resize(bytes.read_at(layout.size(), extender));
  if (extender.size() < 4 || extender[0] == std::byte{0})
    return;
  std::uint64_t at = layout.size() + 4;
  const auto odd = [&](const char* text) {
    findings.report({"nifti.extension", Severity::warning, Place{bytes.name(), {}, at, {}, {}}, text});
  };
  for (int i = 0; i < most_extensions; ++i) {
    if (!layout.is_pair && static_cast<double>(at) + 8 > pixels_at)
      return;
    std::vector<std::byte> head(8);
    head.resize(bytes.read_at(at, head));
    if (head.size() < 8) {
      if (!layout.is_pair || !head.empty())
        odd("the file ends within the extensions");
      return;
    }
    ByteCursor cursor(head, layout.order);
    const auto size = cursor.read<std::int32_t>();
    const auto code = cursor.read<std::int32_t>();
    if (size < 8 || static_cast<std::uint64_t>(size) > most_extension_bytes) {
      odd("an extension is said to be shorter than its head or longer than 1 MiB; it and those behind it were left out");
      return;
    }
    std::vector<std::byte> content(static_cast<std::size_t>(size) - 8);
    content.resize(bytes.read_at(at + 8, content));
    if (content.size() + 8 < static_cast<std::size_t>(size)) {
      odd("the file ends within an extension");
      return;
    }
    Record extension = Record::branch("Extension");
    extension.children.push_back(Record::leaf("Code", std::to_string(code)));
    extension.children.push_back(Record::leaf("Size", std::to_string(size)));
    if (is_text_extension(code))
      extension.children.push_back(
          Record::leaf("Text", text_of_field(as_text(content))));
    else
      extension.children.push_back(Record::leaf("Digest", "ni:///sha-256;" + base64url(sha256(content))));
    record.children.push_back(std::move(extension));
    at += static_cast<std::uint64_t>(size);
  }
}

} // namespace

std::optional<Layout> layout_of(std::span<const std::byte> head) {
  const auto magic_is = [head](std::size_t at, const char* text, std::size_t length) {
    return head.size() >= at + length && std::memcmp(head.data() + at, text, length) == 0;
  };
  if (head.size() < 4)
    return {};
  for (const std::endian order : {std::endian::little, std::endian::big}) {
    const auto size = ByteCursor(head, order).read<std::int32_t>();
    if (size == 348 && (magic_is(344, "n+1\0", 4) || magic_is(344, "ni1\0", 4)))
      return Layout{false, order, magic_is(344, "ni1\0", 4)};
    if (size == 540 && (magic_is(4, "n+2\0", 4) || magic_is(4, "ni2\0", 4)))
      return Layout{true, order, magic_is(4, "ni2\0", 4)};
  }
  return {};
}

Record read_header(ByteSource& bytes, FindingSink& findings) {
  std::vector<std::byte> head(longest_header);
  head.resize(bytes.read_at(0, head));
  const auto layout = layout_of(head);
  if (!layout || head.size() < layout->size())
    throw FormatError("nifti.header", layout ? "the file ends within the header" : "no NIfTI header begins here",
                      Place{bytes.name(), {}, 0, {}, {}});
  Record record = Record::branch("NIFTI");
  std::int64_t dimensions = 0;
  double pixels_at = 0;
  record.children.push_back(fields_of(std::span(head).first(layout->size()), *layout, dimensions, pixels_at));
  if (dimensions < 1 || dimensions > 7)
    findings.report({"nifti.dimensions", Severity::warning, Place{bytes.name(), "dim[0]", {}, {}, {}},
                     "the image is said to have " + std::to_string(dimensions) + " dimensions"});
  add_extensions(bytes, *layout, pixels_at, record, findings);
  return record;
}

} // namespace micrograph::formats::nifti
