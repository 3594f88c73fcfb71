#include "formats/text_format.hpp"

namespace micrograph::formats::microct_skyscan {

namespace {

class SkyScanLog final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"microct-skyscan",
                                 "Bruker SkyScan log",
                                 {".log", ".oog"},
                                 "text whose first section is [System], with an entry Scanner that names a SkyScan",
                                 "the whole text"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const TextOutline& outline = text_outline_of(candidate);
    const std::string_view scanner = outline.value("System/Scanner");
    const bool is_skyscan = scanner.size() > 3 && (scanner[0] | 0x20) == 's' && (scanner[1] | 0x20) == 'k' && (scanner[2] | 0x20) == 'y';
    if (outline.first_section() == "System" && is_skyscan)
      return Identification{95, "starts with a section [System] that names a SkyScan scanner"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& /*findings*/) const override {
    documents.document(text_document(bytes, "https://w3id.org/micrograph/source/skyscan#", "Log"));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<SkyScanLog>();
}

} // namespace micrograph::formats::microct_skyscan
