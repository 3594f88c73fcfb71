#include "formats/tiff/record.hpp"
#include "formats/vsi/ets.hpp"
#include "formats/vsi/identification.hpp"
#include "formats/vsi/volume.hpp"

#include <memory>
#include <string_view>
#include <utility>

namespace micrograph::formats::vsi {

namespace {

using document::Record;

constexpr char vocabulary[] = "https://w3id.org/micrograph/source/vsi#";
constexpr std::size_t max_files = 65536; ///< below the folder of a VSI

void give(Record record, std::string place, DocumentSink& documents) {
  document::Document document;
  document.kind = document::Kind::record;
  document.vocabulary = vocabulary;
  document.place = std::move(place);
  document.record = std::move(record);
  documents.document(std::move(document));
}

/// The folder of `Image_01.vsi` is `_Image_01_`.
std::string folder_of(std::string_view file) {
  file.remove_prefix(file.find_last_of('/') + 1); // npos + 1 is 0
  return "_" + std::string(file.substr(0, file.rfind('.'))) + "_";
}

/// Whether the properties say that pixels lie in files of their own.
bool names_external_file(const Record& record) {
  if (record.name == "HasExternalFile" && record.value != "0")
    return true;
  for (const Record& child : record.children)
    if (names_external_file(child))
      return true;
  return false;
}

class Vsi final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override { return vsi::info(); }
  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    return vsi::identify(candidate);
  }

  void read(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents,
            FindingSink& findings) const override {
    Record root = Record::branch("VSI");
    root.children.push_back(read_volumes(bytes, findings));
    const bool has_external_file = names_external_file(root);
    give(std::move(root), "volumes from byte " + std::to_string(first_volume), documents);
    const bool are_there = read_tiles(bytes, siblings, documents, findings);
    if (has_external_file && !are_there)
      findings.report({"vsi.folder", Severity::warning, Place{bytes.name(), {}, {}, {}, {}},
                       "there are no .ets files in a folder " + folder_of(bytes.name()) +
                           " beside the file; what they say was not read"});
    read_preview(bytes, documents, findings);
  }

private:
  /// False if there are no files with tiles.
  static bool read_tiles(const ByteSource& bytes, const Siblings& siblings, DocumentSink& documents,
                         FindingSink& findings) {
    const std::string folder = folder_of(bytes.name());
    const auto is_ours = [&folder](std::string_view path) {
      return path.substr(0, path.find('/')) == folder;
    };
    bool are_there = false;
    for (const std::string& path :
         siblings.below([&](const std::string& entered) { return is_ours(entered); }, max_files)) {
      if (!is_ours(path) || !path.ends_with(".ets"))
        continue;
      const std::unique_ptr<ByteSource> file = siblings.open(path);
      if (!file)
        continue;
      are_there = true;
      try {
        give(read_ets(*file, path, findings), path, documents);
      } catch (const FormatError& error) {
        findings.report({"vsi.ets", Severity::warning,
                         Place{bytes.name(), path, error.place().offset, {}, {}}, error.what()});
      }
    }
    return are_there;
  }

  static void read_preview(ByteSource& bytes, DocumentSink& documents, FindingSink& findings) {
    try {
      const tiff::File file(bytes);
      documents.document(
          tiff::record_of(file, file.read_directory(file.first_directory(), findings), nullptr, findings));
    } catch (const FormatError& error) {
      findings.report({"vsi.preview", Severity::warning, error.place(),
                       std::string(error.what()) + "; the preview's directory was not read"});
    }
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Vsi>();
}

} // namespace micrograph::formats::vsi
