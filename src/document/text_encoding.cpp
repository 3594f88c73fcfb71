#include "document/text_encoding.hpp"

#include "base/as_text.hpp"
#include "base/utf16.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace micrograph::document {

namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16_mark = "\xFF\xFE";

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

/// Absent if the bytes are not well-formed UTF-16 behind the mark.
std::optional<std::string> decode_utf16(std::span<const std::byte> bytes) {
  const std::string_view raw = as_text(bytes);
  if (!raw.starts_with(utf16_mark) || raw.size() % 2 != 0)
    return {};
  std::size_t lone_surrogates = 0;
  std::string text = text_of_utf16(bytes.subspan(utf16_mark.size()), &lone_surrogates);
  return lone_surrogates == 0 ? std::optional(std::move(text)) : std::nullopt;
}

std::string encode_utf16(std::string_view text) {
  std::string bytes(utf16_mark);
  const auto add = [&bytes](char32_t unit) {
    bytes += static_cast<char>(unit & 0xFF);
    bytes += static_cast<char>(unit >> 8);
  };
  while (!text.empty()) {
    const DecodedCodePoint next = decode_utf8(text);
    if (next.code_point < 0x10000) {
      add(next.code_point);
    } else {
      add(0xD800 + ((next.code_point - 0x10000) >> 10));
      add(0xDC00 + ((next.code_point - 0x10000) & 0x3FF));
    }
    text.remove_prefix(next.length);
  }
  return bytes;
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
  const std::string_view text = as_text(bytes);
  if (auto decoded = decode_utf16(bytes))
    return {std::move(*decoded), TextEncoding::utf16_with_mark};
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
  if (encoding == TextEncoding::utf16_with_mark)
    return encode_utf16(text);
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
