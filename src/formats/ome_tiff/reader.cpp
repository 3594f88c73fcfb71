#include "formats/micro_manager_tiff/embedded.hpp"
#include "formats/ome_tiff/companion.hpp"
#include "formats/ome_tiff/description.hpp"
#include "formats/ome_tiff/identification.hpp"
#include "formats/ome_tiff/planes.hpp"
#include "formats/tiff/record.hpp"

namespace micrograph::formats::ome_tiff {

namespace {

class OmeTiff final : public TiffFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override { return ome_tiff::info(); }

protected:
  [[nodiscard]] std::optional<Identification> recognise(const tiff::Start& start) const override {
    return ome_tiff::recognise(start);
  }
  void read_from(const tiff::Start& start, ByteSource& bytes, const Siblings& siblings, DocumentSink& documents,
                 FindingSink& findings) const override {
    const tiff::File& file = start.file();
    const tiff::Directory& directory = start.directory();
    const tiff::Entry* const description = find_description(start);
    if (!description)
      throw FormatError("ome-tiff.description", "the first directory has no OME-XML",
                        Place{bytes.name(), "IFD 0", file.first_directory(), {}, {}});
    document::Document document;
    document.kind = document::Kind::xml;
    document.place = "tag 270 of IFD 0";
    document.bytes = xml_of(file, *description);
    check_companion(document.bytes, bytes.name(), siblings, findings);
    document::Document header = tiff::record_of(file, directory, description, findings);
    check_planes(document.bytes, header.record, bytes.name(), findings);
    documents.document(std::move(document));
    documents.document(std::move(header));
    micro_manager_tiff::give_documents(bytes, file, directory, documents, findings);
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<OmeTiff>();
}

} // namespace micrograph::formats::ome_tiff
