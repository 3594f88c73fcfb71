#include "formats/text_format.hpp"

namespace micrograph::formats::microct_pca {

namespace {

class PhoenixPca final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"microct-pca",
                                 "phoenix CT (Waygate)",
                                 {".pca"},
                                 "text whose first section is [General], with focus distances in [Geometry] and a section [CT]",
                                 "the whole text"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const TextOutline& outline = text_outline_of(candidate);
    const bool has_geometry = outline.has("Geometry/FDD") && outline.has("Geometry/FOD");
    if (outline.first_section() == "General" && has_geometry && outline.has("CT/NumberImages"))
      return Identification{95, "starts with a section [General]; has distances of focus, object and detector, and a section [CT]"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& /*findings*/) const override {
    documents.document(text_document(bytes, "https://w3id.org/micrograph/source/phoenix#", "Scan"));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<PhoenixPca>();
}

} // namespace micrograph::formats::microct_pca
