#include "formats/imagej_tiff/identification.hpp"
#include "formats/imagej_tiff/metadata.hpp"
#include "formats/tiff/record.hpp"

namespace micrograph::formats::imagej_tiff {

namespace {

constexpr char vocabulary[] = "https://w3id.org/micrograph/source/imagej#";

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
    documents.document(std::move(document));
    documents.document(tiff::record_of(file, directory, description, findings));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<ImageJTiff>();
}

} // namespace micrograph::formats::imagej_tiff
