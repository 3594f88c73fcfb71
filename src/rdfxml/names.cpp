#include "rdfxml/names.hpp"

#include "base/utf8.hpp"
#include "base/xml_escapes.hpp"
#include "rdf/characters.hpp"

#include <algorithm>
#include <array>

namespace micrograph::rdfxml {

namespace {

bool is_core_syntax_name(std::string_view local) {
  static constexpr std::array<std::string_view, 7> names{"RDF",      "ID",     "about",   "parseType",
                                                         "resource", "nodeID", "datatype"};
  return std::find(names.begin(), names.end(), local) != names.end();
}

/// Names of RDF's first recommendation that were withdrawn.
bool is_withdrawn_name(std::string_view local) {
  return local == "aboutEach" || local == "aboutEachPrefix" || local == "bagID";
}

bool is_start(char32_t c) {
  return rdf::characters::is_name_start(c) || c == '_';
}

bool is_part(char32_t c) {
  return rdf::characters::is_name(c) || c == '.';
}

} // namespace

bool may_name_node(std::string_view local) {
  return !is_core_syntax_name(local) && !is_withdrawn_name(local) && local != "li";
}

bool may_name_property(std::string_view local) {
  return !is_core_syntax_name(local) && !is_withdrawn_name(local) && local != "Description";
}

bool may_name_property_attribute(std::string_view local) {
  return may_name_node(local) && local != "Description";
}

bool is_nc_name(std::string_view text) {
  return !text.empty() && nc_name_suffix(text) == 0;
}

std::size_t nc_name_suffix(std::string_view text) {
  std::size_t start = text.size();
  for (std::size_t end = text.size(); end > 0;) {
    std::size_t at = end - 1;
    while (at > 0 &&
           (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) // to the first byte of a character
      --at;
    const DecodedCodePoint c = decode_utf8(text.substr(at, end - at));
    if (!c.valid || c.length != end - at || !is_part(c.code_point))
      break;
    if (is_start(c.code_point))
      start = at;
    end = at;
  }
  return start;
}

bool starts_nc_name(std::string_view text) {
  const DecodedCodePoint c = decode_utf8(text);
  return c.valid && c.length > 0 && is_start(c.code_point);
}

bool begins_with_xml(std::string_view name) {
  return name.size() >= 3 && (name[0] | 0x20) == 'x' && (name[1] | 0x20) == 'm' && (name[2] | 0x20) == 'l';
}

std::size_t first_unwritable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCodePoint c = decode_utf8(text.substr(at));
    if (!c.valid || !is_xml_character(c.code_point))
      return at;
    at += c.length;
  }
  return std::string_view::npos;
}

} // namespace micrograph::rdfxml
