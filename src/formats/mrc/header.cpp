#include "formats/mrc/header.hpp"

#include "base/as_text.hpp"
#include "formats/header_fields.hpp"
#include "formats/hexadecimal.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace micrograph::formats::mrc {

namespace {

using document::Record;
using enum FieldType;

/// Names after those of the description of MRC2014.
constexpr std::array<HeaderField, 31> fields{{
    {0, int32, "NX"},
    {4, int32, "NY"},
    {8, int32, "NZ"},
    {12, int32, "Mode"},
    {16, int32, "StartX"},
    {20, int32, "StartY"},
    {24, int32, "StartZ"},
    {28, int32, "MX"},
    {32, int32, "MY"},
    {36, int32, "MZ"},
    {40, float32, "CellX"},
    {44, float32, "CellY"},
    {48, float32, "CellZ"},
    {52, float32, "CellAlpha"},
    {56, float32, "CellBeta"},
    {60, float32, "CellGamma"},
    {64, int32, "MapC"},
    {68, int32, "MapR"},
    {72, int32, "MapS"},
    {76, float32, "Minimum"},
    {80, float32, "Maximum"},
    {84, float32, "Mean"},
    {88, int32, "SpaceGroup"},
    {92, int32, "ExtendedHeaderSize"},
    {104, text, "ExtendedHeaderType", 4},
    {108, int32, "Version"},
    {196, float32, "OriginX"},
    {200, float32, "OriginY"},
    {204, float32, "OriginZ"},
    {216, float32, "RootMeanSquare"},
    {220, int32, "Labels"},
}};

/// What IMOD puts into the free space, where its stamp stands.
constexpr std::array<HeaderField, 15> imod_fields{{
    {128, int16, "FirstCount"},
    {130, int16, "SecondCount"},
    {156, int32, "ImodFlags"},
    {160, int16, "IDType"},
    {162, int16, "Lens"},
    {164, int16, "N1"},
    {166, int16, "N2"},
    {168, int16, "V1"},
    {170, int16, "V2"},
    {172, float32, "TiltOriginalX"},
    {176, float32, "TiltOriginalY"},
    {180, float32, "TiltOriginalZ"},
    {184, float32, "TiltX"},
    {188, float32, "TiltY"},
    {192, float32, "TiltZ"},
}};
constexpr std::int32_t imod_stamp = 1146047817; // IMOD

constexpr std::size_t labels_at = 224, label_size = 80, labels = 10;

/// Bits of a value; 0 if the mode is unknown.
std::uint64_t bits_of(std::int32_t mode) {
  switch (mode) {
  case 0:
    return 8;
  case 1:
  case 6:
  case 12:
    return 16;
  case 16:
    return 24;
  case 2:
  case 3:
    return 32;
  case 4:
    return 64;
  case 101:
    return 4;
  default:
    return 0;
  }
}

bool is_credible(std::span<const std::byte> head, std::endian order) {
  for (const std::size_t size : {0, 4, 8})
    if (number_at<std::int32_t>(head, size, order) <= 0)
      return false;
  return bits_of(number_at<std::int32_t>(head, 12, order)) > 0;
}

} // namespace

std::optional<std::endian> byte_order_of(std::span<const std::byte> head) {
  if (head.size() < header_size || as_text(head.subspan(208, 3)) != "MAP")
    return {};
  // The stamp says the order; where it is wrong, as in files that were turned around, the sizes and the mode do.
  const std::endian stamped = head[212] == std::byte{0x11} ? std::endian::big : std::endian::little;
  const std::endian other = stamped == std::endian::big ? std::endian::little : std::endian::big;
  for (const std::endian order : {stamped, other})
    if (is_credible(head, order))
      return order;
  return {};
}

template <typename Integer> Integer Header::at(std::size_t offset) const {
  return number_at<Integer>(bytes_, offset, order_);
}

Header::Header(ByteSource& bytes) : bytes_(header_size), source_(bytes.name()), file_size_(bytes.size()) {
  bytes_.resize(bytes.read_at(0, bytes_));
  const auto order = byte_order_of(bytes_);
  if (!order)
    throw FormatError("mrc.header", "the header is not all there, or its sizes and its mode are those of no map",
                      Place{source_, {}, 0, {}, {}});
  order_ = *order;
  sections_ = at<std::uint32_t>(8);
  extended_size_ = static_cast<std::uint64_t>(std::max(at<std::int32_t>(92), 0));
}

std::string Header::extended_type() const {
  std::string type(as_text(bytes_).substr(104, 4));
  type.resize(type.find_last_not_of(std::string_view(" \0", 2)) + 1);
  return type;
}

int Header::first_count() const { return at<std::int16_t>(128); }
int Header::second_count() const { return at<std::int16_t>(130); }

Record Header::record() const {
  Record record = Record::branch("Header");
  add_fields(record, bytes_, order_, fields);
  record.children.push_back(Record::leaf("MachineStamp", hexadecimal(std::span(bytes_).subspan(212, 4))));
  for (std::size_t i = 0; i < labels; ++i) {
    const HeaderField label{labels_at + i * label_size, text, "Label", label_size};
    add_fields(record, bytes_, order_, {&label, 1});
  }
  const auto is_used = [](std::byte byte) { return byte != std::byte{0}; };
  const auto extra = std::span(bytes_).subspan(96, 100);
  if (at<std::int32_t>(152) == imod_stamp) {
    add_fields(record, bytes_, order_, imod_fields);
  } else if (std::any_of(extra.begin(), extra.begin() + 8, is_used) || std::any_of(extra.begin() + 16, extra.end(), is_used)) {
    record.children.push_back(Record::leaf("Extra", hexadecimal(extra)));
  }
  return record;
}

void Header::check_pixels(FindingSink& findings) const {
  const std::uint64_t bits = bits_of(at<std::int32_t>(12));
  const std::uint64_t start = header_size + extended_size_;
  // Rows begin at whole bytes.
  const std::uint64_t row = (at<std::uint32_t>(0) * bits + 7) / 8;
  const std::uint64_t held = file_size_ < start ? 0 : (file_size_ - start) / row / at<std::uint32_t>(4);
  if (held < sections_)
    findings.report({"mrc.sizes", Severity::warning, Place{source_, "header", 8, {}, {}},
                     "the header says " + std::to_string(sections_) + " sections; the file has bytes for " + std::to_string(held)});
}

} // namespace micrograph::formats::mrc
