#include "document/html_scripts.hpp"

#include <doctest/doctest.h>

using namespace micrograph::document;

TEST_CASE("script elements with their type, id and text; the first base") {
  const HtmlScripts page = read_html_scripts(
      "<!DOCTYPE html><html><head><base target=x><base href='a/b'><base href='c'>"
      "<script id=one type='application/ld+json'>{\"a\": \"<b> &amp; \xC3\xA4\"}</script></head>"
      "<body><p>text<script>plain</script><p>more</body></html>");
  REQUIRE(page.scripts.size() == 2);
  CHECK(page.scripts[0].id == "one");
  CHECK(page.scripts[0].type == "application/ld+json");
  CHECK(page.scripts[0].text ==
        "{\"a\": \"<b> &amp; \xC3\xA4\"}"); // nothing is a tag or a reference in there
  CHECK(page.scripts[1].type.empty());
  CHECK(page.scripts[1].text == "plain");
  CHECK(page.base == "a/b");
}

TEST_CASE("pages that are hardly any") {
  CHECK(read_html_scripts("").scripts.empty());
  CHECK(read_html_scripts("no page at all").scripts.empty());
  CHECK_FALSE(read_html_scripts("<p>").base);
  const HtmlScripts open = read_html_scripts("<script type=x>never closed");
  REQUIRE(open.scripts.size() == 1);
  CHECK(open.scripts[0].text == "never closed");
}

TEST_CASE("a page of many elements within each other costs no stack") {
  std::string page;
  for (int i = 0; i < 200000; ++i)
    page += "<div>";
  CHECK(read_html_scripts(page + "<script>x</script>").scripts.size() <= 1);
}
