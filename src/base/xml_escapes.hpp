#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace micrograph {

/// True for what a document of XML 1.0 may hold (production 2). What is beyond it cannot be written at all, not even as a reference.
[[nodiscard]] constexpr bool is_xml_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

/// Where a text is put in XML, SVG or HTML.
enum class XmlPlace : std::uint8_t {
  content,   ///< of an element, as Canonical XML 1.0 spells it (section 2.3): reads back as it is, carriage returns too
  attribute, ///< its value between double quotes, likewise, with whatever white space
  anywhere,  ///< either of them, quotes of both kinds included; within an attribute a tab or line feed is read as a blank
};

/// Appends a text as it is written there. U+FFFD stands for bytes that are not UTF-8 and for what is_xml_character() denies.
void append_escaped(std::string& out, std::string_view text, XmlPlace place);

/// The text as it can stand anywhere.
[[nodiscard]] std::string xml_escaped(std::string_view text);

} // namespace micrograph
