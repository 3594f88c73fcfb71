#include "identifiers/text.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace micrograph::identifiers {

namespace {

constexpr std::string_view blanks = " \t\n\r\f\v";

int hex_value(char c) {
  if (ascii::is_digit(c))
    return c - '0';
  return (c | 0x20) - 'a' + 10;
}

bool is_escape(std::string_view text, std::size_t at) {
  return text[at] == '%' && at + 2 < text.size() && ascii::is_hex(text[at + 1]) && ascii::is_hex(text[at + 2]);
}

void append_escape(std::string& out, char c) {
  constexpr char digits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

bool encloses(char open, char close) {
  return (open == '<' && close == '>') || (open == '"' && close == '"') || (open == '\'' && close == '\'') ||
         (open == '(' && close == ')') || (open == '[' && close == ']');
}

/// Whether the last character does: of brackets, those that nothing in the text opened.
bool belongs_to_sentence(std::string_view text) {
  const char last = text.back();
  const char opening = last == ')' ? '(' : last == ']' ? '[' : last == '>' ? '<' : '\0';
  if (opening == '\0')
    return std::string_view(".,;:!\"'").find(last) != std::string_view::npos;
  return std::count(text.begin(), text.end(), opening) < std::count(text.begin(), text.end(), last);
}

} // namespace

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), ascii::is_digit);
}

bool take(std::string_view& text, std::string_view start) {
  const auto same = [](char s, char t) { return s == (t >= 'A' && t <= 'Z' ? t + ('a' - 'A') : t); };
  if (text.size() < start.size() || !std::equal(start.begin(), start.end(), text.begin(), same))
    return false;
  text.remove_prefix(start.size());
  return true;
}

bool take_web_scheme(std::string_view& text) {
  const bool web = take(text, "https://") || take(text, "http://");
  (void)take(text, "www.");
  return web;
}

std::string_view take_step(std::string_view& path) {
  const auto end = std::min(path.find('/'), path.size());
  const std::string_view first = path.substr(0, end);
  path.remove_prefix(std::min(end + 1, path.size()));
  return first;
}

std::string_view without_punctuation(std::string_view text) {
  text = ascii::trimmed(text);
  while (text.size() > 2) {
    if (encloses(text.front(), text.back()))
      text = text.substr(1, text.size() - 2);
    else if (belongs_to_sentence(text))
      text.remove_suffix(1);
    else
      break;
    text = ascii::trimmed(text);
  }
  return text;
}

bool has_iri_characters(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 ||
           std::string_view("<>\"{}|\\^`").find(c) != std::string_view::npos || c == 0x7F;
  });
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (!has_iri_characters(text.substr(i, 1)) || (text[i] == '%' && !is_escape(text, i)))
      append_escape(out, text[i]);
    else
      out += text[i];
  return out;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_escape(text, i)) {
      out += text[i];
      continue;
    }
    const int byte = hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]);
    if (byte < 0x80 && byte != '%')
      out += static_cast<char>(byte);
    else
      append_escape(out, static_cast<char>(byte));
    i += 2;
  }
  return out;
}

} // namespace micrograph::identifiers
