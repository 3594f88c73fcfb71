#include "formats/table_format.hpp"

#include "document/delimited_text.hpp"
#include "formats/text_format.hpp"

#include <algorithm>

namespace micrograph::formats {

namespace {

using document::DelimitedRow;
using document::DelimitedRows;
using document::TextForm;

struct Delimiter {
  TextForm form;
  char sign;
};
/// Of those that divide a row alike, the first.
constexpr Delimiter delimiters[] = {{TextForm::tsv, '\t'}, {TextForm::csv, ','}, {TextForm::csv_semicolon, ';'}};

bool next_row(DelimitedRows& rows, DelimitedRow& row) {
  while (rows.next(row))
    if (!row.is_blank_line())
      return true;
  return false;
}

TableOutline make_outline(const Candidate& candidate) {
  return TableOutline(candidate);
}

} // namespace

const TableOutline& table_outline_of(const Candidate& candidate) {
  return candidate.looks.of(candidate, make_outline);
}

TableOutline::TableOutline(const Candidate& candidate) {
  const std::string_view head = start_of_text(candidate);
  if (looks_like_text(head))
    read(head, candidate.head.size() == candidate.bytes.size());
}

bool TableOutline::has(std::string_view column) const {
  return std::find(first_row_.begin(), first_row_.end(), column) != first_row_.end();
}

void TableOutline::read(std::string_view head, bool is_whole) {
  char sign = '\0';
  std::size_t most = 0;
  DelimitedRow row;
  for (const Delimiter& delimiter : delimiters) {
    DelimitedRows rows(head, delimiter.sign);
    if (!next_row(rows, row) || row.cells.size() <= most)
      continue;
    most = row.cells.size();
    form_ = delimiter.form;
    sign = delimiter.sign;
  }
  DelimitedRows rows(head, sign);
  if (most == 0 || !next_row(rows, row))
    return;
  for (const document::DelimitedCell& cell : row.cells)
    first_row_.push_back(cell.text());
  is_regular_ = most > 1;
  while (is_regular_ && next_row(rows, row))
    is_regular_ = row.cells.size() == most || (row.end.empty() && !is_whole);
}

} // namespace micrograph::formats
