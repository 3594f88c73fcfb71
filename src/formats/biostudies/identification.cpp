#include "formats/json_format.hpp"

#include "base/as_text.hpp"

#include <algorithm>

namespace micrograph::formats::biostudies {

namespace {

class BioStudies final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"biostudies",
                                 "BioStudies, BioImage Archive submission",
                                 {".json"},
                                 "JSON with accno, attributes and a section that has a type; or a list of files with path, size and attributes",
                                 "the whole submission: study, people, publications, samples, methods; the whole list of files"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const JsonOutline& outline = json_outline_of(candidate);
    if (is_file_list(outline))
      return Identification{75, "a list of files with path, size and attributes, as BioStudies keeps it beside a submission"};
    if (!outline.is_object() || outline.has("@context") || !outline.has("section/type"))
      return {};
    if (outline.has("accno") && outline.has("attributes/name"))
      return Identification{90, "has accno, attributes and a section with a type, as BioStudies gives it"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& /*findings*/) const override {
    document::Document document = json_document(bytes, "https://w3id.org/micrograph/source/biostudies#", "Submission");
    const JsonOutline outline(as_text(document.bytes).substr(0, outline_length));
    if (is_file_list(outline))
      document.root_name = "FileList";
    documents.document(std::move(document));
  }

private:
  static constexpr std::size_t outline_length = 64 * 1024; ///< bytes, as of the head that a source is known by

  static bool is_file_list(const JsonOutline& outline) {
    return outline.is_list() && outline.has("path") && outline.has("size") && outline.has("type") && outline.has("attributes");
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<BioStudies>();
}

} // namespace micrograph::formats::biostudies
