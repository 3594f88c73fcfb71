#include "identity/latin.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace micrograph::identity {

namespace {

/// What U+00C0 to U+017F are in ASCII: Latin-1 and Latin Extended-A. `-` stands for a sign that is no letter.
constexpr std::array<std::string_view, 0x180 - 0xC0> latin_letters{
    "a",  "a", "a", "a", "ae", "aa", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",  // À to Ï
    "d",  "n", "o", "o", "o", "o", "oe", "-", "oe", "u", "u", "u", "ue", "y", "th", "ss", // Ð to ß
    "a",  "a", "a", "a", "ae", "aa", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",  // à to ï
    "d",  "n", "o", "o", "o", "o", "oe", "-", "oe", "u", "u", "u", "ue", "y", "th", "y", // ð to ÿ
    "a",  "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d",     // Ā to ď
    "d",  "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",     // Đ to ğ
    "g",  "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i",     // Ġ to į
    "i",  "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l",   // İ to Ŀ
    "l",  "l", "l", "n", "n", "n", "n", "n", "n", "n", "n", "n", "o", "o", "o", "o",     // ŀ to ŏ
    "oe", "oe", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",  // Ő to ş
    "s",  "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u",     // Š to ů
    "ue", "ue", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s",    // Ű to ſ
};

/// Letters beyond that table that names are known to have.
std::string_view other_letter(char32_t c) {
  switch (c) {
  case 0x218: // Ș
  case 0x219:
    return "s";
  case 0x21A: // Ț
  case 0x21B:
    return "t";
  case 0x1E9E: // ẞ
    return "ss";
  default:
    return {};
  }
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == '`' || c == 0xB4 || c == 0x2BC || c == 0x2018 || c == 0x2019; }
bool is_combining(char32_t c) { return c >= 0x300 && c <= 0x36F; }
/// A combining diaeresis spells an umlaut: `u` and it are `ü`.
constexpr char32_t diaeresis = 0x308;

bool is_separator(char32_t c) {
  return c < 0x80 || (c >= 0x80 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA) || (c >= 0x2000 && c <= 0x206F) || c == 0x3000 ||
         c == 0xFEFF || c == 0xFFFD;
}

void add_blank(std::string& out) {
  if (!out.empty() && out.back() != ' ')
    out += ' ';
}

bool takes_e(char c) { return c == 'a' || c == 'o' || c == 'u'; }

void append_folded(std::string& out, const DecodedCodePoint& at, std::string_view bytes) {
  const char32_t c = at.code_point;
  if (c >= 'A' && c <= 'Z') {
    out += static_cast<char>(c - 'A' + 'a');
  } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
    out += static_cast<char>(c);
  } else if (is_combining(c)) {
    if (c == diaeresis && !out.empty() && takes_e(out.back()))
      out += 'e';
  } else if (is_apostrophe(c)) {
    return; // O'Brien is OBrien
  } else if (c >= 0xC0 && c < 0x180) {
    const std::string_view letters = latin_letters[c - 0xC0];
    if (letters == "-")
      add_blank(out);
    else
      out += letters;
  } else if (const std::string_view letters = other_letter(c); !letters.empty()) {
    out += letters;
  } else if (is_separator(c)) {
    add_blank(out);
  } else {
    out += bytes;
  }
}

} // namespace

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const DecodedCodePoint at = decode_utf8(text);
    append_folded(out, at, text.substr(0, at.length));
    text.remove_prefix(at.length);
  }
  if (!out.empty() && out.back() == ' ')
    out.pop_back();
  return out;
}

std::string collapsed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == 'e' && !out.empty() && takes_e(out.back()))
      continue;
    if (!out.empty() && c == out.back() && c >= 'a' && c <= 'z')
      continue;
    out += c;
  }
  return out;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end != 0)
      out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

} // namespace micrograph::identity
