#include "graph/text_folding.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <iterator>

namespace micrograph::graph {

namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// What a character beyond ASCII becomes in upper case, lower case or case folding where that has ASCII in it, by the Unicode
/// Character Database (UnicodeData, SpecialCasing, CaseFolding); empty for all others. A test compares this with ICU's tables.
std::string_view ascii_form(char32_t c) {
  switch (c) {
  case 0xDF: // sharp s, small and capital
  case 0x1E9E:
    return "ss";
  case 0x130: // i with and without dot
    return "i\u0307";
  case 0x131:
    return "i";
  case 0x149:
    return "\u02BCn";
  case 0x17F: // long s
    return "s";
  case 0x1F0:
    return "j\u030C";
  case 0x1E96:
    return "h\u0331";
  case 0x1E97:
    return "t\u0308";
  case 0x1E98:
    return "w\u030A";
  case 0x1E99:
    return "y\u030A";
  case 0x1E9A:
    return "a\u02BE";
  case 0x212A: // Kelvin sign
    return "k";
  case 0xFB00: // ligatures
    return "ff";
  case 0xFB01:
    return "fi";
  case 0xFB02:
    return "fl";
  case 0xFB03:
    return "ffi";
  case 0xFB04:
    return "ffl";
  case 0xFB05:
  case 0xFB06:
    return "st";
  default:
    return {};
  }
}

} // namespace

void fold(std::string_view text, std::string& out) {
  out.clear();
  for (;;) {
    const auto other = std::find_if_not(text.begin(), text.end(), is_ascii);
    std::transform(text.begin(), other, std::back_inserter(out), [](char c) { return fold_ascii(c); });
    text.remove_prefix(static_cast<std::size_t>(other - text.begin()));
    if (text.empty())
      return;
    const DecodedCodePoint decoded = decode_utf8(text);
    const std::string_view form = decoded.valid ? ascii_form(decoded.code_point) : std::string_view();
    out += form.empty() ? text.substr(0, decoded.length) : form;
    text.remove_prefix(decoded.length);
  }
}

std::vector<std::string_view> ascii_parts(std::string_view text) {
  std::vector<std::string_view> parts;
  for (auto at = text.begin(); at != text.end();) {
    const auto first = std::find_if(at, text.end(), is_ascii);
    at = std::find_if_not(first, text.end(), is_ascii);
    if (first != at)
      parts.push_back(text.substr(static_cast<std::size_t>(first - text.begin()), static_cast<std::size_t>(at - first)));
  }
  return parts;
}

} // namespace micrograph::graph
