#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

std::string format_of(const std::string& text, const std::string& name = "file.json") {
  return test::read_source(test::bytes_of(text), name).format;
}

} // namespace

TEST_CASE("a crate is known by its graph and context, or by its name") {
  CHECK(format_of(R"({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": []})") == "ro-crate");
  CHECK(format_of(R"({"@context": ["https://w3id.org/ro/crate/1.2/context", {"x": "urn:x"}], "@graph": []})") == "ro-crate");
  CHECK(format_of(R"({"@graph": []})", "ro-crate-metadata.json") == "ro-crate");
  CHECK(format_of(R"({"@graph": [}])", "study-ro-crate-metadata.json") == "ro-crate");
  CHECK(format_of(R"({"@graph": []})").empty());
  CHECK(format_of("no JSON", "ro-crate-metadata.json").empty());
  CHECK(format_of(R"({"@id": "https://w3id.org/ro/crate/1.1/context", "@context": {"name": "http://schema.org/name"}})").empty());
}

TEST_CASE("schema.org is known by its context and a type") {
  CHECK(format_of(R"({"@context": "http://schema.org", "@type": "Dataset"})") == "schema-org");
  CHECK(format_of(R"({"@context": {"@vocab": "https://schema.org/"}, "@graph": [{"@type": "Dataset"}]})") == "schema-org");
  CHECK(format_of(R"([{"@context": "http://schema.org", "@type": "Dataset"}])") == "schema-org");
  CHECK(format_of(R"({"@context": "https://doi.org/10.5063/schema/codemeta-2.0", "@type": "SoftwareSourceCode"})") == "schema-org");
  CHECK(format_of(R"({"@context": "http://schema.org"})").empty());
  CHECK(format_of(R"({"@context": "http://www.w3.org/ns/anno.jsonld", "@type": "Annotation"})").empty());
}

TEST_CASE("both are lifted in one vocabulary, references as they are written") {
  const auto reading = test::read_source(
      test::bytes_of(R"({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [{"@id": "./", "author": {"@id": "#me"}}]})"), "x.json");
  REQUIRE(reading.documents.size() == 1);
  const std::string statements = test::lifted(reading.documents.front());
  CHECK(statements.find("<urn:d#/%40graph/author> <https://w3id.org/micrograph/source/schema-org#%40id> \"#me\"") != std::string::npos);
  CHECK(statements.find("<urn:d#> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/micrograph/source/schema-org#Crate>") != std::string::npos);
}

TEST_CASE("a crate cut anywhere, or with any byte changed, comes back") {
  const std::string crate =
      R"({"@context": ["https://w3id.org/ro/crate/1.1/context", {"a": "urn:a"}], "@graph": [{"@id": "./", "@type": ["Dataset"], )"
      R"("name": "D\u00e9j\u00e0 vu", "hasPart": [{"@id": "a b.txt"}], "size": 1.5e3, "x": null}, {"@id": "#p", "@type": "Person"}]})";
  test::read_cut_and_changed(test::bytes_of(crate), "ro-crate-metadata.json", "ro-crate");
}

TEST_CASE("a description of schema.org cut anywhere, or with any byte changed, comes back") {
  const std::string description =
      R"({"@context": "https://schema.org/", "@type": ["Dataset"], "name": {"@value": "A", "@language": "en"}, )"
      R"("creator": [{"@type": "Person", "name": "B"}, []], "version": -1.5e3, "keywords": ["c", null, true]})";
  test::read_cut_and_changed(test::bytes_of(description), "dataset.jsonld", "schema-org");
}

TEST_CASE("lists within each other end at a limit") {
  const auto reading = test::read_source(
      test::bytes_of(R"({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": )" + std::string(100000, '[')), "x.json");
  CHECK(reading.format == "ro-crate");
  test::read_hostile(test::bytes_of(R"({"@graph": )" + std::string(100000, '[')), "ro-crate-metadata.json");
}
