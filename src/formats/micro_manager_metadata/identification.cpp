#include "base/as_text.hpp"
#include "formats/json_format.hpp"
#include "formats/micro_manager_metadata/mended_json.hpp"

namespace micrograph::formats::micro_manager_metadata {

namespace {

class MicroManagerMetadata final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"micro-manager-metadata",
                                 "Micro-Manager metadata.txt",
                                 {"metadata.txt"},
                                 "JSON with an object Summary that has a MicroManagerVersion or a MetadataVersion",
                                 "the whole document, also if its end is missing"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const auto& outline = json_outline_of(candidate);
    for (const char* const member : {"Summary/MicroManagerVersion", "Summary/MetadataVersion"})
      if (outline.is_object() && outline.has(member))
        return Identification{92, std::string("JSON with ") + member};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& findings) const override {
    document::Document document = json_document(bytes, "https://w3id.org/micrograph/source/micro-manager#", "Metadata");
    const std::string_view text = as_text(document.bytes);
    if (const auto mended = mend(text)) {
      findings.report({"micro-manager.truncated", Severity::warning,
                       Place{bytes.name(), {}, text.size() - mended->left_out, {}, {}},
                       "the JSON ends before it should, as after an acquisition that was stopped; objects and lists that were closed: " +
                           std::to_string(mended->closed) + ", bytes left out at the end: " + std::to_string(mended->left_out)});
      const auto* const start = reinterpret_cast<const std::byte*>(mended->text.data());
      document.bytes.assign(start, start + mended->text.size());
    }
    documents.document(std::move(document));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<MicroManagerMetadata>();
}

} // namespace micrograph::formats::micro_manager_metadata
