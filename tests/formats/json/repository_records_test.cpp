// Records of repositories and of citation programs, which are known by their members alone.
#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

const std::string invenio =
    R"({"id": "abc", "metadata": {"resource_type": {"id": "dataset"}, "title": "Eyes", "creators": [{"person_or_org": {"name": "Doe, J."}}]}})";
const std::string zenodo =
    R"({"conceptrecid": "1", "doi": "10.5072/z.1", "metadata": {"resource_type": {"type": "dataset"}, "creators": [{"name": "Doe, J."}]}})";
const std::string item = R"({"type": "article-journal", "title": "Eyes", "issued": {"date-parts": [[2020, 1]]}})";
const std::string study = R"({"uuid": "869ff676-bf68-4e2d-869e-7e644cbbec42", "title": "Eyes", "model": {"type_name": "Study", "version": 3}})";
const std::string images = R"({"869ff676-bf68-4e2d-869e-7e644cbbec42": {"uuid": "869ff676-bf68-4e2d-869e-7e644cbbec42", "model": {"type_name": "Image"}}})";
const std::string files = R"([{"path": "a.tif", "size": 1, "attributes": [{"name": "SNR", "value": "low"}], "type": "file"}])";

std::string format_of(const std::string& text) { return test::read_source(test::bytes_of(text), "file.json").format; }

std::string statements_of(const std::string& text) {
  const auto reading = test::read_source(test::bytes_of(text), "file.json");
  REQUIRE(reading.documents.size() == 1);
  CHECK(reading.bytes_read == text.size());
  return test::lifted(reading.documents.front());
}

} // namespace

TEST_CASE("records of InvenioRDM and Zenodo") {
  CHECK(format_of(invenio) == "invenio-rdm");
  CHECK(format_of(zenodo) == "invenio-rdm");
  CHECK(format_of(R"({"$schema": "local://records/record-v6.0.0.json", "metadata": {}})") == "invenio-rdm");
  CHECK(format_of(R"({"metadata": {"resource_type": {"id": "dataset"}, "creators": [{"name": "Doe"}]}})").empty());
  CHECK(format_of(R"({"@context": {}, "metadata": {"resource_type": {}, "creators": [{"person_or_org": {}}]}})").empty());
  CHECK(statements_of(invenio).find("<https://w3id.org/micrograph/source/invenio-rdm#Record>") != std::string::npos);
}

TEST_CASE("items of CSL, one or a list") {
  CHECK(format_of(item) == "csl-json");
  CHECK(format_of("[" + item + "]") == "csl-json");
  CHECK(format_of(R"({"type": "book", "title": "Eyes", "DOI": "10.5072/x", "author": [{"family": "Doe"}]})") == "csl-json");
  CHECK(format_of(R"({"type": "file", "title": "Eyes"})").empty());
  CHECK(format_of(R"({"type": "file", "issued": {"date-parts": [[2020]]}})").empty());
  CHECK(statements_of(item).find("<https://w3id.org/micrograph/source/csl#Item>") != std::string::npos);
}

TEST_CASE("objects of the BioImage Archive, bare or by their UUID") {
  CHECK(format_of(study) == "bia");
  CHECK(format_of(images) == "bia");
  CHECK(format_of(R"({"uuid": "1", "model": "ABC-1"})").empty());
  CHECK(format_of(R"({"a": {"model": {"type_name": "Image"}}})").empty());
  CHECK(statements_of(images).find("source/bia#type_name> \"Image\"") != std::string::npos);
}

TEST_CASE("a list of files of BioStudies") {
  CHECK(format_of(files) == "biostudies");
  CHECK(format_of(R"([{"path": "a.tif", "size": 1}])").empty());
  CHECK(statements_of(files).find("<https://w3id.org/micrograph/source/biostudies#FileList>") != std::string::npos);
}

TEST_CASE("records cut anywhere, or with any byte changed, come back") {
  for (const std::string& text : {invenio, zenodo, item, study, images, files}) {
    const auto bytes = test::bytes_of(text);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      test::read_hostile({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(i)}, "file.json");
      auto flipped = bytes;
      flipped[i] ^= std::byte{0xFF};
      test::read_hostile(flipped, "file.json");
    }
  }
}
