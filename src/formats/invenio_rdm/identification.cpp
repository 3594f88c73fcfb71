#include "formats/json_format.hpp"

namespace micrograph::formats::invenio_rdm {

namespace {

class InvenioRdm final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"invenio-rdm",
                                 "InvenioRDM record, Zenodo record",
                                 {".json"},
                                 "JSON with metadata that have a resource_type, and creators as InvenioRDM or Zenodo give them",
                                 "the whole record"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const JsonOutline& outline = json_outline_of(candidate);
    if (!outline.is_object() || outline.has("@context"))
      return {};
    if (outline.text("$schema").find("records/record-v") != std::string_view::npos && outline.has("metadata"))
      return Identification{95, "$schema names a record of InvenioRDM"};
    if (!outline.has("metadata/resource_type"))
      return {};
    if (outline.has("metadata/creators/person_or_org"))
      return Identification{90, "metadata have a resource_type, and creators with person_or_org"};
    if (outline.has("metadata/creators/name") && (outline.has("conceptrecid") || outline.has("recid") || outline.has("links")))
      return Identification{85, "metadata have a resource_type, and the record is given as Zenodo's older API does"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& /*findings*/) const override {
    documents.document(json_document(bytes, "https://w3id.org/micrograph/source/invenio-rdm#", "Record"));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<InvenioRdm>();
}

} // namespace micrograph::formats::invenio_rdm
