#include "unit/jsonld/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using namespace micrograph::test;

TEST_CASE("statements of a small document") {
  CHECK(
      nquads(
          R"({"@context": {"@vocab": "http://e/"}, "@id": "http://e/a", "p": ["x", {"@value": "y", "@language": "EN"}],
                   "q": {"@id": "_:n"}, "r": {"@list": [true, 2]}})") ==
      "<http://e/a> <http://e/p> \"x\" .\n"
      "<http://e/a> <http://e/p> \"y\"@en .\n"
      "<http://e/a> <http://e/q> _:b0 .\n"
      "<http://e/a> <http://e/r> _:b1 .\n"
      "_:b1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "
      "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n"
      "_:b1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:b2 .\n"
      "_:b2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "
      "\"2\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
      "_:b2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
      "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n");
}

TEST_CASE("numbers: whole ones keep their digits, others become canonical doubles") {
  const auto value = [](const std::string& number) {
    const auto quads = read_jsonld(R"({"@id": "http://e/a", "http://e/p": )" + number + "}");
    REQUIRE(quads.size() == 1);
    return quads[0].object.value + " " + quads[0].object.datatype.substr(33);
  };
  CHECK(value("12345678901234567890123") == "1.234567890123457E22 double");
  CHECK(value("123456789012345678901") == "123456789012345678901 integer");
  CHECK(value("9007199254740993") == "9007199254740993 integer"); // a double would make it even
  CHECK(value("-0") == "0 integer");
  CHECK(value("-0.0") == "0 integer");
  CHECK(value("5.0e1") == "50 integer");
  CHECK(value("1e20") == "100000000000000000000 integer");
  CHECK(value("1e21") == "1.0E21 double");
  CHECK(value("0.1") == "1.0E-1 double");
  CHECK(value("-12.50") == "-1.25E1 double");
  CHECK(value("5e-324") == "4.940656458412465E-324 double");
}

TEST_CASE("blank nodes get the prefix, also those of lists") {
  CHECK(nquads(R"({"@id": "_:x", "http://e/p": {"@list": ["v"]}})", "", "f1-") ==
        "_:f1-b0 <http://e/p> _:f1-b1 .\n"
        "_:f1-b1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> \"v\" .\n"
        "_:f1-b1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n");
}

TEST_CASE("relative IRIs need a base, else they say nothing") {
  const std::string text = R"({"@id": "a", "http://e/p": [{"@id": "b"}, "v"]})";
  CHECK(nquads(text, "http://e/dir/doc") == "<http://e/dir/a> <http://e/p> \"v\" .\n"
                                            "<http://e/dir/a> <http://e/p> <http://e/dir/b> .\n");
  CHECK(nquads(text).empty());
}

TEST_CASE("of members with one key the last counts") {
  CHECK(nquads(R"({"@id": "http://e/a", "http://e/p": "1", "http://e/p": "2"})") ==
        "<http://e/a> <http://e/p> \"2\" .\n");
}

TEST_CASE("JSON literals come in canonical form") {
  const auto quads = read_jsonld(
      R"({"@id": "http://e/a", "http://e/p": {"@value": {"b": 1.0, "a": [1e30, "\u20ac"]}, "@type": "@json"}})");
  REQUIRE(quads.size() == 1);
  CHECK(quads[0].object.value == "{\"a\":[1e+30,\"\xE2\x82\xAC\"],\"b\":1}");
}

TEST_CASE("thousands of values of one property are compared by hash") {
  std::string text = R"({"@id": "http://e/a", "http://e/p": [)";
  for (int i = 0; i < 40000; ++i)
    text += "{\"@id\": \"http://e/" + std::to_string(i % 20000) + "\"},";
  text.back() = ']';
  CHECK(read_jsonld(text + "}").size() == 20000);
}

TEST_CASE("prefixes of the document's own context are told") {
  class Prefixes final : public rdf::StatementSink {
  public:
    void statement(const rdf::QuadView&) override { told += "."; }
    void prefix(std::string_view name, std::string_view iri) override {
      told.append(name).append("=").append(iri).append(" ");
    }
    std::string told;
  };
  const std::string_view text =
      R"({"@context": [{"@vocab": "http://v/", "e": "http://e/", "t": "http://e/t"}, {"f": {"@id": "e:f"}}], "p": 1})";
  const auto* const start = reinterpret_cast<const std::byte*>(text.data());
  const auto bytes = open_memory("doc", {start, start + text.size()});
  const auto loader = jsonld::make_builtin_loader(contexts_folder());
  Prefixes sink;
  jsonld::read_jsonld(*bytes, "", sink, *loader);
  CHECK(sink.told == "e=http://e/ .");
}
