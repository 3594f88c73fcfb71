#include "document/delimited_text.hpp"
#include "formats/text_format.hpp"

namespace micrograph::formats::microct_skyscan_shifts {

namespace {

/// The row that names the columns: one says that it is a table, one tells of the curves.
constexpr std::uint64_t header_row = 3;

/// Whether the rows before the names, and these, begin as those of shift tables do.
bool begins_so(std::string_view head) {
  constexpr std::string_view starts[] = {"Format", "Property of the curves", "CURVE"};
  document::DelimitedRows rows(head, ',');
  document::DelimitedRow row;
  for (const std::string_view start : starts) {
    do {
      if (!rows.next(row))
        return false;
    } while (row.is_blank_line());
    if (!row.cells.front().raw.starts_with(start))
      return false;
  }
  return true;
}

class SkyScanShifts final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"microct-skyscan-shifts",
                                 "Bruker SkyScan table of shifts",
                                 {".csv"},
                                 "text whose first lines begin with Format, Property of the curves, CURVE",
                                 "the whole table"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const std::string_view head = start_of_text(candidate);
    if (!looks_like_text(head) || !begins_so(head))
      return {};
    return Identification{80, "begins as tables of shifts do"};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& /*findings*/) const override {
    document::TextReading reading;
    reading.header_row = header_row;
    documents.document(text_document(bytes, "https://w3id.org/micrograph/source/skyscan-shifts#", "Shifts", document::TextForm::csv,
                                     std::move(reading)));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<SkyScanShifts>();
}

} // namespace micrograph::formats::microct_skyscan_shifts
