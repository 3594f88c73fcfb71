#include "query/utf8.hpp"

namespace micrograph::query {

char32_t decode_utf8(std::string_view text, std::size_t& length) {
  length = 0;
  if (text.empty())
    return 0;
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) {
    length = 1;
    return first;
  }
  const std::size_t wanted = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < wanted)
    return 0;
  char32_t value = first & (0x7F >> wanted);
  for (std::size_t i = 1; i < wanted; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80)
      return 0;
    value = value << 6 | (next & 0x3F);
  }
  const char32_t smallest = wanted == 4 ? 0x10000 : wanted == 3 ? 0x800 : 0x80;
  if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
    return 0;
  length = wanted;
  return value;
}

std::size_t valid_utf8_length(std::string_view text) {
  std::size_t at = 0;
  for (std::size_t length = 0; at < text.size(); at += length) {
    decode_utf8(text.substr(at), length);
    if (length == 0)
      break;
  }
  return at;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

} // namespace micrograph::query
