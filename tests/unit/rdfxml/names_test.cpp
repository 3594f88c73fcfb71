#include "rdfxml/names.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace micrograph::rdfxml;

TEST_CASE("names of XML without a colon") {
  for (const char* const name : {"a", "_", "A-1.b", "\xC3\xA4", "a\xC2\xB7", "\xF0\x90\x80\x80", "xml"}) {
    CAPTURE(std::string(name));
    CHECK(is_nc_name(name));
  }
  for (const char* const name : {"", "1", "-a", ".a", "a:b", "a b", "a\n", "\xC2\xB7", "\xC3\x97", "a\x80",
                                 "a\xC3", "a\xC3\xA4\x80", "\xFF", "a\xEF\xBF\xBE"}) {
    CAPTURE(std::string(name));
    CHECK_FALSE(is_nc_name(name));
  }
}

TEST_CASE("the longest name at the end of an IRI") {
  const auto suffix = [](const std::string& iri) { return iri.substr(nc_name_suffix(iri)); };
  CHECK(suffix("http://e/name") == "name");
  CHECK(suffix("http://e/1-a.b") == "a.b");
  CHECK(suffix("http://e/\xC3\xA4"
               "b") == "\xC3\xA4"
                       "b");
  CHECK(suffix("http://e/a%20b") == "b");
  CHECK(suffix("http://e/1") == "");
  CHECK(suffix("http://e/") == "");
  CHECK(suffix("name") == "name");
  CHECK(suffix("") == "");
}

TEST_CASE("names that are kept for other uses") {
  CHECK(begins_with_xml("xml"));
  CHECK(begins_with_xml("XmLns"));
  CHECK_FALSE(begins_with_xml("xm"));
  CHECK_FALSE(begins_with_xml("axml"));
  CHECK(may_name_property("li"));
  CHECK_FALSE(may_name_node("li"));
  CHECK(may_name_node("Description"));
  CHECK_FALSE(may_name_property("Description"));
  CHECK_FALSE(may_name_property_attribute("Description"));
  CHECK(may_name_property_attribute("type"));
}

TEST_CASE("characters that XML 1.0 cannot hold") {
  using namespace std::string_view_literals;
  CHECK(first_unwritable("a\t\n\r\x7F\xC2\x85\xEF\xBF\xBD\xF4\x8F\xBF\xBF") == std::string_view::npos);
  CHECK(first_unwritable("ab\0"sv) == 2);
  CHECK(first_unwritable("\xC3\xA4\xEF\xBF\xBF") == 2);
  CHECK(first_unwritable("\xED\xA0\x80") == 0);
}
