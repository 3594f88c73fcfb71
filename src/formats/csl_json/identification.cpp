#include "formats/json_format.hpp"

namespace micrograph::formats::csl_json {

namespace {

class CslJson final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"csl-json",
                                 "CSL JSON (citeproc)",
                                 {".json"},
                                 "JSON, one item or a list, with type and title, and a date in date-parts or names with family",
                                 "the whole document"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const JsonOutline& outline = json_outline_of(candidate);
    if (outline.has("@context") || !outline.has("type") || !outline.has("title"))
      return {};
    if (outline.has("issued/date-parts") || outline.has("accessed/date-parts"))
      return Identification{85, "has type and title, and a date in date-parts"};
    for (const std::string_view role : {"author", "editor"})
      if (outline.has(std::string(role) + "/family") && (outline.has("DOI") || outline.has("id") || outline.has("container-title")))
        return Identification{80, "has type, title and names with family, as citation processors take them"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& /*findings*/) const override {
    documents.document(json_document(bytes, "https://w3id.org/micrograph/source/csl#", "Item"));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<CslJson>();
}

} // namespace micrograph::formats::csl_json
