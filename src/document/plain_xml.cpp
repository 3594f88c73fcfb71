#include "document/plain_xml.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace micrograph::document {

namespace {

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/// Eight bytes at a time, of which most have nothing below a blank.
bool has_control(std::string_view text) {
  constexpr std::uint64_t every = 0x0101010101010101;
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const bool has_low = ((bytes - every * 0x20) & ~bytes & every * 0x80) != 0;
    if (has_low && std::any_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(at + sizeof bytes), is_control))
      return true;
  }
  return std::any_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_control);
}

bool has_character_reference(std::string_view text) {
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1))
    if (text.substr(at + 1).starts_with('#'))
      return true;
  return false;
}

/// Of `<!…>`; comments and sections of characters are none.
bool is_declaration(std::string_view here) {
  return here.starts_with("<!") && !here.starts_with("<!--") && !here.starts_with("<![CDATA[");
}

} // namespace

bool is_plain_xml(std::string_view text, std::size_t most_attributes) {
  if (has_control(text) || has_character_reference(text))
    return false;
  for (std::size_t at = text.find('<'), next; at != std::string_view::npos; at = next) {
    if (is_declaration(text.substr(at, 9)))
      return false;
    next = text.find('<', at + 1);
    const std::string_view tag = text.substr(at, std::min(next, text.size()) - at);
    // An attribute has two quotation marks, so what is short cannot have too many.
    if (tag.size() > 2 * most_attributes &&
        static_cast<std::size_t>(std::count_if(tag.begin(), tag.end(), [](char c) { return c == '"' || c == '\''; })) > most_attributes)
      return false;
  }
  return true;
}

} // namespace micrograph::document
