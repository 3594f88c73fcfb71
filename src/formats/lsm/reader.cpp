#include "formats/lsm/blocks.hpp"
#include "formats/lsm/identification.hpp"
#include "formats/lsm/info.hpp"
#include "formats/lsm/scan_information.hpp"
#include "formats/tiff/record.hpp"

namespace micrograph::formats::lsm {

namespace {

using document::Record;

constexpr char vocabulary[] = "https://w3id.org/micrograph/source/lsm#";
constexpr std::uint64_t max_info_size = 64 * 1024; ///< bytes; the latest version has 464

class Lsm final : public TiffFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override { return lsm::info(); }

protected:
  [[nodiscard]] std::optional<Identification> recognise(const tiff::Start& start) const override {
    return lsm::recognise(start);
  }
  void read_from(const tiff::Start& start, ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
                 FindingSink& findings) const override {
    const tiff::File& file = start.file();
    const tiff::Directory& directory = start.directory();
    const tiff::Entry* const entry = directory.find(info_tag);
    if (!entry)
      throw FormatError("lsm.header", "the first directory has no description of a laser scan",
                        Place{bytes.name(), "IFD 0", file.first_directory(), {}, {}});
    const Info structure(file.value_of(*entry, max_info_size), bytes.name());
    document::Document document;
    document.kind = document::Kind::record;
    document.vocabulary = vocabulary;
    document.place = "tag 34412 of IFD 0";
    document.record = Record::branch("LSM");
    document.record.children.push_back(structure.record());
    if (const std::uint64_t position = structure.block(scan_information))
      document.record.children.push_back(read_scan_information(bytes, position, findings));
    read_blocks(bytes, structure, document.record, findings);
    documents.document(std::move(document));
    documents.document(tiff::record_of(file, directory, nullptr, findings));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Lsm>();
}

} // namespace micrograph::formats::lsm
