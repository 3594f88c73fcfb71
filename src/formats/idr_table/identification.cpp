#include "formats/table_format.hpp"
#include "formats/text_format.hpp"

#include <algorithm>

namespace micrograph::formats::idr_table {

namespace {

/// How names of columns begin that only such tables have.
constexpr std::string_view starts[] = {"Characteristics [", "Characteristics[", "Experimental Condition [", "Experimental Condition[",
                                       "Term Source ", "Phenotype "};
/// What the first column of a bulk annotation of OMERO is called.
constexpr std::string_view keys[] = {"Plate", "Well", "Image Name", "Dataset Name", "Project Name"};

bool is_file_list(const TableOutline& outline) {
  return outline.first_row().size() == 2 && outline.first_row()[1].find('/') != std::string::npos;
}

class IdrTable final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"idr-table",
                                 "Table of OMERO or the Image Data Resource (annotation, library, assays, files)",
                                 {".csv", ".tsv", ".txt"},
                                 "table with columns as Characteristics [Organism], Term Source 1 REF, Gene Identifier, Phenotype 1; "
                                 "or whose first column is Plate, Well, Image Name, Dataset Name; or a list of files called idr….tsv",
                                 "the whole table"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const TableOutline& outline = table_outline_of(candidate);
    for (const std::string& column : outline.first_row())
      if (column == "Gene Identifier" || std::any_of(std::begin(starts), std::end(starts), [&](auto start) { return column.starts_with(start); }))
        return Identification{85, "is a table with a column " + column};
    if (outline.has("Dataset Name") && (outline.has("Image File") || outline.has("Image Name")))
      return Identification{85, "is a table of images by data set"};
    if (!outline.is_regular())
      return {};
    const std::string& first = outline.first_row().front();
    if (std::find(std::begin(keys), std::end(keys), first) != std::end(keys))
      return Identification{60, "is a table whose first column is " + first};
    const std::string_view name = candidate.file_name;
    if (name.starts_with("idr") && (name.ends_with("-plates.tsv") || name.ends_with("-filePaths.tsv")) && is_file_list(outline))
      return Identification{85, "is a list of files, called as the Image Data Resource calls them"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& /*findings*/) const override {
    document::Document document = text_document(bytes, "https://w3id.org/micrograph/source/idr#", "Table");
    const TableOutline outline(Candidate{{}, document.bytes, bytes});
    document.text_form = outline.form();
    if (is_file_list(outline)) {
      document.root_name = "FileList";
      // A data set is addressed (`Dataset:name:…`), a plate called by its name.
      const bool is_address = outline.first_row().front().find(':') != std::string::npos;
      document.text_reading = {0, {is_address ? "Target" : "Plate", "Path"}, {}};
    }
    documents.document(std::move(document));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<IdrTable>();
}

} // namespace micrograph::formats::idr_table
