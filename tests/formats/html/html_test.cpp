#include "base/as_text.hpp"
#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

const std::string page =
    R"(<!DOCTYPE html><html lang="en"><head profile="http://dublincore.org/documents/dcq-html/"><title>A &amp; B</title>
<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"><meta name="DC.title" xml:lang="en" content="A &lt; B"/>
<meta name="citation_doi" content="10.1234/abc"><meta charset=utf-8>
<script type="application/ld+json">{"@context": "https://schema.org/", "@type": "Dataset", "name": "A </b>"}</script>
<script type="application/ld+json">{"@context": "https://schema.org/", "@type": "Dataset", "name": "A </b>"}</script>
<script type="application/ld+json; a=b">{"@context": {"x": "http://example.org/"}, "x:y": 1}</script>
</head><body><p>text that is not metadata<meta itemprop="name" content="C"></body></html>)";

test::Reading read(const std::string& text, const std::string& name = "page.html") {
  return test::read_source(test::bytes_of(text), name);
}

} // namespace

TEST_CASE("a page is known by its metadata, whatever it is called") {
  CHECK(read(page, "landing").format == "html");
  CHECK(read("<html><meta name=dcterms.title content=x>").format == "html");
  CHECK(read("<link rel='schema.DCTERMS' href='http://purl.org/dc/terms/'>").format == "html");
  CHECK(read("<html><script type='application/ld+json'>{}</script>").format == "html");
  CHECK(read("<html><head><title>no metadata but a title</title><meta name=viewport content=x></html>").format.empty());
  CHECK(read("<p>The element <meta name=DC.title content=x> says what …").format.empty());
  CHECK(read("no page").format.empty());
}

TEST_CASE("title, meta and link elements wherever they are, and JSON-LD as documents of its own") {
  const auto reading = read(page);
  CHECK(reading.findings.empty());
  REQUIRE(reading.documents.size() == 3); // the second script says what the first does
  const std::string statements = test::lifted(reading.documents[0]);
  CHECK(as_text(reading.documents[0].bytes).find("text that is not") == std::string::npos);
  for (const char* const expected :
       {"source/html#title> \"A & B\"", "source/html#content> \"A < B\"", "source/html#xml:lang> \"en\"", "source/html#name> \"citation_doi\"",
        "source/html#itemprop> \"name\"", "source/html#profile> \"http://dublincore.org/documents/dcq-html/\"", "source/html#rel> \"schema.DC\"",
        "source/html#charset> \"utf-8\"", "source/html#encoding> \"UTF-8\""})
    CHECK_MESSAGE(statements.find(expected) != std::string::npos, expected);
  CHECK(test::lifted(reading.documents[1]).find("source/schema-org#name> \"A </b>\"") != std::string::npos);
  CHECK(reading.documents[1].place == "script 1");
  CHECK(test::lifted(reading.documents[2]).find("source/html#x:y> \"1\"") != std::string::npos);
}

TEST_CASE("JSON-LD that is no JSON is left out and reported") {
  const auto reading = read("<html><script type='application/ld+json'>{\"a\": }</script><meta name=DC.title content=x>");
  CHECK(reading.documents.size() == 1);
  CHECK(reading.found("html.json-ld"));
}

TEST_CASE("an element of too many attributes is cut and reported") {
  std::string text = "<html><meta name=DC.title ";
  for (int i = 0; i < 1000; ++i)
    text += "a" + std::to_string(i) + "=x ";
  const auto reading = read(text + ">");
  CHECK(reading.found("html.limit"));
  REQUIRE(reading.documents.size() == 1);
  CHECK(test::lifted(reading.documents[0]).find("source/html#a100> ") != std::string::npos);
}

TEST_CASE("of a huge page only the start is read") {
  std::string text = page;
  text.resize(std::size_t{20} << 20, ' ');
  const auto reading = read(text);
  CHECK(reading.found("html.limit"));
  CHECK(reading.bytes_read == std::uint64_t{16} << 20);
  CHECK(reading.documents.size() == 3);
}

TEST_CASE("a page cut anywhere, or with any byte changed, comes back") {
  const auto bytes = test::bytes_of(page);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    test::read_hostile({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(i)}, "page.html");
    auto flipped = bytes;
    flipped[i] ^= std::byte{0xFF};
    test::read_hostile(flipped, "page.html");
  }
}
