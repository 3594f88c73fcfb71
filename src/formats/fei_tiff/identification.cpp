#include "formats/tiff/record.hpp"
#include "formats/tiff_format.hpp"

#include <algorithm>
#include <array>

namespace micrograph::formats::fei_tiff {

namespace {

constexpr char vocabulary[] = "https://w3id.org/micrograph/source/fei#";
constexpr std::uint64_t max_text_size = std::uint64_t{16} << 20; ///< bytes

/// Of scanning microscopes; of older ones; of transmission microscopes.
constexpr std::array<std::uint16_t, 3> settings_tags{34682, 34680, 34683};

/// The field with that tag; nullptr if there is none, or one of something else than bytes.
const tiff::Entry* find_text(const tiff::Directory& directory, std::uint16_t tag) {
  const tiff::Entry* const entry = directory.find(tag);
  return entry && tiff::size_of(entry->type) == 1 ? entry : nullptr;
}

/// The text of a field, up to the NUL that ends it.
std::vector<std::byte> text_of(const tiff::File& file, const tiff::Entry& entry) {
  std::vector<std::byte> text = file.value_of(entry, max_text_size);
  text.erase(std::find(text.begin(), text.end(), std::byte{0}), text.end());
  return text;
}

bool is_blank(std::span<const std::byte> text) {
  return std::all_of(text.begin(), text.end(), [](std::byte byte) { return byte <= std::byte{0x20}; });
}

class FeiTiff final : public TiffFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"fei-tiff",
                                 "FEI and Thermo Fisher TIFF",
                                 {".tif", ".tiff"},
                                 "TIFF with the settings of an electron microscope in its first directory (tag 34682, 34680 or 34683)",
                                 "the settings, section by section; short fields of the first directory"};
    return info;
  }

protected:
  [[nodiscard]] std::optional<Identification> recognise(const tiff::Start& start) const override {
    for (const std::uint16_t tag : settings_tags)
      if (find_text(start.directory(), tag))
        return Identification{94, "a TIFF with the settings of an electron microscope of FEI (tag " + std::to_string(tag) + ")"};
    return {};
  }

  /// One of two of these fields may be blank: then it is the other one that was meant.
  void read_from(const tiff::Start& start, ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
                 FindingSink& findings) const override {
    for (const std::uint16_t tag : settings_tags) {
      const tiff::Entry* const entry = find_text(start.directory(), tag);
      if (!entry)
        continue;
      document::Document document;
      document.bytes = text_of(start.file(), *entry);
      if (is_blank(document.bytes))
        continue;
      const bool is_xml = document.bytes.front() == std::byte{'<'};
      document.kind = is_xml ? document::Kind::xml : document::Kind::text;
      document.vocabulary = vocabulary;
      document.root_name = "FEI";
      document.place = "tag " + std::to_string(tag) + " of IFD 0";
      documents.document(std::move(document));
      documents.document(tiff::record_of(start.file(), start.directory(), entry, findings));
      return;
    }
    throw FormatError("fei-tiff.settings", "the field for the settings is blank",
                      Place{bytes.name(), "IFD 0", start.directory().offset, {}, {}});
  }
};

} // namespace

std::unique_ptr<Format> make_format() { return std::make_unique<FeiTiff>(); }

} // namespace micrograph::formats::fei_tiff
