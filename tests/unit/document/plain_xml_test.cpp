#include "document/plain_xml.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace micrograph::document;

TEST_CASE("what is left out on the way to the parser makes a document not plain, wherever it stands") {
  constexpr std::size_t most = 4;
  const std::string plain = "<?xml version=\"1.0\"?>\r\n<a x=\"1\">\tµ &amp; <!-- c --><![CDATA[<b>]]></a>\n";
  CHECK(is_plain_xml(plain, most));
  CHECK(is_plain_xml("", most));
  for (const std::string& wrong : {std::string("\x01"), std::string("\0", 1), std::string("\x1F"), std::string("&#0;"), std::string("&#65;"),
                                  std::string("<!DOCTYPE a>"), std::string("<!ENTITY x 'y'>")})
    for (std::size_t at = 0; at <= plain.size(); ++at) {
      std::string text = plain;
      text.insert(at, wrong);
      CAPTURE(text);
      // Within what is none anyway, such as `<!-` before `- c`, more may be found than there is, but never less.
      CHECK_FALSE(is_plain_xml(text, most));
    }
}

TEST_CASE("a tag with too many attributes makes a document not plain") {
  const auto tag = [](int attributes) {
    std::string text = "<a>long text, \"quoted\" and 'quoted', between tags is no matter</a><b";
    for (int i = 0; i < attributes; ++i)
      text += " a" + std::to_string(i) + "='1'";
    return text + "/>";
  };
  CHECK(is_plain_xml(tag(4), 8));
  CHECK_FALSE(is_plain_xml(tag(9), 8));
  CHECK_FALSE(is_plain_xml(tag(5000), 1024));
  CHECK(is_plain_xml(tag(500), 1024));
}
