#include "document/delimited_text.hpp"
#include "formats/text_format.hpp"

#include <set>

namespace micrograph::formats::idr_study {

namespace {

constexpr std::size_t rows_looked_at = 200;

/// Names of the lines at the start of a text.
std::set<std::string, std::less<>> first_names(const Candidate& candidate) {
  std::set<std::string, std::less<>> names;
  const std::string_view head = start_of_text(candidate);
  if (!looks_like_text(head))
    return names;
  document::DelimitedRows rows(head, '\t');
  document::DelimitedRow row;
  for (std::size_t i = 0; i < rows_looked_at && rows.next(row); ++i)
    if (row.cells.size() > 1)
      names.insert(row.cells.front().text());
  return names;
}

class IdrStudy final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"idr-study",
                                 "Study file of the Image Data Resource",
                                 {".txt"},
                                 "lines of names and values with tabs between them, among them Study Title and an accession, authors or persons",
                                 "the whole text"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const auto names = first_names(candidate);
    if (!names.contains("Study Title"))
      return {};
    for (const char* const name : {"Comment[IDR Study Accession]", "Study Author List", "Study Person Last Name"})
      if (names.contains(name))
        return Identification{90, std::string("has lines Study Title and ") + name};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& /*findings*/) const override {
    document::TextReading reading;
    reading.sections = {{"Screen Number", "Screen"}, {"Experiment Number", "Experiment"}};
    documents.document(
        text_document(bytes, "https://w3id.org/micrograph/source/idr#", "Study", document::TextForm::lists, std::move(reading)));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<IdrStudy>();
}

} // namespace micrograph::formats::idr_study
