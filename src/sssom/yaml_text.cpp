#include "sssom/yaml_text.hpp"

#include <algorithm>

namespace micrograph::sssom {

namespace {

/// True for words that YAML, in one version or another, has for truth and nothing.
bool is_word_of_yaml(std::string_view text) {
  if (text.size() > 5)
    return false;
  std::string lower;
  for (const char c : text)
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  constexpr std::string_view words[] = {"null", "true", "false", "yes", "no",   "on",
                                        "off",  "y",    "n",     "~",   ".inf", ".nan"};
  return std::find(std::begin(words), std::end(words), lower) != std::end(words);
}

/// True for what may be a number, a date or a time.
bool looks_like_number(std::string_view text) {
  const bool starts = (text.front() >= '0' && text.front() <= '9') || text.front() == '.' ||
                      text.front() == '+' || text.front() == '-';
  return starts && text.find_first_not_of("0123456789.eExXoOaAbBcCdDfFtTzZ+-_: ") == std::string_view::npos;
}

bool can_be_plain(std::string_view text, bool other_types) {
  if (text.empty() ||
      std::string_view("-?:,[]{}#&*!|>'\"%@` ").find(text.front()) != std::string_view::npos ||
      text.back() == ' ' || text.back() == ':')
    return false;
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos)
    return false;
  const bool plain_characters = std::all_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
  // Next line, line and paragraph separator, and the byte order mark are no plain text for YAML.
  for (const std::string_view special : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF"})
    if (text.find(special) != std::string_view::npos)
      return false;
  return plain_characters && (other_types || (!is_word_of_yaml(text) && !looks_like_number(text)));
}

} // namespace

void append_yaml_scalar(std::string& out, std::string_view text, bool other_types) {
  if (can_be_plain(text, other_types)) {
    out += text;
    return;
  }
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n' || c == '\t' || c == '\r') {
      out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\x";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

} // namespace micrograph::sssom
