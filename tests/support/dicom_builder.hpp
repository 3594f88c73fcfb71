#pragma once

#include "support/bytes.hpp"

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace micrograph::test {

/// Writes elements of DICOM data sets one after the other, in any encoding, right or wrong.
class DicomBuilder {
public:
  explicit DicomBuilder(bool explicit_vr = true, std::endian order = std::endian::little)
      : explicit_(explicit_vr), order_(order), out_(order) {}

  /// An element with a value as it stands, padded to an even length with the byte that its representation asks for.
  DicomBuilder& text(std::uint16_t group, std::uint16_t element, std::string_view vr, std::string value) {
    if (value.size() % 2 != 0)
      value += vr == "UI" || vr == "OB" || vr == "UN" ? '\0' : ' ';
    header(group, element, vr, static_cast<std::uint32_t>(value.size()));
    out_.add_text(value);
    return *this;
  }
  /// An element with numbers of the representation's width.
  template <typename Number>
  DicomBuilder& numbers(std::uint16_t group, std::uint16_t element, std::string_view vr, const std::vector<Number>& values) {
    header(group, element, vr, static_cast<std::uint32_t>(values.size() * sizeof(Number)));
    for (const Number value : values)
      out_.add(value);
    return *this;
  }
  /// The header of an element alone.
  DicomBuilder& header(std::uint16_t group, std::uint16_t element, std::string_view vr, std::uint32_t length) {
    out_.add(group);
    out_.add(element);
    if (!explicit_) {
      length_fields_.push_back({out_.size(), 4});
      out_.add(length);
      return *this;
    }
    out_.add_text(vr);
    static constexpr std::string_view long_ones = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";
    if (long_ones.find(vr) != std::string_view::npos) {
      out_.add(std::uint16_t{0});
      length_fields_.push_back({out_.size(), 4});
      out_.add(length);
    } else {
      length_fields_.push_back({out_.size(), 2});
      out_.add(static_cast<std::uint16_t>(length));
    }
    return *this;
  }
  /// A sequence with these data sets; undefined lengths end with delimiters.
  DicomBuilder& sequence(std::uint16_t group, std::uint16_t element, const std::vector<DicomBuilder>& items, bool defined,
                         std::string_view vr = "SQ") {
    std::uint32_t length = 0;
    for (const DicomBuilder& item : items)
      length += 8 + static_cast<std::uint32_t>(item.bytes().size());
    header(group, element, vr, defined ? length : undefined);
    for (const DicomBuilder& item : items) {
      mark(0xE000, defined ? static_cast<std::uint32_t>(item.bytes().size()) : undefined);
      raw(item.bytes());
      if (!defined)
        mark(0xE00D, 0);
    }
    return defined ? *this : mark(0xE0DD, 0);
  }
  /// An item's start, an item's end or a sequence's end.
  DicomBuilder& mark(std::uint16_t element, std::uint32_t length) {
    out_.add(std::uint16_t{0xFFFE});
    out_.add(element);
    length_fields_.push_back({out_.size(), 4});
    out_.add(length);
    return *this;
  }
  DicomBuilder& raw(const std::vector<std::byte>& bytes) {
    for (const std::byte byte : bytes)
      out_.add(byte);
    return *this;
  }
  DicomBuilder& pixels(std::uint32_t size) {
    header(0x7FE0, 0x0010, "OW", size);
    out_.add_zeros(size);
    return *this;
  }

  [[nodiscard]] const std::vector<std::byte>& bytes() const { return out_.bytes(); }
  /// Where lengths stand, and how many bytes they have.
  [[nodiscard]] const std::vector<std::pair<std::uint64_t, int>>& length_fields() const { return length_fields_; }

  static constexpr std::uint32_t undefined = 0xFFFFFFFF;

private:
  bool explicit_;
  std::endian order_;
  ByteWriter out_;
  std::vector<std::pair<std::uint64_t, int>> length_fields_;
};

/// A file with preamble and meta information around a data set. Without a transfer syntax, none is named.
[[nodiscard]] inline std::vector<std::byte> dicom_file(const std::vector<std::byte>& dataset,
                                                       const std::string& transfer_syntax = "1.2.840.10008.1.2.1") {
  ByteWriter out;
  out.add_zeros(128);
  out.add_text("DICM");
  DicomBuilder meta;
  meta.text(2, 2, "UI", "1.2.840.10008.5.1.4.1.1.4");
  if (!transfer_syntax.empty())
    meta.text(2, 0x10, "UI", transfer_syntax);
  std::vector<std::byte> file = out.bytes();
  file.insert(file.end(), meta.bytes().begin(), meta.bytes().end());
  file.insert(file.end(), dataset.begin(), dataset.end());
  return file;
}

} // namespace micrograph::test
