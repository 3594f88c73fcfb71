#include "base/xml_escapes.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

std::string escaped(std::string_view text, XmlPlace place) {
  std::string out;
  append_escaped(out, text, place);
  return out;
}

} // namespace

TEST_CASE("each place in XML has its own references") {
  const std::string_view text = "a<b> & \"c\" 'd'\t\n\r";
  CHECK(escaped(text, XmlPlace::content) == "a&lt;b&gt; &amp; \"c\" 'd'\t\n&#xD;");
  CHECK(escaped(text, XmlPlace::attribute) == "a&lt;b> &amp; &quot;c&quot; 'd'&#x9;&#xA;&#xD;");
  CHECK(xml_escaped(text) == "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\t\n&#xD;");
  CHECK(xml_escaped("").empty());
  CHECK(xml_escaped("&amp;]]>") == "&amp;amp;]]&gt;");
}

TEST_CASE("what XML 1.0 cannot hold is replaced, wherever it is to stand") {
  for (const XmlPlace place : {XmlPlace::content, XmlPlace::attribute, XmlPlace::anywhere}) {
    CHECK(escaped(std::string_view("a\0b\x01\x1F\x0B", 6), place) == "a\uFFFDb\uFFFD\uFFFD\uFFFD");
    CHECK(escaped("\xFF<\xC3", place) == "\uFFFD&lt;\uFFFD");     // no UTF-8
    CHECK(escaped("\xED\xA0\x80", place).find('\xED') == std::string::npos); // half of a surrogate pair
    CHECK(escaped("\xEF\xBF\xBE\xEF\xBF\xBF", place) == "\uFFFD\uFFFD");       // U+FFFE, U+FFFF
    CHECK(escaped("\xC0\xBC", place).find('<') == std::string::npos);            // '<' in too many bytes
    CHECK(escaped("Größe µm 細胞 🔬\x7F", place) == "Größe µm 細胞 🔬\x7F");
  }
}

TEST_CASE("characters of XML 1.0") {
  for (const char32_t c : {U'\t', U'\n', U'\r', U' ', U'\x7F', U'\uD7FF', U'\uE000', U'\uFFFD', U'\U00010000', U'\U0010FFFF'})
    CHECK(is_xml_character(c));
  for (const char32_t c : {char32_t{0}, char32_t{8}, char32_t{0xB}, char32_t{0x1F}, char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0xFFFE},
                           char32_t{0xFFFF}, char32_t{0x110000}})
    CHECK_FALSE(is_xml_character(c));
}
