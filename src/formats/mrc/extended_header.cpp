#include "formats/mrc/extended_header.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "formats/mrc/fei_fields.hpp"
#include "formats/number_text.hpp"
#include "formats/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace micrograph::formats::mrc {

namespace {

using document::Record;

constexpr std::uint64_t max_size = std::uint64_t{64} << 20; ///< bytes that are read of an extended header
constexpr std::uint64_t max_sections = 10'000;
constexpr std::size_t line_size = 80; ///< bytes of a symmetry operator

/// What SerialEM has of a section, by the bits of its flags, and how many bytes of it.
enum SerialFlag : unsigned { tilt = 1, piece = 2, stage = 4, magnification = 8, intensity = 16, dose = 32 };

std::size_t serial_size(unsigned flags) {
  return (flags & tilt ? 2U : 0U) + (flags & piece ? 6U : 0U) + (flags & stage ? 4U : 0U) + (flags & magnification ? 2U : 0U) +
         (flags & intensity ? 2U : 0U) + (flags & dose ? 4U : 0U);
}

/// SerialEM's number of two shorts: 16 bits of value and 8 of exponent.
double serial_real(ByteCursor& cursor) {
  const int first = cursor.read<std::int16_t>();
  const int second = cursor.read<std::int16_t>();
  const double mantissa = std::abs(first) * 256 + std::abs(second) % 256;
  const int exponent = std::abs(second) / 256;
  return (first < 0 ? -mantissa : mantissa) * std::ldexp(1.0, second < 0 ? -exponent : exponent);
}

class SectionReader {
public:
  SectionReader(ByteSource& bytes, const Header& header, Record& record, FindingSink& findings)
      : bytes_(bytes), header_(header), record_(record), findings_(findings) {}

  using Fill = void (SectionReader::*)(std::span<const std::byte> section, Record& out);

  /// Reads sections of so many bytes each.
  void read(std::uint64_t size, Fill fill) {
    const std::uint64_t there = std::min({header_.extended_size(), bytes_.size() - header_size, max_size});
    const std::uint64_t count = std::min({header_.sections(), there / size, max_sections});
    if (count < header_.sections())
      findings_.report({"mrc.sections", Severity::warning, Place{bytes_.name(), "extended header", header_size, {}, {}},
                        "of " + std::to_string(header_.sections()) + " sections, " + std::to_string(count) + " were read"});
    const auto raw = bytes_.read_exactly(header_size, count * size);
    for (std::uint64_t i = 0; i < count; ++i) {
      Record section = Record::branch("Section");
      (this->*fill)(std::span(raw).subspan(i * size, size), section);
      record_.children.push_back(std::move(section));
    }
  }

  void fill_fei(std::span<const std::byte> section, Record& out) { add_fields(out, section, header_.byte_order(), fei_fields()); }

  /// Scaled as SerialEM says: a hundredth of a degree, a 25th of a micrometre.
  void fill_serial(std::span<const std::byte> section, Record& out) {
    ByteCursor cursor(section, header_.byte_order());
    const auto flags = static_cast<unsigned>(header_.second_count());
    const auto add = [&](const char* name, double value) { out.children.push_back(Record::leaf(name, number_text(value))); };
    const auto next = [&] { return static_cast<double>(cursor.read<std::int16_t>()); };
    if (flags & tilt)
      add("TiltAngle", next() / 100);
    if (flags & piece)
      for (const char* const name : {"PieceX", "PieceY", "PieceZ"})
        add(name, next());
    if (flags & stage)
      for (const char* const name : {"StageX", "StageY"})
        add(name, next() / 25);
    if (flags & magnification)
      add("Magnification", next() * 100);
    if (flags & intensity)
      add("Intensity", next() / 25000);
    if (flags & dose)
      add("ExposureDose", serial_real(cursor));
  }

  /// FEI's tomography programs have no integers and 32 reals, of which the first thirteen have a meaning.
  void fill_agard(std::span<const std::byte> section, Record& out) {
    static constexpr std::array<const char*, 13> names{"AlphaTilt", "BetaTilt", "StageX",  "StageY",       "StageZ",
                                                       "ShiftX",    "ShiftY",   "Defocus", "ExposureTime", "MeanIntensity",
                                                       "TiltAxis",  "PixelSize", "Magnification"};
    const bool is_fei = header_.first_count() == 0 && header_.second_count() == 32;
    ByteCursor cursor(section, header_.byte_order());
    for (int i = 0; i < header_.first_count(); ++i)
      out.children.push_back(Record::leaf("Integer" + std::to_string(i), std::to_string(cursor.read<std::int32_t>())));
    for (std::size_t i = 0; i < static_cast<std::size_t>(header_.second_count()); ++i) {
      const auto number = std::bit_cast<float>(cursor.read<std::uint32_t>());
      if (is_fei && i < names.size())
        out.children.push_back(Record::leaf(names[i], number_text(number)));
      else if (!is_fei || number != 0)
        out.children.push_back(Record::leaf("Real" + std::to_string(i), number_text(number)));
    }
  }

private:
  ByteSource& bytes_;
  const Header& header_;
  Record& record_;
  FindingSink& findings_;
};

/// Adds lines of 80 characters. False, and nothing is added, if the bytes are no text.
bool add_symmetry(ByteSource& bytes, const Header& header, Record& record) {
  const std::uint64_t size = std::min<std::uint64_t>({header.extended_size(), bytes.size() - header_size, max_sections * line_size});
  const auto raw = bytes.read_exactly(header_size, size);
  const auto is_text = [](std::byte byte) { return byte == std::byte{0} || (byte >= std::byte{0x20} && byte < std::byte{0x7F}); };
  if (!std::all_of(raw.begin(), raw.end(), is_text))
    return false;
  const std::string_view text = as_text(raw);
  for (std::size_t at = 0; at < text.size(); at += line_size) {
    std::string line = text_of_field(text.substr(at, line_size));
    line.resize(line.find_last_not_of(' ') + 1);
    if (!line.empty())
      record.children.push_back(Record::leaf("Symmetry", std::move(line)));
  }
  return true;
}

/// Bytes of a section after Agard; 0 if the counts say none, or more than the extended header has.
std::uint64_t agard_size(const Header& header) {
  if (header.first_count() < 0 || header.second_count() < 0)
    return 0;
  const auto size = std::uint64_t{4} * static_cast<unsigned>(header.first_count() + header.second_count());
  return size > header.extended_size() ? 0 : size;
}

bool is_serial(const Header& header) {
  return header.first_count() > 0 && header.second_count() > 0 && header.second_count() < 64 &&
         serial_size(static_cast<unsigned>(header.second_count())) == static_cast<std::size_t>(header.first_count());
}

/// The size that FEI's first section tells of itself; 0 if it is none.
std::uint64_t fei_size(ByteSource& bytes, const Header& header) {
  if (bytes.size() - header_size < 4)
    return 0;
  const auto raw = bytes.read_exactly(header_size, 4);
  const auto size = ByteCursor(raw, header.byte_order()).read<std::int32_t>();
  return size < static_cast<std::int32_t>(fei1_size) || static_cast<std::uint64_t>(size) > header.extended_size()
             ? 0
             : static_cast<std::uint64_t>(size);
}

} // namespace

void add_extended_header(ByteSource& bytes, const Header& header, Record& record, FindingSink& findings) {
  if (header.extended_size() == 0)
    return;
  SectionReader reader(bytes, header, record, findings);
  const std::string type = header.extended_type();
  const bool is_untyped = type.empty() || type == "MRCO";
  if (type.starts_with("FEI")) {
    if (const std::uint64_t size = fei_size(bytes, header))
      return reader.read(size, &SectionReader::fill_fei);
  } else if ((type == "SERI" || is_untyped) && is_serial(header)) {
    return reader.read(static_cast<std::uint64_t>(header.first_count()), &SectionReader::fill_serial);
  } else if (type == "AGAR" || is_untyped) {
    if (const std::uint64_t size = agard_size(header))
      return reader.read(size, &SectionReader::fill_agard);
  }
  if ((is_untyped || type == "CCP4") && add_symmetry(bytes, header, record))
    return;
  findings.report({"mrc.extended-header", Severity::note, Place{bytes.name(), "extended header", header_size, {}, {}},
                   "its " + std::to_string(header.extended_size()) + " bytes are of a kind that is not read"});
}

} // namespace micrograph::formats::mrc
