#include "base/as_text.hpp"
#include "formats/text.hpp"
#include "formats/tiff/record.hpp"
#include "formats/tiff_format.hpp"
#include "formats/zeiss_sem_tiff/settings.hpp"

namespace micrograph::formats::zeiss_sem_tiff {

namespace {

constexpr std::uint16_t settings_tag = 34118; ///< CZ_SEM
constexpr std::uint64_t max_text_size = std::uint64_t{16} << 20; ///< bytes

class ZeissSemTiff final : public TiffFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"zeiss-sem-tiff",
                                 "ZEISS SEM TIFF",
                                 {".tif", ".tiff"},
                                 "TIFF with the settings of a scanning electron microscope in its first directory (tag 34118)",
                                 "the settings; short fields of the first directory"};
    return info;
  }

protected:
  [[nodiscard]] std::optional<Identification> recognise(const tiff::Start& start) const override {
    if (start.directory().find(settings_tag))
      return Identification{94, "a TIFF with the settings of a scanning electron microscope of ZEISS (tag 34118)"};
    return {};
  }

  void read_from(const tiff::Start& start, ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
                 FindingSink& findings) const override {
    const tiff::Entry* const entry = start.directory().find(settings_tag);
    if (!entry || tiff::size_of(entry->type) != 1)
      throw FormatError("zeiss-sem-tiff.settings", "the field for the settings holds no text",
                        Place{bytes.name(), "tag 34118", entry ? entry->offset : start.directory().offset, {}, {}});
    const auto raw = start.file().value_of(*entry, max_text_size);
    document::Document document;
    document.kind = document::Kind::record;
    document.vocabulary = "https://w3id.org/micrograph/source/zeiss-sem#";
    document.place = "tag 34118 of IFD 0";
    document.record = read_settings(text_of_field(as_text(raw)));
    documents.document(std::move(document));
    documents.document(tiff::record_of(start.file(), start.directory(), entry, findings));
  }
};

} // namespace

std::unique_ptr<Format> make_format() { return std::make_unique<ZeissSemTiff>(); }

} // namespace micrograph::formats::zeiss_sem_tiff
