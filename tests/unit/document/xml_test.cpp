#include "document/xml.hpp"
#include "document/xml_outline.hpp"
#include "document/xml_reader.hpp"

#include "base/error.hpp"
#include "support/bytes.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <thread>

using namespace micrograph;

namespace {

/// Events as text: `<local{uri} a=v>`, `text`, `</>`, `?target data`.
class Transcript final : public document::XmlHandler {
public:
  void start_element(const document::XmlName& name, std::span<const document::XmlNamespace> declarations,
                     std::span<const document::XmlAttribute> attributes) override {
    text_out += "<" + spell(name);
    for (const auto& declaration : declarations)
      text_out += " xmlns:" + std::string(declaration.prefix) + "=" + std::string(declaration.uri);
    for (const auto& attribute : attributes)
      text_out += " " + spell(attribute.name) + "=" + std::string(attribute.value);
    text_out += ">";
  }
  void end_element() override { text_out += "</>"; }
  void text(std::string_view piece) override { text_out += piece; }
  void processing_instruction(std::string_view target, std::string_view data) override {
    text_out += "?" + std::string(target) + " " + std::string(data) + "?";
  }
  std::string text_out;

private:
  static std::string spell(const document::XmlName& name) {
    std::string out(name.local);
    if (!name.prefix.empty())
      out.insert(0, std::string(name.prefix) + ":");
    if (!name.uri.empty())
      out += "{" + std::string(name.uri) + "}";
    return out;
  }
};

class Ignorer final : public document::PlainXmlHandler {
public:
  void start_element(std::size_t) override {}
  void end_element() override {}
  void text(std::string_view) override {}
  void processing_instruction() override {}
};

struct Outcome {
  std::string events;
  std::string error; ///< code, or empty
  Place place;
  std::string codes; ///< of the findings, each followed by a space
};

/// Parses both ways; they must agree on what can be read, but for namespaces.
Outcome parse(const std::vector<std::byte>& bytes) {
  Outcome outcome;
  Transcript transcript;
  FindingList findings;
  try {
    document::parse_xml(bytes, "test.xml", transcript, findings);
  } catch (const FormatError& error) {
    outcome.error = error.code();
    outcome.place = error.place();
  }
  outcome.events = transcript.text_out;
  for (const Finding& finding : findings.findings())
    outcome.codes += finding.code + " ";
  std::string plain_error;
  try {
    Ignorer ignorer;
    document::read_xml_plain(bytes, "test.xml", ignorer);
  } catch (const FormatError& error) {
    plain_error = error.code();
  }
  if (outcome.error != "xml.namespace")
    CHECK(plain_error == outcome.error);
  return outcome;
}

Outcome parse(const std::string& text) {
  return parse(test::bytes_of(text));
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += text;
  return out;
}

std::vector<std::byte> utf16(const std::u16string& text, std::endian order, bool mark) {
  test::ByteWriter out(order);
  if (mark)
    out.add<std::uint16_t>(0xFEFF);
  for (const char16_t unit : text)
    out.add(static_cast<std::uint16_t>(unit));
  return out.bytes();
}

} // namespace

TEST_CASE("events carry names, namespaces and resolved text") {
  const auto outcome =
      parse("<?before it?><a xmlns='urn:d' xmlns:p='urn:p' p:b='&lt;&amp;&#65;' c='2'>x<![CDATA[<y>]]>"
            "<!-- not told --><p:e xmlns=''/><?inside?></a>");
  CHECK(outcome.error.empty());
  CHECK(outcome.codes.empty());
  CHECK(outcome.events == "?before it?<a{urn:d} xmlns:=urn:d xmlns:p=urn:p p:b{urn:p}=<&A c=2>x<y>"
                          "<p:e{urn:p} xmlns:=></>?inside ?</>");
}

TEST_CASE("entities are refused wherever they are declared or used") {
  const char* const bombs[] = {
      "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;'><!ENTITY z '&y;&y;&y;'>]><a>&z;</a>",
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
      "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://localhost/x.dtd'> %x;]><a/>",
      "<!DOCTYPE a [<!ENTITY % x '<!ENTITY y \"z\">'> %x;]><a>&y;</a>",
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'x.png' NDATA png>]><a/>",
      "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a>&unknown;</a>",
      "<!DOCTYPE a SYSTEM 'a.dtd'><a b='&unknown;'/>",
      "<!DOCTYPE a [%unknown;]><a/>",
  };
  for (const char* const bomb : bombs) {
    CAPTURE(std::string(bomb));
    const auto outcome = parse(std::string(bomb));
    CHECK(outcome.error == "xml.entity");
    CHECK(outcome.place.line == 1);
  }
  const std::string quadratic =
      "<!DOCTYPE a [<!ENTITY x '" + repeated("x", 50000) + "'>]><a>" + repeated("&x;", 50000) + "</a>";
  CHECK(parse(quadratic).error == "xml.entity");
  CHECK(parse(std::string("<a>&nbsp;</a>")).error != "");
}

TEST_CASE("a document type without entities is passed over with a note") {
  const auto outcome = parse("<!DOCTYPE a PUBLIC '-//X' 'file:///nonexistent.dtd'><a/>");
  CHECK(outcome.error.empty());
  CHECK(outcome.codes == "xml.doctype ");
  CHECK(parse("<!DOCTYPE a [<!ELEMENT a EMPTY>]><a/>").codes == "xml.doctype ");
  CHECK(parse("<!DOCTYPE a [<!ATTLIST a b CDATA #IMPLIED c (x|y) #REQUIRED>]><a c='x'/>").events ==
        "<a c=x></>");
  CHECK(parse("<!DOCTYPE a [<!ATTLIST a b CDATA 'added' c (x|y) 'x'>]><a/>").error ==
        "xml.attribute-default");
}

TEST_CASE("depth, names, attributes are bounded") {
  CHECK(parse(repeated("<a>", 256) + repeated("</a>", 256)).error.empty());
  CHECK(parse(repeated("<a>", 257) + repeated("</a>", 257)).error == "xml.depth");
  CHECK(parse(repeated("<a>", 10000) + repeated("</a>", 10000)).error == "xml.depth");
  CHECK(parse("<" + repeated("n", 5000) + "/>").error == "xml.limit");
  CHECK(parse("<a " + repeated("n", 5000) + "='1'/>").error == "xml.limit");
  std::string attributes;
  for (int i = 0; i < 1024; ++i)
    attributes += " a" + std::to_string(i) + "=\"'\"";
  CHECK(parse("<a" + attributes + ">" + repeated("'", 5000) + "</a>").error.empty());
  CHECK(parse("<a" + attributes + " one='more'/>").error == "xml.limit");
  std::string very_many = "<a";
  for (int i = 0; i < 300000; ++i)
    very_many += " a" + std::to_string(i) + "=''";
  CHECK(parse(very_many + "/>").error == "xml.limit");
  std::string names = "<a>";
  std::string declared_names = "<!DOCTYPE a [<!ELEMENT a (";
  for (int i = 0; i < 70000; ++i) {
    names += "<n" + std::to_string(i) + "/>";
    declared_names += "n" + std::to_string(i) + "|";
  }
  CHECK(parse(names + "</a>").error == "xml.limit");
  CHECK(parse(declared_names + "a)>]><a/>").error == "xml.limit");
}

TEST_CASE("namespaces in scope are bounded") {
  const auto nested = [](int declarations) {
    std::string text;
    for (int depth = 0; depth < 4; ++depth) {
      text += "<a";
      for (int i = 0; i < declarations; ++i)
        text += " xmlns:p" + std::to_string(i) + "='urn:p'";
      text += ">";
    }
    return text + repeated("</a>", 4);
  };
  FindingList findings;
  Transcript transcript;
  CHECK_NOTHROW(document::parse_xml(test::bytes_of(nested(256)), "x", transcript, findings));
  CHECK_THROWS_WITH_AS(document::parse_xml(test::bytes_of(nested(257)), "x", transcript, findings),
                       "more than 1024 namespace declarations hold at once", FormatError);
}

TEST_CASE("long texts and attribute values pass") {
  const std::string text = repeated("0123456789", 1200000);
  CHECK(parse("<a>" + text + "</a>").events.size() == text.size() + 6);
  CHECK(parse("<a b='" + text + "'/>").events.size() == text.size() + 9);
}

TEST_CASE("what XML forbids but files hold is left out and reported once") {
  auto outcome = parse(std::string("<a>x\x01y\x1F\0z</a>", 13));
  CHECK(outcome.error.empty());
  CHECK(outcome.events == "<a>xyz</>");
  CHECK(outcome.codes == "xml.control-character ");

  outcome = parse("<a b='&#0;1&#x1F;'>&#0;2&#xFFFF;&#xD800;&#999999999999;</a>");
  CHECK(outcome.error.empty());
  CHECK(outcome.events == "<a b=1>2</>");
  CHECK(outcome.codes == "xml.character-reference ");
  CHECK(parse("<a><![CDATA[&#0;]]><!-- &#0; --></a>").events == "<a>&#0;</>");
  CHECK(parse("<a>&#10;&#x1F52C;</a>").events == "<a>\n\xF0\x9F\x94\xAC</>");

  outcome = parse(std::string("<a/>\n\0\0", 7));
  CHECK(outcome.error.empty());
  CHECK(outcome.codes == "xml.trailing-nul ");
}

TEST_CASE("errors say where") {
  const auto outcome = parse("<a>\n  <b>\n  </c>\n</a>");
  CHECK(outcome.error == "xml.syntax");
  CHECK(outcome.place.source == "test.xml");
  CHECK(outcome.place.line == 3);
  CHECK(outcome.place.column.value_or(0) > 1);
  for (const char* const text :
       {"", "x", "<", "<a", "<a>", "<a/><b/>", "<a/>x", "<a b=1/>", "<a b='1' b='2'/>", "<a>&</a>",
        "<a>&#;</a>", "<a b='<'/>", "<a>]]></a>", "<a><!-- -- --></a>", "<1/>"}) {
    CAPTURE(std::string(text));
    CHECK(parse(std::string(text)).error == "xml.syntax");
  }
}

TEST_CASE("encodings") {
  CHECK(parse("\xEF\xBB\xBF<a>\xC2\xB5</a>").events == "<a>\xC2\xB5</>");
  CHECK(parse("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xB5</a>").events == "<a>\xC2\xB5</>");
  CHECK(parse("<?xml version='1.0' encoding='windows-1252'?><a>\x80</a>").events == "<a>\xE2\x82\xAC</>");
  for (const std::endian order : {std::endian::little, std::endian::big})
    for (const bool mark : {false, true}) {
      CHECK(parse(utf16(u"<a>\u00B5\U0001F52C</a>", order, mark)).events == "<a>\xC2\xB5\xF0\x9F\x94\xAC</>");
      CHECK(parse(utf16(u"<?xml version='1.0' encoding='UTF-16'?><a>\u0001x</a>", order, mark)).events ==
            "<a>x</>");
      CHECK(parse(utf16(u"<a>\xD800</a>", order, mark)).error == "xml.encoding");
      CHECK(parse(utf16(u"<a>\xDC00\xD800</a>", order, mark)).error == "xml.encoding");
    }
  const auto wrong = parse("<?xml version='1.0' encoding='utf-16'?><a>\xC2\xB5</a>");
  CHECK(wrong.events == "<a>\xC2\xB5</>");
  CHECK(wrong.codes == "xml.encoding-declared ");
  CHECK(parse("\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?><a>\xC2\xB5</a>").codes ==
        "xml.encoding-declared ");
  CHECK(parse(utf16(u"<?xml version='1.0' encoding='UTF-8'?><a/>", std::endian::little, true)).codes ==
        "xml.encoding-declared ");
  CHECK(parse("<?xml version='1.0' encoding='UTF-7'?><a/>").error == "xml.encoding");
  CHECK(parse(std::string("<\0\0\0a\0\0\0", 8)).error == "xml.encoding");
  CHECK(parse("<?xml version='1.0' encoding='no-such'?><a/>").error == "xml.syntax");
}

TEST_CASE("bytes that are not UTF-8 are refused with their place") {
  for (const char* const text :
       {"<a>\n\xFF</a>", "<a>\n\xC3</a>", "<a>\n\xC0\x80</a>", "<a>\n\xED\xA0\x80</a>",
        "<a>\n\xF5\x80\x80\x80</a>", "<a\n b='\xB5'/>", "<a>\n<!-- \xB5 --></a>", "<a>\n<\xB5/></a>"}) {
    CAPTURE(std::string(text));
    const auto outcome = parse(std::string(text));
    CHECK(outcome.error == "xml.syntax");
    CHECK(outcome.place.line == 2);
  }
}

TEST_CASE("namespaces that are wrong") {
  const auto outcome = parse("<p:a p:b='1'><q:c/></p:a>");
  CHECK(outcome.error.empty());
  CHECK(outcome.events == "<p:a p:b=1><q:c></></>");
  CHECK(outcome.codes == "xml.prefix-undeclared ");
  CHECK(parse("<a xmlns:p='urn:x' xmlns:q='urn:x' p:b='1' q:b='2'/>").error == "xml.namespace");
  CHECK(parse("<a xmlns:p=''/>").error == "xml.namespace");
  CHECK(parse("<a:b:c xmlns:a='urn:a'/>").error == "xml.namespace");
}

TEST_CASE("what a handler throws comes out") {
  class Thrower final : public document::XmlHandler {
  public:
    void start_element(const document::XmlName&, std::span<const document::XmlNamespace>,
                       std::span<const document::XmlAttribute>) override {
      throw std::out_of_range("mine");
    }
    void end_element() override { FAIL("called after a failure"); }
    void text(std::string_view) override {}
    void processing_instruction(std::string_view, std::string_view) override {}
  } thrower;
  FindingList findings;
  CHECK_THROWS_AS(document::parse_xml(test::bytes_of("<a><b/></a>"), "x", thrower, findings),
                  std::out_of_range);
}

TEST_CASE("an outline ends where the text is cut, and is empty for other files") {
  const auto bytes = test::bytes_of("<a xmlns='urn:a' k='v'><b><c/></b><d/><e att");
  auto elements = document::outline(bytes, 100);
  REQUIRE(elements.size() == 4);
  CHECK(elements[0].uri == "urn:a");
  CHECK(elements[0].attribute("k") == "v");
  CHECK(elements[0].attribute("none").empty());
  CHECK(elements[2].depth == 2);
  CHECK(elements[3].local == "d");
  CHECK(document::outline(bytes, 2).size() == 2);
  CHECK(document::outline(test::bytes_of("no xml"), 2).empty());
  CHECK(document::outline({}, 2).empty());
}

TEST_CASE("a child of the root is found among the first elements, and nothing behind it is read") {
  const auto has = [](std::string_view text, std::size_t most, std::string_view local) {
    return document::has_child(test::bytes_of(text), most, [local](const document::XmlName& name) { return name.local == local && name.uri.empty(); });
  };
  CHECK(has("<a><b><c/></b><d k='v'/><e", 10, "d"));
  CHECK(has("<a><b/><<<", 10, "b"));
  CHECK_FALSE(has("<a><b><c/></b></a>", 10, "c")); // no child of the root
  CHECK_FALSE(has("<a><b/></a>", 10, "a"));
  CHECK_FALSE(has("<a><b><c/></b><d/></a>", 3, "d")); // the fourth element
  CHECK(has("<a><b><c/></b><d/></a>", 4, "d"));
  CHECK_FALSE(has("<a xmlns='urn:a'><b/></a>", 10, "b"));
  CHECK_FALSE(has("no xml", 10, "b"));
  CHECK_FALSE(has("", 10, "b"));
}

TEST_CASE("threads may parse at once") {
  std::vector<std::thread> threads;
  std::vector<std::string> codes(4);
  for (std::size_t i = 0; i < codes.size(); ++i)
    threads.emplace_back([&codes, i] {
      for (int round = 0; round < 50; ++round) {
        Transcript transcript;
        FindingList findings;
        try {
          document::parse_xml(test::bytes_of(i % 2 ? "<a><b></a>" : "<a><b/></a>"), "x", transcript,
                              findings);
          codes[i] = "ok";
        } catch (const FormatError& error) {
          codes[i] = error.code();
        }
      }
    });
  for (std::thread& thread : threads)
    thread.join();
  CHECK(codes == std::vector<std::string>{"ok", "xml.syntax", "ok", "xml.syntax"});
}
