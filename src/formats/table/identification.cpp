#include "formats/table_format.hpp"
#include "formats/text_format.hpp"

#include <cstdint>

namespace micrograph::formats::table {

namespace {

/// Larger ones hold measurements rather than what is said about images.
constexpr std::uint64_t max_size = std::uint64_t{16} << 20;

bool ends_with(const std::string& name, std::string_view suffix) {
  if (name.size() < suffix.size())
    return false;
  const std::string_view end = std::string_view(name).substr(name.size() - suffix.size());
  for (std::size_t i = 0; i < suffix.size(); ++i)
    if ((end[i] | 0x20) != suffix[i])
      return false;
  return true;
}

/// As a data set of BIDS calls its files (`sub-01_task-rest_events.tsv`): what its reader leaves there is measured, not said.
bool is_called_as_in_bids(const std::string& name) {
  return name.starts_with("sub-") && name.find('_') != std::string::npos;
}

class Table final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"table",
                                 "Table of any kind (CSV, TSV)",
                                 {".csv", ".tsv"},
                                 "text of at most 16 MiB with commas, semicolons or tabs between cells, as many in each row, called .csv or .tsv",
                                 "the whole table"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const bool is_called_so = ends_with(candidate.file_name, ".csv") || ends_with(candidate.file_name, ".tsv");
    if (!is_called_so || is_called_as_in_bids(candidate.file_name) || candidate.bytes.size() > max_size || !table_outline_of(candidate).is_regular())
      return {};
    return Identification{20, "is called a table, and its rows have as many cells as the first"};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& /*findings*/) const override {
    document::Document document = text_document(bytes, "https://w3id.org/micrograph/source/table#", "Table");
    document.text_form = TableOutline(Candidate{{}, document.bytes, bytes}).form();
    documents.document(std::move(document));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Table>();
}

} // namespace micrograph::formats::table
