#include "base/utf8.hpp"

namespace micrograph {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// What a lead byte promises: how many bytes follow, and the range of the first of them, which is what
/// excludes overlong forms, surrogates and code points above U+10FFFF (The Unicode Standard, table 3-7).
struct Lead {
  std::size_t following = 0; ///< 0: not a lead byte
  unsigned char low = 0x80, high = 0xBF;
};

Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF)
    return {1};
  if (byte == 0xE0)
    return {2, 0xA0, 0xBF};
  if (byte == 0xED)
    return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF)
    return {2};
  if (byte == 0xF0)
    return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3)
    return {3};
  if (byte == 0xF4)
    return {3, 0x80, 0x8F};
  return {};
}

} // namespace

DecodedCodePoint decode_utf8(std::string_view text) {
  if (text.empty())
    return {};
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80)
    return {first, 1, true};
  const Lead lead = lead_of(first);
  if (lead.following == 0)
    return {replacement, 1, false};
  // The bits of the lead byte: 0x1F, 0x0F, 0x07 for one, two, three bytes to follow.
  char32_t code_point = first & (0x3Fu >> lead.following);
  for (std::size_t i = 1; i <= lead.following; ++i) {
    const auto byte = i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
    const bool fits = i == 1 ? byte >= lead.low && byte <= lead.high : (byte & 0xC0) == 0x80;
    if (!fits)
      return {replacement, i, false};
    code_point = code_point << 6 | (byte & 0x3Fu);
  }
  return {code_point, lead.following + 1, true};
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
    code_point = replacement;
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | code_point >> 6);
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | code_point >> 12);
    out += static_cast<char>(0x80 | (code_point >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | code_point >> 18);
    out += static_cast<char>(0x80 | (code_point >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (code_point >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  }
}

std::size_t valid_utf8_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const DecodedCodePoint decoded = decode_utf8(text.substr(at));
    if (!decoded.valid)
      break;
    at += decoded.length;
  }
  return at;
}

bool is_utf8(std::string_view text) { return valid_utf8_length(text) == text.size(); }

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const DecodedCodePoint decoded = decode_utf8(text);
    append_utf8(out, decoded.code_point);
    text.remove_prefix(decoded.length);
  }
  return out;
}

} // namespace micrograph
