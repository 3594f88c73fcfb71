// Every real file is known for what it is, and what is lifted from it is what an independent walk counts.
#include "support/reading.hpp"
#include "support/shared.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <set>

using namespace micrograph;

namespace {

struct Totals {
  std::size_t files = 0;
  std::map<std::string, std::size_t> formats; ///< files by format; those of no format under ""
  std::set<std::string> refused;
};

class FileFolder final : public formats::Siblings {
public:
  explicit FileFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  [[nodiscard]] std::unique_ptr<ByteSource> open(std::string_view name) const override {
    const auto path = folder_ / std::string(name);
    return std::filesystem::is_regular_file(path) ? open_file(path) : nullptr;
  }
  [[nodiscard]] std::vector<std::string> names() const override {
    std::set<std::string> sorted;
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
      sorted.insert(entry.path().filename().string());
    return {sorted.begin(), sorted.end()};
  }

  [[nodiscard]] std::vector<std::string> below(const std::function<bool(const std::string& folder)>& enter,
                                               std::size_t /*most*/) const override {
    std::set<std::string> sorted;
    for (auto it = std::filesystem::recursive_directory_iterator(folder_); it != std::filesystem::recursive_directory_iterator(); ++it) {
      const std::string name = it->path().lexically_relative(folder_).generic_string();
      if (!it->is_directory())
        sorted.insert(name);
      else if (!enter(name))
        it.disable_recursion_pending();
    }
    return {sorted.begin(), sorted.end()};
  }

private:
  std::filesystem::path folder_;
};

void read_file(const std::filesystem::path& path, Totals& totals) {
  CAPTURE(path.string());
  const std::string name = path.filename().string();
  const auto file = open_file(path);
  const auto reading = test::read_source(*file, name, FileFolder(path.parent_path()));
  ++totals.files;
  ++totals.formats[reading.format];
  CHECK(reading.error.empty());
  if (reading.format == "czi") {
    std::uint64_t metadata = 0;
    for (const document::Document& document : reading.documents)
      metadata += document.bytes.size();
    CHECK(reading.bytes_read < metadata + 64 * 1024);
    CHECK(reading.documents.size() == 2);
    CHECK(reading.findings.empty());
  }
  for (const document::Document& document : reading.documents) {
    rdf::QuadList quads;
    FindingList findings;
    try {
      const auto result = lift::lift(document, "urn:d", name, quads, findings);
      CHECK(result.leaves == lift::count_leaves(document));
    } catch (const FormatError& error) {
      CHECK((error.code() == "xml.syntax" || error.code() == "json.syntax"));
      totals.refused.insert(name);
    }
  }
}

std::optional<Totals> read_folder(const std::string& folder) {
  const auto path = test::shared_folder("data/" + folder);
  if (!path)
    return {};
  Totals totals;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*path))
    if (entry.is_regular_file())
      read_file(entry.path(), totals);
  return totals;
}

using Formats = std::map<std::string, std::size_t>;
using Names = std::set<std::string>;

} // namespace

TEST_CASE("OME-XML") {
  if (const auto totals = read_folder("ome-xml")) {
    CHECK(totals->formats == Formats{{"ome-xml", totals->files}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("OME-TIFF") {
  if (const auto totals = read_folder("ome-tiff")) {
    CHECK(totals->formats == Formats{{"ome-xml", 2}, {"ome-tiff", totals->files - 2}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("CZI") {
  if (const auto totals = read_folder("czi")) {
    CHECK(totals->formats == Formats{{"table", 1}, {"czi", totals->files - 1}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("metadata XML of CZI") {
  if (const auto totals = read_folder("czi-xml")) {
    CHECK(totals->formats == Formats{{"czi-xml", totals->files}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("Dublin Core") {
  if (const auto totals = read_folder("dublin-core")) {
    // One JSON, one file that is no XML at all; one is an oai_datacite record.
    CHECK(totals->formats == Formats{{"", 2}, {"datacite", 1}, {"html", 3}, {"dublin-core", totals->files - 6}});
    CHECK(totals->refused == Names{"fake3_00001.xml"});
  }
}

TEST_CASE("DataCite") {
  if (const auto totals = read_folder("datacite-xml")) {
    CHECK(totals->formats == Formats{{"datacite", totals->files}});
    CHECK(totals->refused == Names{"datacite-example-relateditems.xml"});
  }
}

TEST_CASE("ND2") {
  if (const auto totals = read_folder("nd2")) {
    CHECK(totals->formats == Formats{{"nd2", totals->files}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("Leica") {
  if (const auto totals = read_folder("lif")) {
    CHECK(totals->formats == Formats{{"lif", totals->files}});
    CHECK(totals->refused.empty());
  }
  if (const auto totals = read_folder("leica-las-xml")) {
    CHECK(totals->formats == Formats{{"leica-xml", totals->files}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("LSM") {
  if (const auto totals = read_folder("lsm")) {
    // Ten are a fuzzer's, whose first bytes are no TIFF's.
    CHECK(totals->formats == Formats{{"", 10}, {"lsm", totals->files - 10}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("Olympus") {
  if (const auto totals = read_folder("olympus-oib")) {
    CHECK(totals->formats == Formats{{"oif", totals->files}});
    CHECK(totals->refused.empty());
  }
  if (const auto totals = read_folder("olympus-vsi")) {
    CHECK(totals->formats == Formats{{"", 1}, {"vsi", 1}}); // the tiles are of the VSI
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("ImageJ") {
  if (const auto totals = read_folder("imagej-tiff")) {
    CHECK(totals->formats == Formats{{"imagej-tiff", totals->files}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("Micro-Manager") {
  if (auto totals = read_folder("micro-manager")) {
    // The single plane of 2.0 alpha was saved by ImageJ; the others are settings, text and indexes beside the stacks.
    CHECK(totals->formats["micro-manager-tiff"] == 4);
    CHECK(totals->formats["micro-manager-metadata"] == 3);
    CHECK(totals->formats["imagej-tiff"] == 1);
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("DataCite JSON") {
  if (const auto totals = read_folder("datacite-json")) {
    // One is of CodeMeta.
    CHECK(totals->formats == Formats{{"csl-json", 2}, {"invenio-rdm", 1}, {"schema-org", 1}, {"datacite-json", totals->files - 4}});
    CHECK(totals->refused == Names{"datacite_software_missing_comma.json"});
  }
}

TEST_CASE("RO-Crate") {
  if (const auto totals = read_folder("ro-crate")) {
    // Five contexts; of eight tables of files, one has a single column and one blanks for tabs; one crate is plain text and one is cut off.
    CHECK(totals->formats == Formats{{"", 7}, {"table", 6}, {"ro-crate", totals->files - 13}});
    CHECK(totals->refused == Names{"ro-crate-metadata.json"});
  }
}

TEST_CASE("schema.org") {
  if (const auto totals = read_folder("schema-org")) {
    CHECK(totals->formats == Formats{{"schema-org", totals->files}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("OME-Zarr") {
  if (const auto totals = read_folder("ome-zarr/attributes")) {
    CHECK(totals->formats.at("ome-zarr") > 100);
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("BIDS") {
  const auto path = test::shared_folder("data/bids");
  if (!path)
    return;
  std::set<std::string> datasets;
  Totals totals;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*path))
    if (entry.path().filename() == "dataset_description.json") {
      read_file(entry.path(), totals);
      datasets.insert(entry.path().parent_path().filename().string());
    }
  CHECK(datasets.size() == 7);
  CHECK(totals.formats == Formats{{"bids", 7}});
  CHECK(totals.refused.empty());
}

TEST_CASE("micro-CT") {
  if (const auto totals = read_folder("microct-skyscan")) {
    CHECK(totals->formats == Formats{{"microct-skyscan-shifts", 3}, {"table", 1}, {"microct-skyscan", totals->files - 4}});
    CHECK(totals->refused.empty());
  }
  if (const auto totals = read_folder("microct-xtekct"))
    CHECK(totals->formats == Formats{{"microct-xtekct", totals->files}});
  if (const auto totals = read_folder("microct-pca"))
    CHECK(totals->formats == Formats{{"", 1}, {"microct-pca", totals->files - 1}}); // a report in RTF
}

TEST_CASE("DICOM") {
  if (const auto totals = read_folder("dicom")) {
    // The bytes of one header alone, a protocol taken out of another, and a data set behind a stray byte are no DICOM files.
    CHECK(totals->formats == Formats{{"", 3}, {"dicom-json", 1}, {"dicom", totals->files - 4}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("BioStudies and the BioImage Archive") {
  if (const auto totals = read_folder("bioimage-archive")) {
    CHECK(totals->formats == Formats{{"bia", 21}, {"biostudies", totals->files - 21}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("Image Data Resource") {
  if (const auto totals = read_folder("idr")) {
    // YAML: how files are rendered, imported, and shown.
    CHECK(totals->formats == Formats{{"", 23}, {"idr-study", 7}, {"idr-table", totals->files - 30}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("Imaris") {
  if (const auto totals = read_folder("imaris-ims")) {
    CHECK(totals->formats == Formats{{"imaris", totals->files}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("plate scanners") {
  if (const auto totals = read_folder("hcs-vendor")) {
    CHECK(totals->formats == Formats{{"incell", 1}, {"yokogawa", 3}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("ZEN settings") {
  if (const auto totals = read_folder("zeiss-zen")) {
    CHECK(totals->formats == Formats{{"zen-settings", totals->files}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("OMERO") {
  if (auto totals = read_folder("omero"))
    CHECK(totals->formats["idr-table"] == 1);
  if (const auto totals = read_folder("omero/transfer")) {
    CHECK(totals->formats == Formats{{"ome-xml", 2}, {"omero-package", 2}});
    CHECK(totals->refused.empty());
  }
}

TEST_CASE("schemas are no metadata") {
  if (const auto totals = read_folder("micrometa-schema"))
    CHECK(totals->formats == Formats{{"", totals->files}});
}
