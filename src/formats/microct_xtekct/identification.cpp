#include "formats/text_format.hpp"

namespace micrograph::formats::microct_xtekct {

namespace {

class XTekCt final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"microct-xtekct",
                                 "Nikon XTek CT",
                                 {".xtekct"},
                                 "text whose first section is [XTekCT]",
                                 "the whole text"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const TextOutline& outline = text_outline_of(candidate);
    if (outline.first_section() == "XTekCT")
      return Identification{95, "starts with a section [XTekCT]"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& /*findings*/) const override {
    documents.document(text_document(bytes, "https://w3id.org/micrograph/source/xtekct#", "Scan"));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<XTekCt>();
}

} // namespace micrograph::formats::microct_xtekct
