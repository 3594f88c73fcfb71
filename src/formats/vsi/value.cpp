#include "formats/vsi/value.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "base/utf16.hpp"
#include "formats/hexadecimal.hpp"
#include "formats/number_text.hpp"
#include "formats/text.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <string_view>

namespace micrograph::formats::vsi {

namespace {

enum class Kind : std::uint8_t {
  unknown,
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  int64,
  uint64,
  float32,
  float64,
  text,      ///< of eight or sixteen bits, which only the bytes tell
  wide_text, ///< UTF-16
};

struct KindRange {
  std::uint32_t first, last;
  Kind kind;
};

/// By number; types for several numbers (points, rectangles, ranges, colours, matrices) are arrays of the
/// plain ones.
constexpr KindRange kinds[] = {
    {1, 1, Kind::int8},        {2, 2, Kind::uint8},           {3, 3, Kind::int16},
    {4, 4, Kind::uint16},      {5, 5, Kind::int32},           {6, 6, Kind::uint32},
    {7, 7, Kind::int64},       {8, 8, Kind::uint64},          {9, 9, Kind::float32},
    {10, 11, Kind::float64},   {12, 12, Kind::uint8},         {13, 13, Kind::text},
    {14, 14, Kind::uint32},    {17, 17, Kind::int64},         {18, 18, Kind::float64},
    {256, 259, Kind::int32},   {260, 266, Kind::float64},     {267, 267, Kind::int32},
    {268, 268, Kind::float64}, {269, 270, Kind::uint8},       {271, 277, Kind::int32},
    {279, 280, Kind::float64}, {8192, 8194, Kind::wide_text}, {8195, 8200, Kind::int32},
    {8470, 8470, Kind::int32},
};

Kind kind_of(std::uint32_t type) {
  const auto* const found = std::find_if(std::begin(kinds), std::end(kinds), [type](const KindRange& range) {
    return type >= range.first && type <= range.last;
  });
  return found == std::end(kinds) ? Kind::unknown : found->kind;
}

std::size_t size_of(Kind kind) {
  switch (kind) {
  case Kind::int16:
  case Kind::uint16:
    return 2;
  case Kind::int32:
  case Kind::uint32:
  case Kind::float32:
    return 4;
  case Kind::int64:
  case Kind::uint64:
  case Kind::float64:
    return 8;
  default:
    return 1;
  }
}

std::string next_number(ByteCursor& cursor, Kind kind) {
  switch (kind) {
  case Kind::int8:
    return std::to_string(cursor.read<std::int8_t>());
  case Kind::int16:
    return std::to_string(cursor.read<std::int16_t>());
  case Kind::uint16:
    return std::to_string(cursor.read<std::uint16_t>());
  case Kind::int32:
    return std::to_string(cursor.read<std::int32_t>());
  case Kind::uint32:
    return std::to_string(cursor.read<std::uint32_t>());
  case Kind::int64:
    return std::to_string(cursor.read<std::int64_t>());
  case Kind::uint64:
    return std::to_string(cursor.read<std::uint64_t>());
  case Kind::float32:
    return number_text(static_cast<double>(std::bit_cast<float>(cursor.read<std::uint32_t>())));
  case Kind::float64:
    return number_text(std::bit_cast<double>(cursor.read<std::uint64_t>()));
  default:
    return std::to_string(cursor.read<std::uint8_t>());
  }
}

std::string_view view_of(std::span<const std::byte> bytes) {
  return as_text(bytes);
}

/// Up to the first NUL.
std::string wide_text(std::span<const std::byte> bytes) {
  const std::string text = text_of_utf16(bytes);
  return text.substr(0, text.find('\0'));
}

/// A character of sixteen bits that is not from far in the East has a NUL in it.
bool looks_wide(std::span<const std::byte> bytes) {
  for (std::size_t i = 1; i < bytes.size(); i += 2)
    if (bytes[i] == std::byte{0} && bytes[i - 1] != std::byte{0})
      return true;
  return false;
}

bool is_plain_text(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= ' ' && c <= '~') || c == '\t' || c == '\r' || c == '\n';
  });
}

} // namespace

std::string text_of_value(std::uint32_t type, bool is_array, std::span<const std::byte> bytes) {
  const Kind kind = kind_of(type);
  if (kind == Kind::wide_text || (kind == Kind::text && looks_wide(bytes)))
    return wide_text(bytes);
  if (kind == Kind::text)
    return text_of_field(view_of(bytes));
  if (kind == Kind::int8 && is_array && is_plain_text(view_of(bytes)))
    return std::string(view_of(bytes));
  if (kind == Kind::unknown || bytes.size() % size_of(kind) != 0)
    return hexadecimal(bytes);
  ByteCursor cursor(bytes, std::endian::little);
  std::string numbers;
  while (cursor.remaining() > 0)
    numbers += (numbers.empty() ? "" : " ") + next_number(cursor, kind);
  return numbers;
}

std::string text_of_inline(std::uint32_t type, std::uint32_t value) {
  const Kind kind = kind_of(type);
  const bool is_signed = kind == Kind::int8 || kind == Kind::int16 || kind == Kind::int32;
  return is_signed ? std::to_string(static_cast<std::int32_t>(value)) : std::to_string(value);
}

} // namespace micrograph::formats::vsi
