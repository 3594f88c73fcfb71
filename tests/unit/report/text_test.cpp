#include "report/svg_text.hpp"
#include "report/text.hpp"

#include <doctest/doctest.h>

using namespace micrograph::report;

TEST_CASE("what is written into a page cannot leave its place") {
  CHECK(escaped("<script>alert('x')</script> & \"y\"") ==
        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;");
  CHECK(escaped("a\nb\x01" "c\x7f" "d") == "a b c d");
  CHECK(escaped("\xE2\x80\xAEgnp.exe") == " gnp.exe"); // right-to-left override
  CHECK(escaped("\xFF\xC0<") == "\xEF\xBF\xBD\xEF\xBF\xBD&lt;");
  CHECK(escaped(std::string_view("a\0b", 3)) == "a b");
  CHECK(escaped("Größe µm 細胞") == "Größe µm 細胞");
}

TEST_CASE("texts are cut between code points") {
  CHECK(shortened("cell", 4) == "cell");
  CHECK(shortened("cells", 4) == "cel…");
  CHECK(shortened("ÄÖÜäöü", 3) == "ÄÖ…");
  CHECK(shortened("", 3).empty());
  CHECK(length("Äµ細") == 3);
}

TEST_CASE("numbers as people read them") {
  CHECK(rounded(0.65) == "0.65");
  CHECK(rounded(500) == "500");
  CHECK(rounded(20000) == "20000");
  CHECK(rounded(0.001) == "0.001");
  CHECK(rounded(1.0 / 3) == "0.3333");
}

TEST_CASE("a share is none or all only if it is") {
  CHECK(percentage(0, 7) == "0 %");
  CHECK(percentage(7, 7) == "100 %");
  CHECK(percentage(1, 100000) == "< 0.1 %");
  CHECK(percentage(99999, 100000) == "> 99.9 %");
  CHECK(percentage(997, 1000) == "99 %");
  CHECK(percentage(1, 40) == "2.5 %");
  CHECK(percentage(0, 0) == "0 %");
}

TEST_CASE("only addresses of the web are led to") {
  CHECK(web_address("https://doi.org/10.5072/x") == "https://doi.org/10.5072/x");
  CHECK(web_address("HTTP://example.org/") == "HTTP://example.org/");
  CHECK(web_address("javascript:alert(1)").empty());
  CHECK(web_address("data:text/html,x").empty());
  CHECK(web_address("file:///etc/passwd").empty());
  CHECK(web_address("https://").empty());
  CHECK(web_address("").empty());
  CHECK(web_address("https://example.org/" + std::string(2000, 'a')).empty());
}

TEST_CASE("things without a label are called by what their IRI tells") {
  CHECK(name_from_iri("https://doi.org/10.5072/x") == "10.5072/x");
  CHECK(name_from_iri("ni:///sha-256;f4OxZX#/OME/Image(2)") == "/OME/Image(2)");
  CHECK(name_from_iri("ni:///sha-256;f4OxZX#/%40graph(2)/a%7Eb") == "/@graph(2)/a~b");
  CHECK(escaped(name_from_iri("ni:///sha-256;f4OxZX#/%3Cb%3E%0A%80%zz%4")) == "/&lt;b&gt; %80%zz%4");
  CHECK(name_from_iri("http://example.org/a") == "example.org/a");
  CHECK(name_from_iri("urn:uuid:1") == "urn:uuid:1");
}

TEST_CASE("lengths of a drawing do not depend on the machine") {
  CHECK(percent(0.5) == "50%");
  CHECK(percent(1.0 / 3) == "33.33%");
  CHECK(percent(0.0005) == "0.05%");
  CHECK(pixels(12.34) == "12.3");
  CHECK(pixels(-0.25) == "-0.3");
  CHECK(pixels(7) == "7");
}
