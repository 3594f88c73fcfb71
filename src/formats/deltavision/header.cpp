#include "formats/deltavision/header.hpp"

#include "base/as_text.hpp"
#include "formats/header_fields.hpp"

#include <algorithm>
#include <array>

namespace micrograph::formats::deltavision {

namespace {

using document::Record;
using enum FieldType;

constexpr std::int16_t magic = -16224;
constexpr std::int16_t long_form = 100;

constexpr std::array<HeaderField, 38> fields{{
    {0, int32, "Columns"},
    {4, int32, "Rows"},
    {8, int32, "Sections"},
    {12, int32, "PixelType"},
    {16, int32, "StartX"},
    {20, int32, "StartY"},
    {24, int32, "StartZ"},
    {28, int32, "SamplingX"},
    {32, int32, "SamplingY"},
    {36, int32, "SamplingZ"},
    {40, float32, "PixelSizeX"},
    {44, float32, "PixelSizeY"},
    {48, float32, "PixelSizeZ"},
    {52, float32, "AngleX"},
    {56, float32, "AngleY"},
    {60, float32, "AngleZ"},
    {64, int32, "ColumnAxis"},
    {68, int32, "RowAxis"},
    {72, int32, "SectionAxis"},
    {84, float32, "Mean"},
    {88, int32, "SpaceGroup"},
    {92, int32, "ExtendedHeaderSize"},
    {128, int16, "IntegersPerSection"},
    {130, int16, "RealsPerSection"},
    {132, int16, "Resolutions"},
    {134, int16, "ReductionZ"},
    {160, int16, "FileType"},
    {162, int16, "LensID"},
    {180, uint16, "TimePoints"},
    {182, int16, "Sequence"},
    {184, float32, "TiltX"},
    {188, float32, "TiltY"},
    {192, float32, "TiltZ"},
    {196, int16, "Wavelengths"},
    // Which of these is z, and which x, the descriptions do not agree on.
    {208, float32, "Origin1"},
    {212, float32, "Origin2"},
    {216, float32, "Origin3"},
    {222, int16, "Titles"},
}};
constexpr std::array<HeaderField, 3> fields_of_long_form{
    {{844, float64, "AcquisitionTime"}, {852, int32, "TimePointsLong"}, {880, int32, "Panels"}}};

constexpr std::size_t titles_at = 224, title_size = 80, most_titles = 10, titles_of_long_form = 4;

/// Where a channel is told of, in bytes from the start of the header.
struct ChannelPlace {
  std::size_t wavelength, minimum, maximum;
};

ChannelPlace place_of(std::size_t channel) {
  constexpr std::array<std::size_t, 5> minima{76, 136, 144, 152, 172};
  if (channel < minima.size())
    return {198 + 2 * channel, minima[channel], minima[channel] + 4};
  const std::size_t further = channel - minima.size();
  return {676 + 2 * further, 544 + 4 * further, 588 + 4 * further};
}

/// Orders by their numbers; Z, T, W(avelength), P(anel), the fastest first.
constexpr std::array<std::string_view, 15> orders{"ZTWP", "WZTP", "ZWTP", "ZPWT", "ZWPT", "WZPT", "WPTZ", "PWTZ",
                                                  "PTWZ", "PZWT", "PWZT", "WPZT", "WTPZ", "TWPZ", "TPWZ"};

/// Bytes of a pixel; 0 if the type is unknown.
std::uint64_t pixel_size(std::int32_t type) {
  constexpr std::array<std::uint64_t, 9> sizes{1, 2, 4, 4, 8, 2, 2, 4, 8};
  return type < 0 || static_cast<std::size_t>(type) >= sizes.size() ? 0 : sizes[static_cast<std::size_t>(type)];
}

} // namespace

std::optional<std::endian> byte_order_of(std::span<const std::byte> head) {
  if (head.size() < header_size)
    return {};
  for (const std::endian order : {std::endian::little, std::endian::big}) {
    if (number_at<std::int16_t>(head, 96, order) != magic)
      continue;
    for (const std::size_t size : {0, 4, 8})
      if (number_at<std::int32_t>(head, size, order) <= 0)
        return {};
    // MRC files have free space there, and their name at 208.
    const std::string_view map = as_text(head.subspan(208, 3));
    return map == "MAP" ? std::nullopt : std::optional(order);
  }
  return {};
}

template <typename Integer> Integer Header::at(std::size_t offset) const {
  return number_at<Integer>(bytes_, offset, order_);
}

Header::Header(ByteSource& bytes) : bytes_(header_size), source_(bytes.name()), file_size_(bytes.size()) {
  bytes_.resize(bytes.read_at(0, bytes_));
  const auto order = byte_order_of(bytes_);
  if (!order)
    throw FormatError("deltavision.header", "the header is not all there, or says that there is no pixel", Place{source_, {}, 0, {}, {}});
  order_ = *order;
  columns_ = at<std::uint32_t>(0);
  rows_ = at<std::uint32_t>(4);
  sections_ = at<std::uint32_t>(8);
  extended_size_ = static_cast<std::uint64_t>(std::max(at<std::int32_t>(92), 0));
  integers_ = static_cast<std::size_t>(std::max<std::int16_t>(at<std::int16_t>(128), 0));
  reals_ = static_cast<std::size_t>(std::max<std::int16_t>(at<std::int16_t>(130), 0));
  // Programs that process such files write the type of the longer form over the shorter: then the panels are part of a title.
  if (at<std::int16_t>(160) == long_form) {
    const auto panels = at<std::int32_t>(880);
    if (panels >= 0 && static_cast<std::uint64_t>(panels) <= file_size_ / columns_ / rows_)
      panels_ = panels;
  }
}

Dimensions Header::dimensions(FindingSink& findings) const {
  const auto report = [&](std::uint64_t offset, const std::string& text) {
    findings.report({"deltavision.sizes", Severity::warning, Place{source_, "header", offset, {}, {}}, text});
  };
  Dimensions out;
  const auto sequence = at<std::int16_t>(182);
  out.order = orders.front();
  if (sequence >= 0 && static_cast<std::size_t>(sequence) < orders.size())
    out.order = orders[static_cast<std::size_t>(sequence)];
  else
    report(182, "no order of sections has the number " + std::to_string(sequence) + "; taken for 0");
  const auto channels = at<std::int16_t>(196);
  const std::size_t most = is_long_form() ? max_channels : 5;
  out.channels = std::clamp<std::uint64_t>(channels < 1 ? 1 : static_cast<std::uint64_t>(channels), 1, most);
  if (channels < 0 || static_cast<std::size_t>(channels) > most)
    report(196, "there can be no " + std::to_string(channels) + " channels; taken for " + std::to_string(out.channels));
  std::int64_t times = at<std::uint16_t>(180);
  if (is_long_form() && (times == 0 || times == 65535) && at<std::int32_t>(852) > 0)
    times = at<std::int32_t>(852);
  out.times = static_cast<std::uint64_t>(std::max<std::int64_t>(times, 1));
  out.panels = static_cast<std::uint64_t>(std::max(panels_, 1));
  bool is_whole = true;
  std::uint64_t rest = sections_;
  for (const std::uint64_t length : {out.channels, out.times, out.panels}) {
    is_whole = is_whole && rest % length == 0;
    rest /= length;
  }
  out.z = std::max<std::uint64_t>(rest, 1);
  if (!is_whole)
    report(8, "the " + std::to_string(sections_) + " sections are no whole number of stacks of " + std::to_string(out.channels) +
                  " channels, " + std::to_string(out.times) + " time points and " + std::to_string(out.panels) + " panels");
  check_pixels(findings);
  return out;
}

void Header::check_pixels(FindingSink& findings) const {
  const std::uint64_t size = pixel_size(at<std::int32_t>(12));
  if (size == 0)
    return;
  const std::uint64_t start = header_size + extended_size_;
  const std::uint64_t pixels = file_size_ < start ? 0 : (file_size_ - start) / size;
  const std::uint64_t held = pixels / (columns_ * rows_); // 31 bits each
  if (held < sections_)
    findings.report({"deltavision.sizes", Severity::warning, Place{source_, "header", 8, {}, {}},
                     "the header says " + std::to_string(sections_) + " sections; the file has bytes for " + std::to_string(held)});
}

Record Header::record() const {
  Record record = Record::branch("Header");
  add_fields(record, bytes_, order_, fields);
  if (is_long_form())
    add_fields(record, bytes_, order_, fields_of_long_form);
  const std::size_t titles = is_long_form() ? titles_of_long_form : most_titles;
  for (std::size_t i = 0; i < titles; ++i) {
    const HeaderField title{titles_at + i * title_size, text, "Title", title_size};
    add_fields(record, bytes_, order_, {&title, 1});
  }
  return record;
}

Record Header::channel(std::size_t index) const {
  Record record = Record::branch("Channel");
  const ChannelPlace place = place_of(index);
  const HeaderField of_channel[] = {
      {place.wavelength, int16, "Wavelength"}, {place.minimum, float32, "Minimum"}, {place.maximum, float32, "Maximum"}};
  add_fields(record, bytes_, order_, of_channel);
  return record;
}

} // namespace micrograph::formats::deltavision
