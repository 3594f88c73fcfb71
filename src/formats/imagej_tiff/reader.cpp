#include "formats/imagej_tiff/identification.hpp"
#include "formats/imagej_tiff/metadata.hpp"
#include "formats/record_number.hpp"
#include "formats/tiff/record.hpp"

namespace micrograph::formats::imagej_tiff {

namespace {

constexpr char vocabulary[] = "https://w3id.org/micrograph/source/imagej#";

/// Holds the planes that the description tells of against the directories of the file. One directory may stand for all planes:
/// so ImageJ writes files above 4 GiB.
void check_planes(const document::Record& metadata, const document::Record& header, const std::string& source, FindingSink& findings) {
  const auto planes = whole_number_at(metadata, "Description/images");
  const auto directories = whole_number_at(header, "DirectoryCount");
  if (planes && directories && *directories != 1 && planes != directories)
    findings.report({"imagej-tiff.planes", Severity::warning, Place{source, "tag 270", {}, {}, {}},
                     "the description says " + std::to_string(*planes) + " images; the file has " + std::to_string(*directories) +
                         " directories"});
}

class ImageJTiff final : public TiffFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override { return imagej_tiff::info(); }

protected:
  [[nodiscard]] std::optional<Identification> recognise(const tiff::Start& start) const override {
    return imagej_tiff::recognise(start);
  }
  void read_from(const tiff::Start& start, ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
                 FindingSink& findings) const override {
    const tiff::File& file = start.file();
    const tiff::Directory& directory = start.directory();
    const tiff::Entry* const description = find_description(start);
    if (!description)
      throw FormatError("imagej-tiff.description", "the first directory has no description of ImageJ's",
                        Place{bytes.name(), "IFD 0", file.first_directory(), {}, {}});
    document::Document document;
    document.kind = document::Kind::record;
    document.vocabulary = vocabulary;
    document.place = "tags 270 and 50839 of IFD 0";
    document.record = read_metadata(file, directory, *description, bytes.name(), findings);
    document::Document header = tiff::record_of(file, directory, description, findings);
    check_planes(document.record, header.record, bytes.name(), findings);
    documents.document(std::move(document));
    documents.document(std::move(header));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<ImageJTiff>();
}

} // namespace micrograph::formats::imagej_tiff
