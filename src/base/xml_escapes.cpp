#include "base/xml_escapes.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <cstddef>

namespace micrograph {

namespace {

/// Empty for what stands for itself.
std::string_view reference_of(char c, XmlPlace place) {
  const bool attribute = place == XmlPlace::attribute, anywhere = place == XmlPlace::anywhere;
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return attribute ? "" : "&gt;";
  case '"':
    return attribute || anywhere ? "&quot;" : "";
  case '\'':
    return anywhere ? "&#39;" : ""; // HTML had no name for it before its fifth version
  case '\t':
    return attribute ? "&#x9;" : "";
  case '\n':
    return attribute ? "&#xA;" : "";
  case '\r':
    return "&#xD;";
  default:
    return "";
  }
}

/// Most letters, looked at without decoding.
bool is_plain(char c) { return c >= ' ' && c <= '~' && c != '&' && c != '<' && c != '>' && c != '"' && c != '\''; }

} // namespace

void append_escaped(std::string& out, std::string_view text, XmlPlace place) {
  for (;;) {
    const auto plain = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty())
      return;
    const DecodedCodePoint next = decode_utf8(text);
    const std::string_view reference = next.length == 1 && next.valid ? reference_of(text.front(), place) : std::string_view();
    if (!reference.empty())
      out += reference;
    else if (!next.valid || !is_xml_character(next.code_point))
      append_utf8(out, 0xFFFD);
    else
      out += text.substr(0, next.length);
    text.remove_prefix(next.length);
  }
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_escaped(out, text, XmlPlace::anywhere);
  return out;
}

} // namespace micrograph
