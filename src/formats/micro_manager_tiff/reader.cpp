#include "formats/micro_manager_tiff/embedded.hpp"
#include "formats/micro_manager_tiff/identification.hpp"
#include "formats/tiff/record.hpp"

namespace micrograph::formats::micro_manager_tiff {

namespace {

class MicroManagerTiff final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override { return micro_manager_tiff::info(); }
  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    return micro_manager_tiff::identify(candidate);
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& findings) const override {
    const tiff::File file(bytes);
    const tiff::Directory directory = file.read_directory(file.first_directory(), findings);
    give_documents(bytes, file, directory, documents, findings);
    documents.document(tiff::record_of(file, directory, nullptr, findings));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<MicroManagerTiff>();
}

} // namespace micrograph::formats::micro_manager_tiff
