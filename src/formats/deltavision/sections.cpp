#include "formats/deltavision/sections.hpp"

#include "base/byte_cursor.hpp"
#include "formats/number_text.hpp"

#include <algorithm>
#include <array>

namespace micrograph::formats::deltavision {

namespace {

using document::Record;

constexpr std::uint64_t max_extended_size = std::uint64_t{64} << 20; ///< bytes
constexpr std::uint64_t max_sections = 50'000;

constexpr std::array<const char*, 14> names{"Photosensor", "ElapsedTime", "StageX",         "StageY",     "StageZ",
                                            "Minimum",     "Maximum",     "Mean",           "Exposure",   "NeutralDensity",
                                            "Excitation",  "Emission",    "IntensityScale", "EnergyFactor"};

/// Which channel a section is of, from the order in which the sections follow each other.
std::uint64_t channel_of(std::uint64_t section, const Dimensions& dimensions) {
  for (const char axis : dimensions.order) {
    const std::uint64_t length = axis == 'Z'   ? dimensions.z
                                 : axis == 'W' ? dimensions.channels
                                 : axis == 'T' ? dimensions.times
                                               : dimensions.panels;
    if (axis == 'W')
      return section % length;
    section /= length;
  }
  return 0;
}

/// Of the numbers that have no name, only those that are not zero say something.
Record section_record(std::uint64_t index, ByteCursor& cursor, const Header& header) {
  Record section = Record::branch("Section");
  section.children.push_back(Record::leaf("Index", std::to_string(index)));
  for (std::size_t i = 0; i < header.integers_per_section(); ++i)
    if (const auto number = cursor.read<std::int32_t>(); number != 0)
      section.children.push_back(Record::leaf("Integer" + std::to_string(i), std::to_string(number)));
  for (std::size_t i = 0; i < header.reals_per_section(); ++i) {
    const auto number = std::bit_cast<float>(cursor.read<std::uint32_t>());
    if (i < names.size())
      section.children.push_back(Record::leaf(names[i], number_text(number)));
    else if (number != 0)
      section.children.push_back(Record::leaf("Real" + std::to_string(i), number_text(number)));
  }
  return section;
}

} // namespace

void add_sections(ByteSource& bytes, const Header& header, const Dimensions& dimensions, std::vector<Record>& channels,
                  FindingSink& findings) {
  const std::uint64_t size = 4 * (header.integers_per_section() + header.reals_per_section());
  if (size == 0 || header.extended_size() == 0)
    return;
  const std::uint64_t there = std::min(header.extended_size(), bytes.size() - header_size);
  const std::uint64_t count = std::min({header.sections(), there / size, max_sections, max_extended_size / size});
  if (count < header.sections())
    findings.report({"deltavision.sections", Severity::warning, Place{bytes.name(), "extended header", header_size, {}, {}},
                     "of " + std::to_string(header.sections()) + " sections, " + std::to_string(count) + " were read"});
  const auto raw = bytes.read_exactly(header_size, count * size);
  ByteCursor cursor(raw, header.byte_order(), bytes.name(), header_size);
  for (std::uint64_t i = 0; i < count; ++i)
    channels.at(channel_of(i, dimensions)).children.push_back(section_record(i, cursor, header));
}

} // namespace micrograph::formats::deltavision
