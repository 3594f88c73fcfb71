#include "unit/jsonld/reading.hpp"

#include "rdf/serd_io.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph;
using namespace micrograph::test;

namespace {

std::string written(std::string_view nquads_text, const std::map<std::string, std::string>& prefixes = {}) {
  std::ostringstream out;
  const auto writer = jsonld::make_jsonld_writer(out, prefixes);
  rdf::read_rdf(nquads_text, rdf::Syntax::nquads, "", *writer);
  writer->finish();
  return out.str();
}

/// True if what is written of the statements reads back as the same.
bool comes_back(std::string_view nquads_text, const std::map<std::string, std::string>& prefixes = {}) {
  rdf::QuadList list;
  rdf::read_rdf(nquads_text, rdf::Syntax::nquads, "", list);
  return rdf::isomorphic(list.quads(), read_jsonld(written(nquads_text, prefixes)));
}

} // namespace

TEST_CASE("a document with the prefixes that are used") {
  const std::string text = written(
      "<http://e/ns#b> <http://e/ns#p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
      "<http://e/ns#b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/ns#C> .\n"
      "<http://e/ns#a> <http://e/ns#p> \"x\"@en .\n"
      "<http://e/ns#a> <http://e/ns#q> _:l <http://g/> .\n"
      "_:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> \"i\" <http://g/> .\n"
      "_:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
      "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> "
      "<http://g/> .\n",
      {{"ex", "http://e/ns#"}, {"unused", "http://other/"}, {"xsd", "http://www.w3.org/2001/XMLSchema#"}});
  CHECK(text == R"({
  "@context": {
    "ex": "http://e/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#"
  },
  "@graph": [
    {
      "@id": "ex:a",
      "ex:p": {
        "@value": "x",
        "@language": "en"
      }
    },
    {
      "@id": "ex:b",
      "@type": "ex:C",
      "ex:p": {
        "@value": "1",
        "@type": "xsd:integer"
      }
    },
    {
      "@id": "http://g/",
      "@graph": [
        {
          "@id": "ex:a",
          "ex:q": {
            "@list": [
              "i"
            ]
          }
        }
      ]
    }
  ]
}
)");
}

TEST_CASE("the order of the statements does not show") {
  const std::string a = "<http://e/a> <http://e/p> \"1\" .\n";
  const std::string b = "<http://e/a> <http://e/p> \"2\" .\n";
  const std::string c = "<http://e/A> <http://e/o> <http://e/a> .\n";
  CHECK(written(a + b + c) == written(c + b + a + b));
}

TEST_CASE("nothing at all") {
  CHECK(written("") == "{\n  \"@graph\": []\n}\n");
  CHECK(read_jsonld(written("")).empty());
}

TEST_CASE("prefixes that would be misread are left out") {
  // The scheme of an IRI, a keyword, a prefix whose rest would begin with slashes.
  const std::map<std::string, std::string> prefixes = {
      {"doi", "http://doi.org/"}, {"@id", "http://e/"}, {"", "http://e/"}, {"h", "http:"}};
  const std::string quads =
      "<doi:10.1/x> <http://e/p> <http://doi.org/10.1/x> .\n<urn:x> <http://e/p> <h:y> .\n";
  CHECK(comes_back(quads, prefixes));
  CHECK(written(quads, prefixes).find("@context") == std::string::npos);
}

TEST_CASE("a prefix that does not end in a delimiter is declared as one") {
  const std::map<std::string, std::string> prefixes = {{"uo", "http://purl.obolibrary.org/obo/UO_"}};
  const std::string quads = "<http://purl.obolibrary.org/obo/UO_0000017> <http://e/p> \"micrometre\" .\n";
  CHECK(written(quads, prefixes).find("\"uo:0000017\"") != std::string::npos);
  CHECK(comes_back(quads, prefixes));
}

TEST_CASE("what is odd comes back as it was") {
  const std::string rdf = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  const std::string list = "<http://e/a> <http://e/p> _:l .\n_:l " + rdf + "first> \"1\" .\n_:l " + rdf +
                           "rest> " + rdf + "nil> .\n";
  CHECK(comes_back(list));
  CHECK(comes_back(list + "_:l " + rdf + "type> " + rdf + "List> .\n"));
  CHECK(comes_back(list + "<http://e/b> <http://e/p> _:l .\n"));                    // shared
  CHECK(comes_back("_:l " + rdf + "first> \"1\" .\n_:l " + rdf + "rest> _:l .\n")); // a circle
  CHECK(comes_back("<http://e/a> <http://e/p> " + rdf + "nil> .\n"));
  CHECK(comes_back("<http://e/a> <http://e/p> \"{ \\\"a\\\" : 1 }\"^^" + rdf + "JSON> .\n"));
  CHECK(comes_back("<http://e/a> <http://e/p> \"{\\\"a\\\":1}\"^^" + rdf + "JSON> .\n"));
  CHECK(comes_back("<http://e/a> <http://e/p> \"no JSON\"^^" + rdf + "JSON> .\n"));
  CHECK(comes_back("<http://e/a> <http://e/p> \"01\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"));
  CHECK(comes_back("<http://e/a> " + rdf + "type> _:t .\n<http://e/a> " + rdf + "type> \"text\" .\n"));
  CHECK(comes_back("_:g <http://e/p> _:b _:g .\n_:b <http://e/p> _:g .\n"));
}

TEST_CASE("lists within lists, as deep as JSON goes") {
  const auto lists = [](int depth) {
    std::string text = "<http://e/a> <http://e/p> _:l0 .\n";
    for (int i = 0; i < depth; ++i)
      text += "_:l" + std::to_string(i) +
              " <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
              "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n_:l" +
              std::to_string(i) + " <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> " +
              (i + 1 < depth ? "_:l" + std::to_string(i + 1) : std::string("\"x\"")) + " .\n";
    return text;
  };
  CHECK(comes_back(lists(50)));
  CHECK_THROWS_WITH_AS((void)written(lists(2000)), doctest::Contains("Lists lie within lists"), FormatError);
}
