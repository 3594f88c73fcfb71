#pragma once

#include <array>
#include <cstdint>

/// The character classes that the grammars of Turtle, TriG, N-Triples and N-Quads (RDF 1.1) share.
namespace micrograph::rdf::characters {

enum Class : std::uint8_t {
  letter = 1,       ///< ASCII letters
  digit = 2,        ///< 0-9
  name = 4,         ///< the ASCII part of PN_CHARS: letters, digits, `_`, `-`
  hex = 8,          ///< hexadecimal digits
  iri = 16,         ///< the ASCII characters that may stand in an IRIREF as they are
  plain = 32,       ///< the ASCII characters without a meaning inside any quoted string
  local_escape = 64 ///< may follow `\` in a local name (PN_LOCAL_ESC)
};

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 0; c < 128; ++c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_hex = is_digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    const bool is_iri = c > 0x20 && c != '<' && c != '>' && c != '"' && c != '{' && c != '}' && c != '|' &&
                        c != '^' && c != '`' && c != '\\';
    const bool is_plain = c != 0 && c != '"' && c != '\'' && c != '\\' && c != '\n' && c != '\r';
    classes[c] = static_cast<std::uint8_t>((is_letter ? letter | name : 0) | (is_digit ? digit | name : 0) |
                                           (c == '_' || c == '-' ? name : 0) | (is_hex ? hex : 0) |
                                           (is_iri ? iri : 0) | (is_plain ? plain : 0));
  }
  for (const char c :
       {'_', '~', '.', '-', '!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '=', '/', '?', '#', '@', '%'})
    classes[static_cast<unsigned char>(c)] |= local_escape;
  return classes;
}

inline constexpr auto classes = make_classes();

[[nodiscard]] constexpr bool is(char c, unsigned wanted) {
  return (classes[static_cast<unsigned char>(c)] & wanted) != 0;
}
[[nodiscard]] constexpr bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

/// PN_CHARS_BASE
[[nodiscard]] constexpr bool is_name_start(std::uint32_t c) {
  if (c < 0x80)
    return is(static_cast<char>(c), letter);
  return (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x1FFF && c != 0x37E) ||
         c == 0x200C || c == 0x200D || (c >= 0x2070 && c <= 0x218F) || (c >= 0x2C00 && c <= 0x2FEF) ||
         (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0xEFFFF);
}
/// PN_CHARS
[[nodiscard]] constexpr bool is_name(std::uint32_t c) {
  if (c < 0x80)
    return is(static_cast<char>(c), name);
  return is_name_start(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

/// A code point that text can hold: not beyond Unicode, not half of a surrogate pair.
[[nodiscard]] constexpr bool is_scalar(std::uint32_t c) {
  return c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF);
}

struct Decoded {
  std::uint32_t code = 0;
  int length = 0; ///< in bytes; 0 if the bytes are not UTF-8, or end too soon
};

/// Reads one character of UTF-8. In line and refusing, where base/utf8 replaces: it stands in the tokenizer's inner loop.
/// Overlong forms, surrogates and what lies beyond U+10FFFF are refused.
[[nodiscard]] constexpr Decoded decode_utf8(const char* at, const char* end) {
  const auto first = static_cast<unsigned char>(*at);
  const int length = first < 0x80   ? 1
                     : first < 0xC2 ? 0
                     : first < 0xE0 ? 2
                     : first < 0xF0 ? 3
                     : first < 0xF5 ? 4
                                    : 0;
  if (length == 0 || end - at < length)
    return {};
  std::uint32_t code = length == 1 ? first : first & (0x7Fu >> length);
  for (int i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(at[i]);
    if ((next & 0xC0) != 0x80)
      return {};
    code = code << 6 | (next & 0x3F);
  }
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < least[length] || !is_scalar(code))
    return {};
  return {code, length};
}

} // namespace micrograph::rdf::characters
