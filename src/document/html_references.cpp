#include "document/html_references.hpp"

#include "base/utf8.hpp"
#include "document/text_encoding.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace micrograph::document {

namespace {

constexpr std::size_t longest_name = 8; ///< of HTML 4: `thetasym`

/// Names and what they mean. libxml2 looks through its whole list for each name, which a page of nothing but names
/// would make felt.
const std::unordered_map<std::string_view, char32_t>& entities() {
  static const auto known = [] {
    constexpr unsigned last = 0x2666; // diams, the last of HTML 4
    std::unordered_map<std::string_view, char32_t> names;
    for (unsigned code = 1; code <= last; ++code)
      if (const htmlEntityDesc* const entity = htmlEntityValueLookup(code))
        names.emplace(entity->name, static_cast<char32_t>(entity->value));
    return names;
  }();
  return known;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What a digit is worth; 16 or more for what is none.
unsigned worth(char c) {
  if (is_digit(c))
    return static_cast<unsigned>(c - '0');
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? static_cast<unsigned>(lower - 'a' + 10) : 16;
}

/// Reads `#956;` or `#x3BC;`; the length that it has, 0 if it is none.
std::size_t number(std::string_view text, std::string& out) {
  const bool is_hexadecimal = text.size() > 1 && (text[1] == 'x' || text[1] == 'X');
  const unsigned base = is_hexadecimal ? 16 : 10;
  const std::size_t start = is_hexadecimal ? 2 : 1;
  std::size_t at = start;
  std::uint32_t code = 0;
  for (; at < text.size() && worth(text[at]) < base; ++at)
    code = std::min<std::uint32_t>(code * base + worth(text[at]), 0x110000);
  if (at == start)
    return 0;
  // Numbers of this range are meant as bytes of Windows-1252, in pages of all kinds; the standard reads them so.
  if (code >= 0x80 && code <= 0x9F) {
    const char byte = static_cast<char>(code);
    out += windows_1252_as_utf8(std::string_view(&byte, 1));
  } else {
    append_utf8(out, code == 0 ? U'\uFFFD' : static_cast<char32_t>(code));
  }
  return at + (at < text.size() && text[at] == ';' ? 1 : 0);
}

/// Reads `amp;`; the length that it has, 0 if it is none.
std::size_t name(std::string_view text, HtmlReferencePlace place, std::string& out) {
  std::size_t length = 0;
  while (length < text.size() && length <= longest_name && is_name_character(text[length]))
    ++length;
  const std::string_view written = text.substr(0, length);
  const auto entity = entities().find(written);
  if (entity == entities().end())
    return 0;
  const bool is_closed = length < text.size() && text[length] == ';';
  // Names of the oldest pages need no semicolon: markup characters and Latin 1.
  const bool may_be_open = entity->second < 0x100 && written != "apos" &&
                           (place == HtmlReferencePlace::text || length == text.size() || text[length] != '=');
  if (!is_closed && !may_be_open)
    return 0;
  append_utf8(out, entity->second);
  return length + (is_closed ? 1 : 0);
}

} // namespace

std::string resolve_html_references(std::string_view text, HtmlReferencePlace place) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\0') {
      append_utf8(out, U'\uFFFD');
      continue;
    }
    if (text[at] == '&') {
      const std::string_view rest = text.substr(at + 1);
      const std::size_t length = rest.starts_with('#') ? number(rest, out) : name(rest, place, out);
      if (length > 0) {
        at += length;
        continue;
      }
    }
    out += text[at];
  }
  return out;
}

} // namespace micrograph::document
