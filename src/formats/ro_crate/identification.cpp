#include "formats/json_format.hpp"
#include "formats/json_ld.hpp"

namespace micrograph::formats::ro_crate {

namespace {

/// `ro-crate-metadata.json`, also with something before it, as crates without data are called.
bool is_named_as_crate(std::string_view name) {
  return name.ends_with("ro-crate-metadata.json") || name.ends_with("ro-crate-metadata.jsonld");
}

class RoCrate final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"ro-crate",
                                 "RO-Crate",
                                 {"ro-crate-metadata.json", "ro-crate-metadata.jsonld"},
                                 "JSON with a @graph in a context of RO-Crate, or the name of a crate's description",
                                 "the whole description: data set, files, people, samples, methods, runs of programs"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const JsonOutline& outline = json_outline_of(candidate);
    if (!outline.is_object())
      return {};
    if (outline.has("@graph") && head_holds(candidate, "https://w3id.org/ro/crate"))
      return Identification{95, "has a @graph and names RO-Crate"};
    if (is_named_as_crate(candidate.file_name))
      return Identification{85, "is called as the description of an RO-Crate"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& /*findings*/) const override {
    documents.document(json_document(bytes, schema_org_vocabulary, "Crate"));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<RoCrate>();
}

} // namespace micrograph::formats::ro_crate
