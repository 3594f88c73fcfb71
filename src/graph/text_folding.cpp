#include "graph/text_folding.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace micrograph::graph {

namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// Characters beyond ASCII whose upper case, lower case or case folding has an ASCII character in it, by the Unicode
/// Character Database (UnicodeData, SpecialCasing, CaseFolding). A test compares this with ICU's tables.
bool becomes_ascii(char32_t c) {
  switch (c) {
  case 0xDF:   // sharp s
  case 0x130:  // capital I with dot
  case 0x131:  // dotless i
  case 0x149:  // n preceded by apostrophe
  case 0x17F:  // long s
  case 0x1F0:  // j with caron
  case 0x1E9E: // capital sharp s
  case 0x212A: // Kelvin sign
    return true;
  default:
    return (c >= 0x1E96 && c <= 0x1E9A) || // h, t, w, y with marks and a with half ring
           (c >= 0xFB00 && c <= 0xFB06);   // ligatures of f and s
  }
}

} // namespace

void fold_ascii(std::string_view text, std::string& out) {
  out.resize(text.size());
  std::transform(text.begin(), text.end(), out.begin(), [](char c) { return fold_ascii(c); });
}

bool folds_unforeseeably(std::string_view text) {
  for (;;) {
    const auto other = std::find_if_not(text.begin(), text.end(), is_ascii);
    if (other == text.end())
      return false;
    text.remove_prefix(static_cast<std::size_t>(other - text.begin()));
    const DecodedCodePoint decoded = decode_utf8(text);
    if (!decoded.valid || becomes_ascii(decoded.code_point))
      return true;
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
