#include "base/utf16.hpp"

#include "base/utf8.hpp"

namespace micrograph {

std::string text_of_utf16(std::span<const std::byte> bytes, std::size_t* lone_surrogates) {
  const auto unit = [&](std::size_t at) {
    return static_cast<char32_t>(std::to_integer<unsigned>(bytes[at]) | std::to_integer<unsigned>(bytes[at + 1]) << 8);
  };
  std::string text;
  text.reserve(bytes.size() / 2);
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char32_t first = unit(at);
    if (first < 0xD800 || first > 0xDFFF) {
      append_utf8(text, first);
      continue;
    }
    const char32_t second = at + 3 < bytes.size() ? unit(at + 2) : 0;
    if (first < 0xDC00 && second >= 0xDC00 && second <= 0xDFFF) {
      append_utf8(text, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
      at += 2;
    } else {
      append_utf8(text, 0xFFFD);
      if (lone_surrogates)
        ++*lone_surrogates;
    }
  }
  return text;
}

} // namespace micrograph
