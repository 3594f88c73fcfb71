#include "unit/jsonld/reading.hpp"

#include "base/json.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace micrograph;
using namespace micrograph::test;

TEST_CASE("every row of the table of contexts can be loaded and used") {
  std::ifstream table(contexts_folder() / "contexts.tsv");
  std::string line;
  REQUIRE(std::getline(table, line));
  std::size_t rows = 0;
  while (std::getline(table, line)) {
    const std::string iri = line.substr(0, line.find('\t'));
    CAPTURE(iri);
    CHECK(refusal(R"({"@context": ")" + iri + R"(", "@id": "http://e/a"})") == "accepted: ");
    ++rows;
  }
  CHECK(rows > 20);
}

TEST_CASE("RO-Crate: terms of the versions as they were published") {
  const auto crate = [](const std::string& version) {
    return nquads(R"({"@context": "https://w3id.org/ro/crate/)" + version + R"(/context", "@graph": [
        {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "conformsTo": {"@id": "http://e/p"},
         "about": {"@id": "./"}, "cite-as": "x", "notATerm": "dropped"}]})",
                  "http://e/crate/");
  };
  const std::string common =
      "<http://e/crate/ro-crate-metadata.json> <http://purl.org/dc/terms/conformsTo> <http://e/p> .\n"
      "<http://e/crate/ro-crate-metadata.json> <http://schema.org/about> <http://e/crate/> .\n"
      "<http://e/crate/ro-crate-metadata.json> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
      "<http://schema.org/CreativeWork> .\n";
  CHECK(crate("1.1") == common + "<http://e/crate/ro-crate-metadata.json> "
                                 "<https://www.w3.org/ns/iana/link-relations/relation#cite-as> \"x\" .\n");
  CHECK(crate("1.2").find("<http://www.iana.org/assignments/relation/cite-as> \"x\"") != std::string::npos);
}

TEST_CASE("schema.org, in all the ways it is written; coercions") {
  for (const char* iri :
       {"http://schema.org", "https://schema.org/", "https://schema.org/docs/jsonldcontext.json"})
    CHECK(
        nquads(
            std::string(R"({"@context": ")") + iri +
            R"(", "id": "http://e/a", "type": "Dataset", "url": "http://e/b", "dateCreated": "2020-01-01"})") ==
        "<http://e/a> <http://schema.org/dateCreated> \"2020-01-01\"^^<http://schema.org/Date> .\n"
        "<http://e/a> <http://schema.org/url> <http://e/b> .\n"
        "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Dataset> .\n");
}

TEST_CASE("DataCite Ontology and Bioschemas") {
  CHECK(
      nquads(
          R"({"@context": "http://purl.org/spar/datacite/", "@id": "http://e/a", "hasIdentifier": "http://e/i"})") ==
      "<http://e/a> <http://purl.org/spar/datacite/hasIdentifier> <http://e/i> .\n");
  CHECK(
      nquads(
          R"({"@context": "https://bioschemas.org/", "@id": "http://e/a", "@type": ["Dataset", "LabProtocol"]})") ==
      "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Dataset> .\n"
      "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
      "<https://discovery.biothings.io/view/bioschemastypesdrafts/LabProtocol> .\n");
}

TEST_CASE("a folder without contexts is an error at once") {
  CHECK_THROWS_AS((void)jsonld::make_builtin_loader("no/such/folder"), IoError);
}
