#include "formats/json_format.hpp"
#include "formats/json_ld.hpp"

namespace micrograph::formats::schema_org {

namespace {

class SchemaOrg final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"schema-org",
                                 "schema.org JSON-LD, CodeMeta",
                                 {".json", ".jsonld"},
                                 "JSON with a @context that names schema.org, CodeMeta or Bioschemas, and things of a @type",
                                 "the whole document"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const JsonOutline& outline = json_outline_of(candidate);
    if (!outline.has("@context") || (!outline.has("@type") && !outline.has("@graph/@type")))
      return {};
    for (const std::string_view vocabulary : {"schema.org", "codemeta", "bioschemas.org"})
      if (head_holds(candidate, vocabulary))
        return Identification{80, "has a @context and a @type, and names " + std::string(vocabulary)};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& /*findings*/) const override {
    documents.document(json_document(bytes, schema_org_vocabulary, "Document"));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<SchemaOrg>();
}

} // namespace micrograph::formats::schema_org
