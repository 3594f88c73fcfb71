#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

std::string format_of(const std::string& text) {
  return test::read_source(test::bytes_of(text), "file.json").format;
}

} // namespace

TEST_CASE("DataCite JSON is known by its DOI and the names of its members") {
  CHECK(format_of(R"({"id": "https://doi.org/10.5072/x", "creators": [], "titles": []})") == "datacite-json");
  CHECK(format_of(R"({"doi": "10.5072/x", "types": {}, "publicationYear": 2020})") == "datacite-json");
  CHECK(format_of(R"({"schemaVersion": "http://datacite.org/schema/kernel-4", "titles": []})") == "datacite-json");
  CHECK(format_of(R"({"data": {"id": "10.5072/x", "type": "dois", "attributes": {"doi": "10.5072/x"}}})") == "datacite-json");
  CHECK(format_of(R"({"data": [{"type": "dois", "attributes": {"doi": "10.5072/x"}}]})") == "datacite-json");
}

TEST_CASE("what else has a DOI is not taken for it") {
  CHECK(format_of(R"({"id": "https://doi.org/10.5072/x", "DOI": "10.5072/x", "title": "CSL"})").empty());
  CHECK(format_of(R"({"@context": "https://schema.org", "id": "10.5072/x", "creators": [], "titles": []})").empty());
  CHECK(format_of(R"({"id": "urn:x", "creators": [], "titles": []})").empty());
  CHECK(format_of(R"(["10.5072/x"])").empty());
}

TEST_CASE("a record cut anywhere, or with any byte changed, comes back") {
  const std::string record =
      R"({"id": "https://doi.org/10.5072/x", "doi": "10.5072/x", "creators": [{"name": "M\u00fcller, A", "nameIdentifiers": [{"nameIdentifier": )"
      R"("https://orcid.org/0000-0003-1419-2405"}]}], "titles": [{"title": "T"}], "publicationYear": 2020, "sizes": [], "container": {}})";
  test::read_cut_and_changed(test::bytes_of(record), "file.json", "datacite-json");
}

TEST_CASE("a record that breaks off is refused as what it is") {
  const auto reading = test::read_source(test::bytes_of("{\"id\": \"https://doi.org/10.5072/x\",\n\"doi\": \"10.5072/x\" \"creators\": []}"), "file.json");
  CHECK(reading.format == "datacite-json");
  CHECK(reading.documents.size() == 1);
}
