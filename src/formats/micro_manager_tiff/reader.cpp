#include "formats/micro_manager_tiff/embedded.hpp"
#include "formats/micro_manager_tiff/identification.hpp"
#include "formats/tiff/record.hpp"

namespace micrograph::formats::micro_manager_tiff {

namespace {

class MicroManagerTiff final : public TiffFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override { return micro_manager_tiff::info(); }

protected:
  [[nodiscard]] std::optional<Identification> recognise(const tiff::Start& start) const override {
    return micro_manager_tiff::recognise(start);
  }
  void read_from(const tiff::Start& start, ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
                 FindingSink& findings) const override {
    const tiff::File& file = start.file();
    const tiff::Directory& directory = start.directory();
    give_documents(bytes, file, directory, documents, findings);
    documents.document(tiff::record_of(file, directory, nullptr, findings));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<MicroManagerTiff>();
}

} // namespace micrograph::formats::micro_manager_tiff
