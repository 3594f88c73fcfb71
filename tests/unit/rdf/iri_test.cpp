#include "rdf/iri.hpp"

#include <doctest/doctest.h>

using micrograph::rdf::has_scheme;
using micrograph::rdf::resolve_iri;

TEST_CASE("references are resolved as RFC 3986, section 5.4, lists") {
  const struct {
    const char* reference;
    const char* target;
  } examples[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.reference);
    CHECK(resolve_iri("http://a/b/c/d;p?q", example.reference) == example.target);
  }
}

TEST_CASE("an empty query or fragment is not an absent one") {
  CHECK(resolve_iri("http://a/b?q", "?") == "http://a/b?");
  CHECK(resolve_iri("http://a/b?q", "#") == "http://a/b?q#");
  CHECK(resolve_iri("http://a/b#f", "") == "http://a/b");
}

TEST_CASE("bases without authority or path, and absolute references, are left alone") {
  CHECK(resolve_iri("http://a", "b") == "http://a/b");
  CHECK(resolve_iri("urn:x:y", "z") == "urn:z");
  CHECK(resolve_iri("file:///a/b", "../../../c") == "file:///c");
  CHECK(resolve_iri("ni:///sha-256;abc", "#/OME/Image(2)") == "ni:///sha-256;abc#/OME/Image(2)");
  CHECK(resolve_iri("http://a/b/", "http://c/../d") == "http://c/../d"); // Turtle 6.3: nothing is normalised
  CHECK(resolve_iri("", "b") == "b");
}

TEST_CASE("a scheme begins with a letter and ends with a colon") {
  CHECK(has_scheme("ni:///sha-256;x"));
  CHECK(has_scheme("a+b-c.1:"));
  CHECK_FALSE(has_scheme(""));
  CHECK_FALSE(has_scheme("1a:b"));
  CHECK_FALSE(has_scheme("a/b:c"));
  CHECK_FALSE(has_scheme("abc"));
}
