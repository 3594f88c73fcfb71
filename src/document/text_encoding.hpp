#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace micrograph::document {

/// How the characters of a text stand in its bytes.
enum class TextEncoding {
  utf8,
  utf8_with_mark,  ///< with a byte order mark before it
  utf16_with_mark, ///< little-endian, with a byte order mark before it
  windows_1252,    ///< the code page of most programs that write texts without saying how; each byte is one character
};

struct DecodedText {
  std::string text; ///< UTF-8, without the mark
  TextEncoding encoding = TextEncoding::utf8;
};

/// A text that does not say its encoding: UTF-8 if it is that, UTF-16 if it has the mark and no half surrogate pairs, else
/// Windows-1252, where nothing is malformed. encode_text() gives the same bytes again.
[[nodiscard]] DecodedText decode_text(std::span<const std::byte> bytes);

/// Bytes that are Windows-1252, as UTF-8. The five bytes that the code page leaves free stand for themselves.
[[nodiscard]] std::string windows_1252_as_utf8(std::string_view bytes);

/// The bytes of a text, which is UTF-8. Absent if the encoding has no byte for one of its characters.
[[nodiscard]] std::optional<std::string> encode_text(std::string_view text, TextEncoding encoding);

} // namespace micrograph::document
