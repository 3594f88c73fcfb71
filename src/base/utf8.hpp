#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace micrograph {

/// A code point decoded from UTF-8, and how many bytes it took.
struct DecodedCodePoint {
  char32_t code_point = 0; ///< U+FFFD where the bytes are not UTF-8
  std::size_t length = 0;  ///< bytes; 0 only at the end of the text
  bool valid = true;
};

/// The code point at the start of `text`. What is not UTF-8 is taken as the longest part of a sequence that
/// could have begun one, as The Unicode Standard recommends for replacement (chapter 3, "U+FFFD Substitution
/// of Maximal Subparts").
[[nodiscard]] DecodedCodePoint decode_utf8(std::string_view text);

/// Appends a code point; surrogates and what is beyond U+10FFFF as U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

/// How many leading bytes are well-formed UTF-8 (Unicode, table 3-7).
[[nodiscard]] std::size_t valid_utf8_length(std::string_view text);
[[nodiscard]] bool is_utf8(std::string_view text);
/// The same text with U+FFFD for what is not UTF-8.
[[nodiscard]] std::string to_valid_utf8(std::string_view text);

} // namespace micrograph
