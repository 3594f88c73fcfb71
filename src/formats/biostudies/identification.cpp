#include "formats/json_format.hpp"

namespace micrograph::formats::biostudies {

namespace {

class BioStudies final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"biostudies",
                                 "BioStudies, BioImage Archive submission",
                                 {".json"},
                                 "JSON with accno, attributes and a section that has a type",
                                 "the whole submission: study, people, publications, samples, methods"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const JsonOutline& outline = json_outline_of(candidate);
    if (!outline.is_object() || outline.has("@context") || !outline.has("section/type"))
      return {};
    if (outline.has("accno") && outline.has("attributes/name"))
      return Identification{90, "has accno, attributes and a section with a type, as BioStudies gives it"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& /*findings*/) const override {
    documents.document(json_document(bytes, "https://w3id.org/micrograph/source/biostudies#", "Submission"));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<BioStudies>();
}

} // namespace micrograph::formats::biostudies
