#include "formats/xml_name.hpp"

#include "base/utf8.hpp"

#include <cstdio>

namespace micrograph::formats {

namespace {

bool is_letter(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

void append_escape(std::string& out, char32_t code_point) {
  char escape[16];
  std::snprintf(escape, sizeof escape, code_point > 0xFFFF ? "_x%06X_" : "_x%04X_", static_cast<unsigned>(code_point));
  out += escape;
}

/// Whether an escape stands at the start of the text.
bool is_escape(std::string_view text) {
  if (!text.starts_with("_x"))
    return false;
  const std::size_t end = text.find_first_not_of("0123456789ABCDEF", 2);
  return (end == 6 || end == 8) && text[end] == '_';
}

} // namespace

std::string xml_name(std::string_view name) {
  if (name.empty())
    return "_";
  std::string out;
  if (name == "_")
    append_escape(out, U'_');
  else
    for (std::size_t at = 0; at < name.size();) {
      const DecodedCodePoint next = decode_utf8(name.substr(at));
      const char32_t c = next.code_point;
      const bool stays = is_letter(c) || (c == U'_' && !is_escape(name.substr(at))) ||
                         (at > 0 && (is_digit(c) || c == U'-' || c == U'.'));
      if (stays)
        out += static_cast<char>(c);
      else
        append_escape(out, c);
      at += next.length;
    }
  return out;
}

} // namespace micrograph::formats
