#include "document/xml_names.hpp"

#include "base/utf8.hpp"

#include <libxml/tree.h>

#include <algorithm>
#include <string>

namespace micrograph::document {

bool is_nc_name(std::string_view text) {
  // libxml2 reads to the NUL, and asks for UTF-8.
  if (!is_xml_text(text))
    return false;
  const std::string terminated(text);
  return xmlValidateNCName(reinterpret_cast<const xmlChar*>(terminated.c_str()), 0) == 0;
}

bool is_xml_text(std::string_view text) {
  const auto is_forbidden = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; };
  return std::none_of(text.begin(), text.end(), is_forbidden) && is_utf8(text) &&
         text.find("\xEF\xBF\xBE") == std::string_view::npos && text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

} // namespace micrograph::document
