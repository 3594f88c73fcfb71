#include "formats/dicom/encoding.hpp"

#include "base/as_text.hpp"
#include "formats/dicom/input.hpp"
#include "formats/dicom/value_representation.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace micrograph::formats::dicom {

namespace {

constexpr std::array<std::string_view, 2> implicit{"1.2.840.10008.1.2", "1.2.840.113619.5.2"};
constexpr std::string_view big_endian = "1.2.840.10008.1.2.2";
constexpr std::array<std::string_view, 3> deflated{"1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.4.95",
                                                   "1.2.840.10008.1.2.4.205"};

bool has(const auto& list, std::string_view text) { return std::find(list.begin(), list.end(), text) != list.end(); }

} // namespace

Encoding encoding_of(std::string_view transfer_syntax) {
  Encoding encoding;
  encoding.explicit_vr = !has(implicit, transfer_syntax);
  encoding.order = transfer_syntax == big_endian ? std::endian::big : std::endian::little;
  encoding.deflated = has(deflated, transfer_syntax);
  return encoding;
}

bool names_vr(std::span<const std::byte> start) {
  return start.size() >= 6 && find_vr(as_text(start.subspan(4, 2))) != nullptr;
}

std::optional<Encoding> guess_encoding(std::span<const std::byte> start) {
  // Data sets begin with identifying groups; a number that makes sense in one byte order makes none in the other.
  constexpr std::uint64_t largest_first_group = 0x00FF;
  constexpr std::uint64_t largest_first_length = 0xFFFF;
  if (start.size() < 8)
    return {};
  for (const std::endian order : {std::endian::little, std::endian::big}) {
    const std::uint64_t group = integer_of(start.first(2), order);
    if (group > largest_first_group || group == 0)
      continue;
    const std::uint64_t length = integer_of(start.subspan(4, 4), order);
    if (names_vr(start))
      return Encoding{true, order, false};
    if (order == std::endian::little && (length <= largest_first_length || length == 0xFFFFFFFF))
      return Encoding{false, order, false};
  }
  return {};
}

} // namespace micrograph::formats::dicom
