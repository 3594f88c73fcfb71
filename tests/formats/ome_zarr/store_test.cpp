#include "base/as_text.hpp"
#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace micrograph;

namespace {

using Files = std::map<std::string, std::vector<std::byte>>;

/// An image of two levels in the second version of Zarr, with chunks.
Files image_files() {
  const std::string array = R"({"shape": [4, 4], "chunks": [2, 2], "dtype": "<u2", "zarr_format": 2})";
  return {{".zgroup", test::bytes_of(R"({"zarr_format": 2})")},
          {".zattrs", test::bytes_of(R"({"multiscales": [{"datasets": [{"path": "0"}, {"path": "1"}]}] // as in the specification
})")},
          {"0/.zarray", test::bytes_of(array)},
          {"0/0/0", test::bytes_of("chunk")},
          {"0/0.1", test::bytes_of("chunk")},
          {"1/.zarray", test::bytes_of(array)},
          {"1/0/0/0", test::bytes_of("chunk")}};
}

test::Reading read(const Files& files, const std::string& marker = ".zattrs") {
  return test::read_source(files.at(marker), marker, test::MemoryFolder(files));
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("a store is one document of all its groups and arrays, and no chunk is opened") {
  const Files files = image_files();
  const test::MemoryFolder folder(files);
  const auto reading = test::read_source(files.at(".zattrs"), ".zattrs", folder);
  CHECK(reading.format == "ome-zarr");
  REQUIRE(reading.documents.size() == 1);
  const std::string text(as_text(reading.documents.front().bytes));
  CHECK(holds(text, R"({"path": "", "name": ".zattrs", "content": {"multiscales")"));
  CHECK(holds(text, R"({"path": "0", "name": ".zarray")"));
  CHECK(holds(text, R"({"path": "1", "name": ".zarray")"));
  CHECK_FALSE(holds(text, "chunk\""));
  CHECK(std::none_of(folder.opened().begin(), folder.opened().end(), [](const std::string& name) {
    return name == "0/0/0" || name == "0/0.1" || name == "1/0/0/0";
  }));
  // Two arrays that are alike stay two.
  const std::string statements = test::lifted(reading.documents.front());
  CHECK(holds(statements, R"(source/ome-zarr#path> "0")"));
  CHECK(holds(statements, R"(source/ome-zarr#path> "1")"));
}

TEST_CASE("the third version of Zarr says by node_type what an array is, wherever that stands") {
  Files files{{"zarr.json", test::bytes_of(R"({"zarr_format": 3, "node_type": "group", "attributes": {"ome": {"version": "0.5"}}})")},
              {"s0/zarr.json", test::bytes_of(R"({"attributes": {"long": ")" + std::string(6000, 'x') + R"("}, "node_type": "array"})")},
              {"s0/c/0/zarr.json", test::bytes_of(R"({"never": "read"})")},
              {"labels/zarr.json", test::bytes_of(R"({"node_type": "group", "attributes": {"ome": {"labels": ["a"]}}})")}};
  const auto reading = read(files, "zarr.json");
  REQUIRE(reading.documents.size() == 1);
  const std::string text(as_text(reading.documents.front().bytes));
  CHECK(holds(text, R"("path": "s0")"));
  CHECK(holds(text, R"("path": "labels")"));
  CHECK_FALSE(holds(text, "never"));
}

TEST_CASE("OME-XML and crates in a store are documents of their own") {
  Files files = image_files();
  files["OME/METADATA.ome.xml"] = test::bytes_of(R"(<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"/>)");
  files["ro-crate-metadata.json"] = test::bytes_of(R"({"@graph": []})");
  const auto reading = read(files);
  REQUIRE(reading.documents.size() == 3);
  CHECK(reading.documents[1].place == "OME/METADATA.ome.xml");
  CHECK(reading.documents[1].kind == document::Kind::xml);
  CHECK(reading.documents[2].place == "ro-crate-metadata.json");
  CHECK(reading.documents[2].vocabulary == "https://w3id.org/micrograph/source/schema-org#");
}

TEST_CASE("a part that is no JSON is left out and told; a store without any is refused") {
  Files files = image_files();
  files["0/.zarray"] = test::bytes_of(R"({"shape": [4,)");
  const auto reading = read(files);
  CHECK(reading.found("folder.file"));
  REQUIRE(reading.documents.size() == 1);
  CHECK_FALSE(holds(as_text(reading.documents.front().bytes), R"({"path": "0", "name")"));
  CHECK(read({{".zattrs", test::bytes_of("{")}}).error == "ome-zarr.no-metadata");
}

TEST_CASE("attributes by themselves are known in every version") {
  const auto format_of = [](const std::string& text) { return test::read_source(test::bytes_of(text), "image.json").format; };
  CHECK(format_of(R"({"multiscales": []})") == "ome-zarr");
  CHECK(format_of(R"({"attributes": {"ome": {"multiscales": []}}})") == "ome-zarr");
  CHECK(format_of(R"({"ome": {"version": "0.5", "plate": {}}})") == "ome-zarr");
  CHECK(format_of(R"({"plate": {"wells": [], "rows": []}})") == "ome-zarr");
  CHECK(format_of(R"({"well": {"images": []}})") == "ome-zarr");
  CHECK(format_of(R"({"path": "0", "coordinateTransformations": []})") == "ome-zarr");
  CHECK(format_of(R"({"plate": "dinner"})").empty());
  CHECK(format_of(R"({"well": "known"})").empty());
  CHECK(format_of(R"(["multiscales"])").empty());
}

TEST_CASE("attributes cut anywhere, or with any byte changed, come back") {
  const auto bytes = image_files().at(".zattrs");
  for (std::size_t length = 0; length <= bytes.size(); ++length) {
    Files files = image_files();
    files[".zattrs"].resize(length);
    test::read_hostile(files.at(".zattrs"), "image.json");
    const auto reading = read(files);
    CHECK((reading.format.empty() || reading.error.empty()));
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    Files files = image_files();
    files[".zattrs"][i] ^= std::byte{0xFF};
    for (const document::Document& document : read(files).documents) {
      rdf::QuadList quads;
      FindingList findings;
      CHECK(lift::lift(document, "urn:d", "x", quads, findings).leaves == lift::count_leaves(document));
    }
  }
}

TEST_CASE("nesting at the limit of a text is not beyond the limit of the store's document") {
  Files files = image_files();
  for (const std::size_t depth : {std::size_t{40}, std::size_t{59}, std::size_t{60}, std::size_t{61}, std::size_t{64}, std::size_t{5000}}) {
    files["deep/.zattrs"] = test::bytes_of(std::string(depth, '[') + std::string(depth, ']'));
    const auto reading = read(files);
    REQUIRE(reading.documents.size() == 1);
    rdf::QuadList quads;
    FindingList findings;
    CHECK(lift::lift(reading.documents.front(), "urn:d", "x", quads, findings).leaves > 0);
    CHECK(reading.found("folder.file") == (depth > 60));
  }
}
