#include "formats/json_format.hpp"

namespace micrograph::formats::bia {

namespace {

class Bia final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"bia",
                                 "BioImage Archive object (bia-shared-models)",
                                 {".json"},
                                 "JSON with a uuid and a model that has a type_name; or an object of such objects by their UUID",
                                 "the whole document: studies, data sets, images, representations, file references, samples, protocols"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const JsonOutline& outline = json_outline_of(candidate);
    if (!outline.is_object() || outline.has("@context"))
      return {};
    if (outline.has("uuid") && outline.has("model/type_name"))
      return Identification{90, "has a uuid and is of the model " + std::string(outline.text("model/type_name"))};
    if (outline.any_has("uuid") && outline.any_has("model/type_name"))
      return Identification{85, "holds objects with a uuid and a model"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& /*findings*/) const override {
    documents.document(json_document(bytes, "https://w3id.org/micrograph/source/bia#", "Document"));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Bia>();
}

} // namespace micrograph::formats::bia
