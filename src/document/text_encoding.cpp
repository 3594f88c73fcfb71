#include "document/text_encoding.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <array>

namespace micrograph::document {

namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";

/// 0x80 to 0x9F of Windows-1252; all other bytes are the code points of the same number.
constexpr std::array<char32_t, 32> high_controls{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::optional<char> byte_of(char32_t code_point) {
  const auto found = std::find(high_controls.begin(), high_controls.end(), code_point);
  if (found != high_controls.end())
    return static_cast<char>(0x80 + (found - high_controls.begin()));
  if (code_point < 0x80 || (code_point >= 0xA0 && code_point <= 0xFF))
    return static_cast<char>(code_point);
  return {};
}

} // namespace

std::string windows_1252_as_utf8(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(text, byte >= 0x80 && byte < 0xA0 ? high_controls[byte - 0x80] : byte);
  }
  return text;
}

DecodedText decode_text(std::span<const std::byte> bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (!is_utf8(text))
    return {windows_1252_as_utf8(text), TextEncoding::windows_1252};
  if (text.starts_with(mark))
    return {std::string(text.substr(mark.size())), TextEncoding::utf8_with_mark};
  return {std::string(text), TextEncoding::utf8};
}

std::optional<std::string> encode_text(std::string_view text, TextEncoding encoding) {
  if (encoding == TextEncoding::utf8)
    return std::string(text);
  if (encoding == TextEncoding::utf8_with_mark)
    return std::string(mark).append(text);
  std::string bytes;
  while (!text.empty()) {
    const DecodedCodePoint next = decode_utf8(text);
    const auto byte = next.valid ? byte_of(next.code_point) : std::nullopt;
    if (!byte)
      return {};
    bytes += *byte;
    text.remove_prefix(next.length);
  }
  return bytes;
}

} // namespace micrograph::document
