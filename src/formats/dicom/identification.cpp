#include "formats/dicom/identification.hpp"

#include "base/as_text.hpp"
#include "base/compressed_stream.hpp"
#include "formats/compressed_head.hpp"
#include "formats/dicom/dictionary.hpp"
#include "formats/dicom/encoding.hpp"
#include "formats/dicom/input.hpp"
#include "formats/dicom/tag.hpp"
#include "formats/dicom/value_representation.hpp"

#include <algorithm>
#include <string_view>

namespace micrograph::formats::dicom {

namespace {

constexpr std::size_t preamble_size = 128;
constexpr std::string_view magic = "DICM";

bool has_magic(std::span<const std::byte> head, std::size_t at) {
  return head.size() >= at + magic.size() &&
         as_text(head.subspan(at, magic.size())) == magic;
}

/// Whether a data set without preamble begins here: an element of group 2 or 8 that the standard knows, with the representation
/// that it has there, and another one of that kind behind it.
bool is_bare(std::span<const std::byte> head) {
  constexpr std::uint64_t longest_first_value = 1024;
  const auto encoding = guess_encoding(head);
  if (!encoding)
    return false;
  Tag before;
  std::size_t at = 0;
  for (int found = 0; found < 2; ++found) {
    if (head.size() < at + 8)
      return false;
    const auto start = head.subspan(at);
    const Tag tag{static_cast<std::uint16_t>(integer_of(start.first(2), encoding->order)),
                  static_cast<std::uint16_t>(integer_of(start.subspan(2, 2), encoding->order))};
    const std::string_view expected = dictionary_vr(tag);
    if ((tag.group != 2 && tag.group != 8) || expected.empty() || (found > 0 && tag <= before))
      return false;
    std::uint64_t length = integer_of(start.subspan(4, 4), encoding->order);
    std::size_t header = 8;
    if (encoding->explicit_vr) {
      const auto vr = find_vr(as_text(start.subspan(4, 2)));
      if (!vr || vr->name != expected)
        return false;
      if (vr->long_length && start.size() < 12)
        return false;
      length = vr->long_length ? integer_of(start.subspan(8, 4), encoding->order) : integer_of(start.subspan(6, 2), encoding->order);
      header = vr->long_length ? 12 : 8;
    }
    if (length > longest_first_value)
      return false;
    at += header + static_cast<std::size_t>(length);
    before = tag;
  }
  return true;
}

} // namespace

const FormatInfo& info() {
  static const FormatInfo info{"dicom",
                               "DICOM",
                               {".dcm", ".dicom"},
                               "DICM at byte 128, or a data set from the first byte on; also in gzip",
                               "all elements up to the pixels, as the DICOM JSON Model; personal data only when asked for"};
  return info;
}

std::optional<std::uint64_t> start_of_elements(std::span<const std::byte> head) {
  if (has_magic(head, preamble_size))
    return preamble_size + magic.size();
  if (has_magic(head, 0))
    return magic.size();
  if (is_bare(head))
    return 0;
  return {};
}

std::optional<Identification> identify(const Candidate& candidate) {
  if (compression_of(candidate.head) == Compression::gzip)
    return start_of_elements(decompressed_head(candidate.head, head_size))
               ? std::optional(Identification{90, "gzip that holds a DICOM file"})
               : std::nullopt;
  const auto start = start_of_elements(candidate.head);
  if (!start)
    return {};
  if (*start == 0)
    return Identification{70, "starts with elements of a DICOM data set"};
  return Identification{*start == magic.size() ? 80 : 100, "has DICM at byte " + std::to_string(*start - magic.size())};
}

} // namespace micrograph::formats::dicom
