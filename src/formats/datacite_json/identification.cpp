#include "formats/json_format.hpp"

#include <algorithm>
#include <array>

namespace micrograph::formats::datacite_json {

namespace {

/// Members that the kernel demands, as they are called in JSON; records of before 2019 have the second name of some.
constexpr std::array<std::string_view, 9> kernel_members{"creators", "titles",  "publicationYear", "types",    "schemaVersion",
                                                         "creator",  "publication_year", "publication-year", "resource-type-general"};

bool is_doi(std::string_view text) {
  return text.starts_with("10.") || text.starts_with("https://doi.org/") || text.starts_with("http://doi.org/") ||
         text.starts_with("https://handle.stage.datacite.org/");
}

/// How many of them a member, or the root if `within` is empty, has.
std::ptrdiff_t count_kernel_members(const JsonOutline& outline, const std::string& within) {
  return std::count_if(kernel_members.begin(), kernel_members.end(), [&](std::string_view member) {
    return outline.has(within.empty() ? std::string(member) : within + "/" + std::string(member));
  });
}

class DataCiteJson final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"datacite-json",
                                 "DataCite JSON",
                                 {".json"},
                                 "JSON with a DOI and the members of the DataCite kernel, bare or as the REST API gives it",
                                 "the whole document"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const JsonOutline& outline = json_outline_of(candidate);
    if (!outline.is_object() || outline.has("@context"))
      return {};
    if (outline.text("data/type") == "dois" && outline.has("data/attributes/doi"))
      return Identification{95, "answers of the DataCite REST API (data/type is dois)"};
    const bool says_kernel = outline.text("schemaVersion").find("datacite.org/schema/kernel-") != std::string_view::npos;
    const auto members = count_kernel_members(outline, {});
    if (says_kernel && members > 1)
      return Identification{95, "schemaVersion names a DataCite kernel"};
    if ((is_doi(outline.text("id")) || is_doi(outline.text("doi"))) && members > 1)
      return Identification{85, "has a DOI and members of the DataCite kernel"};
    // A record that breaks off after its DOI is refused as what it is.
    if (is_doi(outline.text("id")) && outline.has("doi"))
      return Identification{60, "has a DOI as id and doi"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& /*findings*/) const override {
    documents.document(json_document(bytes, "https://w3id.org/micrograph/source/datacite-json#", "Resource"));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<DataCiteJson>();
}

} // namespace micrograph::formats::datacite_json
