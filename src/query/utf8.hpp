#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace micrograph::query {

/// How many leading bytes are well-formed UTF-8 (Unicode, table 3-7).
[[nodiscard]] std::size_t valid_utf8_length(std::string_view text);
/// The first code point and its length in bytes; 0 and 0 if there is none or it is malformed.
char32_t decode_utf8(std::string_view text, std::size_t& length);
void append_utf8(std::string& out, char32_t code_point);

} // namespace micrograph::query
