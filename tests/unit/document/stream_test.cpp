#include "document/xml.hpp"

#include "base/error.hpp"
#include "support/chunked_source.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

/// Events with the places they are said to have: `3:5<local>`, `3:7"text"`, `</>`, `#comment#`.
class Transcript final : public document::XmlHandler {
public:
  void start_document(const document::XmlLocator& locator) override { locator_ = &locator; }
  void start_element(const document::XmlName& name, std::span<const document::XmlNamespace>,
                     std::span<const document::XmlAttribute> attributes) override {
    end_text();
    events += place() + "<" + std::string(name.local);
    for (const auto& attribute : attributes)
      events += " " + std::string(attribute.name.local) + "=" + std::string(attribute.value);
    events += ">";
  }
  void end_element() override {
    end_text();
    events += "</>";
  }
  void text(std::string_view piece) override {
    if (text_.empty())
      text_place_ = place();
    text_ += piece;
  }
  void processing_instruction(std::string_view target, std::string_view) override {
    end_text();
    events += "?" + std::string(target) + "?";
  }
  void comment(std::string_view text) override {
    end_text();
    events += "#" + std::string(text) + "#";
  }
  std::string events;

private:
  void end_text() {
    if (!text_.empty())
      events += text_place_ + "\"" + text_ + "\"";
    text_.clear();
  }
  [[nodiscard]] std::string place() const {
    const Place place = locator_->place();
    CHECK(place.source == "test");
    return std::to_string(place.line.value()) + ":" + std::to_string(place.column.value());
  }

  const document::XmlLocator* locator_ = nullptr;
  std::string text_; // pieces put together, since their ends depend on how the parser was fed
  std::string text_place_;
};

/// The events, then the code of the error, if there was one.
std::string streamed(std::string_view text, std::size_t chunk = 1 << 20) {
  test::ChunkedSource bytes(text, chunk);
  Transcript transcript;
  FindingList findings;
  try {
    document::stream_xml(bytes, transcript, findings);
  } catch (const FormatError& error) {
    return transcript.events + "!" + error.code();
  }
  return transcript.events;
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += text;
  return out;
}

std::string utf16(const std::u16string& text, bool big_endian) {
  std::string out;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  }
  return out;
}

} // namespace

TEST_CASE("events say where they stand") {
  CHECK(
      streamed(
          "<?xml version='1.0'?>\n<!-- <no> -->\n<a\n  b='1>2'>text<c/>\n  <d>\nx</d><![CDATA[<e>]]></a>") ==
      "# <no> #3:1<a b=1>2>4:11\"text\"4:15<c></>4:19\"\n  \"5:3<d>5:6\"\nx\"</>6:6\"<e>\"</>");
  CHECK(streamed("<a><!--><b/>--><c/></a>") == "1:1<a>#><b/>#1:16<c></></>");
  CHECK(streamed("<!DOCTYPE a [<!ELEMENT a ANY> <?pi <x> ?>]>\n<a><b/></a>") == "?pi?2:1<a>2:4<b></></>");
}

TEST_CASE("a document in pieces of any size is the same document") {
  const std::string pair = "\xF0\x9F\x94\xAC";
  const std::string text =
      "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'en" + pair + "tity'>]>\n<a b='&e;'>" +
      repeated("<!-- <c> --><b c='d'>\n \xC2\xB5 &e;<![CDATA[<d> ]]]]></b>\n", 50) + "</a>";
  const std::string whole = streamed(text);
  CHECK(whole.find('!') == std::string::npos);
  for (const std::size_t chunk : {1, 2, 3, 7, 64, 65, 1000, 1023, 1024, 1025})
    CHECK(streamed(text, chunk) == whole);

  std::u16string wide = u"\uFEFF<a>";
  for (int i = 0; i < 1000; ++i)
    wide += u"<b>\u00B5\U0001F52C</b>\n";
  wide += u"</a>";
  for (const bool big_endian : {false, true}) {
    const std::string bytes = utf16(wide, big_endian);
    CHECK(streamed(bytes).find("\"\xC2\xB5" + pair + "\"") != std::string::npos);
    for (const std::size_t chunk : {1, 2, 3, 5, 1021})
      CHECK(streamed(bytes, chunk) == streamed(bytes));
    CHECK(streamed(bytes + "x").ends_with("!xml.encoding"));
    CHECK(streamed(utf16(wide.substr(0, 6) + u"\xD83D", big_endian)).ends_with("!xml.encoding"));
  }
}

TEST_CASE("nothing is mended while streaming") {
  using namespace std::string_literals;
  for (const std::string& text : {"<a>\x01</a>"s, "<a>&#0;</a>"s, "<a>&#x1F;</a>"s, "<a>\0</a>"s, "<a/>\0"s,
                                  "<a/>\0<b/>"s, ""s, "<a>"s, "<a b='1' b='2'/>"s, "<a>\xFF</a>"s}) {
    CAPTURE(text);
    CHECK(streamed(text).ends_with("!xml.syntax"));
  }
  CHECK(streamed("<p:a/>").ends_with("!xml.namespace"));
  CHECK(streamed("<a p:b=''/>").ends_with("!xml.namespace"));
}

TEST_CASE("entities that are text are expanded") {
  const std::string owl = "<!DOCTYPE a [<!ENTITY o 'http://o#'><!ENTITY o 'no'>"
                          "<!ENTITY t \"&o;'T'&#38;#38;&#x26;lt;&amp;\n\"><!ENTITY amp '&#38;#38;'>]>";
  CHECK(streamed(owl + "<a b='&o;x' c='&t;'>&t;&amp;</a>") ==
        "2:30<a b=http://o#x c=http://o#'T'&<& >2:50\"http://o#'T'&<&\n&\"</>");
  for (const std::string declaration :
       {"<!ENTITY e '<b/>'>", "<!ENTITY e '&#60;b/>'>", "<!ENTITY e '&later;'><!ENTITY later 'x'>",
        "<!ENTITY e '&e;'>", "<!ENTITY e '&#38;x'>", "<!ENTITY e '&#38;#0;'>", "<!ENTITY e '&#38;#xD800;'>",
        "<!ENTITY e SYSTEM 'file:///etc/passwd'>", "<!ENTITY e SYSTEM 'x.png' NDATA png>",
        "<!ENTITY % e 'x'>", "%e;", ""}) {
    CAPTURE(declaration);
    CHECK(streamed("<!DOCTYPE a [" + declaration + "]><a>&e;</a>").ends_with("!xml.entity"));
    CHECK(streamed("<!DOCTYPE a [" + declaration + "]><a b='&e;'/>").ends_with("!xml.entity"));
  }
}

TEST_CASE("entities cannot grow without measure") {
  std::string billion = "<!DOCTYPE a [<!ENTITY x0 '0123456789'>";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "&x" + std::to_string(i - 1) + ";";
    billion += "<!ENTITY x" + std::to_string(i) + " '" + repeated(before, 10) + "'>";
  }
  CHECK(streamed(billion + "]><a>&x29;</a>") == "!xml.entity");

  const std::string large = "<!DOCTYPE a [<!ENTITY x '" + repeated("x", 4000) + "'>]>";
  CHECK(streamed(large + "<a>" + repeated("&x;", 250) + "</a>").find('!') == std::string::npos);
  CHECK(streamed(large + "<a>" + repeated("&x;", 50000) + "</a>").ends_with("!xml.entity"));
  CHECK(streamed(large + "<a b='" + repeated("&x;", 50000) + "'/>").ends_with("!xml.entity"));
  CHECK(streamed("<!DOCTYPE a [<!ENTITY x '" + repeated("x", 4097) + "'>]><a/>") == "!xml.entity");
  std::string many = "<!DOCTYPE a [";
  for (int i = 0; i <= 1024; ++i)
    many += "<!ENTITY x" + std::to_string(i) + " 'x'>";
  CHECK(streamed(many + "]><a/>") == "!xml.entity");
}

TEST_CASE("limits hold while streaming") {
  CHECK(streamed(repeated("<a>", 257) + repeated("</a>", 257)).ends_with("!xml.depth"));
  CHECK(streamed("<" + repeated("n", 5000) + "/>") == "!xml.limit");
  std::string attributes;
  for (int i = 0; i <= 1024; ++i)
    attributes += " a" + std::to_string(i) + "=''";
  CHECK(streamed("<a" + attributes + "/>") == "!xml.limit");
  CHECK(streamed("<!DOCTYPE a [<!ELEMENT a (" + repeated("b|", 40000) + "b)>]><a/>") == "!xml.limit");
}
