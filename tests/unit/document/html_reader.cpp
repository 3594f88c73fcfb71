#include "document/html_reader.hpp"

#include "document/html_encoding.hpp"
#include "document/html_references.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace micrograph::document;

namespace {

std::vector<HtmlElement> elements_of(std::string_view page) {
  std::vector<HtmlElement> elements;
  HtmlReader reader(page);
  for (HtmlElement element; reader.next(element);)
    elements.push_back(element);
  return elements;
}

HtmlText decoded(std::string_view bytes) {
  return decode_html(std::as_bytes(std::span(bytes)));
}

std::string resolved(std::string_view text) {
  return resolve_html_references(text, HtmlReferencePlace::attribute);
}

} // namespace

TEST_CASE("start tags with their attributes, however they are quoted") {
  const auto elements = elements_of("<!DOCTYPE html><META Name=DC.title content = 'A > B'/><meta\ncontent=\"x\"name=y charset></p a='>'><a =b=c>");
  REQUIRE(elements.size() == 3);
  CHECK(elements[0].name == "meta");
  CHECK(elements[0].value("name") == "DC.title");
  CHECK(elements[0].value("content") == "A > B");
  CHECK(elements[1].value("content") == "x");
  CHECK(elements[1].value("name") == "y");
  REQUIRE(elements[1].find("charset"));
  CHECK_FALSE(elements[1].find("charset")->has_value);
  CHECK(elements[2].value("=b") == "c");
}

TEST_CASE("of two attributes with one name the first counts") {
  const auto elements = elements_of("<meta content=a CONTENT=b>");
  REQUIRE(elements.size() == 1);
  CHECK(elements[0].attributes.size() == 1);
  CHECK(elements[0].value("content") == "a");
}

TEST_CASE("comments, instructions and text are no tags") {
  CHECK(elements_of("<!-- <a> --> <!--><b><!---><c> <?d ?> 1 < 2 <1> </ e> </>").size() == 2);
  CHECK(elements_of("<!-- never closed <a>").empty());
  CHECK(elements_of("<!x <a").empty());
}

TEST_CASE("what is in a script or a title is text") {
  const auto elements = elements_of("<script>if (a<b) '</scripts>' <a></SCRIPT ><title>A &amp; <b></title><style><c></style><d>");
  REQUIRE(elements.size() == 4);
  CHECK(elements[0].text == "if (a<b) '</scripts>' <a>");
  CHECK(elements[1].text == "A & <b>");
  CHECK(elements[2].text == "<c>");
  CHECK(elements[3].name == "d");
}

TEST_CASE("a page that breaks off within a tag has not got it") {
  const std::string page = "<meta name=\"DC.title\" content=\"x\">";
  for (std::size_t length = 0; length < page.size(); ++length)
    CHECK(elements_of(page.substr(0, length)).empty());
  CHECK(elements_of(page).size() == 1);
}

TEST_CASE("references in attributes") {
  CHECK(resolved("a &amp; b &lt; &#956;m &#xB5;m &#XB5;m &micro;m") == "a & b < \u03BCm \u00B5m \u00B5m \u00B5m");
  CHECK(resolved("?a=1&copy=2&type=x &copy 2020") == "?a=1&copy=2&type=x \u00A9 2020");
  CHECK(resolved("A&F & &; &#; &#x; &nosuch; &thetasymm;") == "A&F & &; &#; &#x; &nosuch; &thetasymm;");
  CHECK(resolved("&thetasym; &rarr &rarr;") == "\u03D1 &rarr \u2192"); // those beyond Latin 1 need their semicolon
  CHECK(resolved("&#146;&#0;&#xD800;&#x110000;&#99999999999999999999;") == "\u2019\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(resolved(std::string_view("a\0b", 3)) == "a\uFFFDb");
}

TEST_CASE("the encoding of a page") {
  CHECK(decoded("<p>\xC3\xA4").encoding == "UTF-8");
  CHECK(decoded("\xEF\xBB\xBF<p>").text == "<p>");
  CHECK(decoded("<p>\xE4\x80").encoding == "windows-1252");
  CHECK(decoded("<p>\xE4\x80").text == "<p>\u00E4\u20AC");
  CHECK(decoded("<meta charset=KOI8-R><p>\xC1").text.ends_with("\u0430"));
  CHECK(decoded("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>\xE0").text.ends_with("\u0430"));
  CHECK(decoded("<meta charset=nonsense/../x>\xE4").encoding == "windows-1252");
  CHECK(decoded(std::string_view("\xFF\xFE<\0p\0>\0", 8)).text == "<p>");
}

TEST_CASE("pages made to hurt are read in their stride") {
  constexpr std::size_t size = std::size_t{4} << 20;
  std::vector<std::string> pages{"<p ", "", "", "", "", ""};
  for (std::size_t i = 0; pages[0].size() < size; ++i)
    pages[0] += "a" + std::to_string(i) + " "; // attributes that all differ
  pages[0] += ">";
  while (pages[1].size() < size) {
    pages[1] += "<b>";
    pages[2] += "<!--";
    pages[3] += "<script></scrip";
    pages[4] += "&a";
    pages[5] += "<a b='";
  }
  pages[4] = "<p title='" + pages[4] + "'>";
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& page : pages)
    (void)elements_of(page);
  CHECK(elements_of(pages[0]).front().attributes.size() == HtmlReader::most_attributes);
  CHECK_FALSE(elements_of(pages[0]).front().has_all_attributes);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30)); // takes a fraction of one; quadratic is hours
}
