#include "formats/personal/text.hpp"

#include "base/error.hpp"
#include "document/delimited_text.hpp"
#include "document/text_encoding.hpp"
#include "document/text_lines.hpp"
#include "formats/personal/names.hpp"
#include "formats/personal/replacements.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace micrograph::formats::personal {

namespace {

using document::TextForm;

bool is_quoted(std::string_view text) {
  return text.size() > 1 && text.front() == '"' && text.back() == '"';
}

/// Puts what stands in the place of a value, if something is to; quotation marks around it stay, without which it would be none where
/// it was one.
void hold_back(std::string_view value, bool is_personal, Replacements& out, std::uint64_t& withheld) {
  const bool quoted = is_quoted(value);
  if (is_personal && says_something(quoted ? value.substr(1, value.size() - 2) : value)) {
    ++withheld;
    out.put(quoted ? value.substr(1, value.size() - 2) : value, mark);
  } else if (const auto unnamed = without_accounts(value)) {
    ++withheld;
    out.put(value, *unnamed);
  }
}

std::optional<std::string> withhold_in_lines(std::string_view text, document::LineGrammar grammar, std::uint64_t& withheld) {
  Replacements out(text);
  std::string_view section;
  document::TextLines lines(text, grammar);
  for (document::TextLine line; lines.next(line);) {
    if (line.kind == document::TextLine::Kind::section)
      section = line.name;
    const bool is_personal = line.kind == document::TextLine::Kind::entry && is_personal_name(section, line.name);
    hold_back(line.value, is_personal, out, withheld);
  }
  return out.finish();
}

std::optional<std::string> withhold_in_table(const document::Document& document, std::string_view text, char delimiter, std::uint64_t& withheld) {
  const document::TextReading& reading = document.text_reading;
  std::vector<bool> is_personal; // by column
  for (const std::string& column : reading.columns)
    is_personal.push_back(is_personal_name({}, column));
  Replacements out(text);
  document::DelimitedRows rows(text, delimiter);
  document::DelimitedRow row;
  for (std::uint64_t number = 1; rows.next(row); ++number) {
    const bool names_columns = number == reading.header_row;
    if (names_columns)
      is_personal.clear();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const document::DelimitedCell& cell = row.cells[i];
      if (names_columns)
        is_personal.push_back(is_personal_name({}, cell.text()));
      else
        hold_back(cell.raw, i < is_personal.size() && is_personal[i], out, withheld);
    }
  }
  return out.finish();
}

std::optional<std::string> withhold_in_form(const document::Document& document, std::string_view text, std::uint64_t& withheld) {
  switch (document.text_form) {
  case TextForm::equals:
    return withhold_in_lines(text, document::LineGrammar::equals, withheld);
  case TextForm::colon:
    return withhold_in_lines(text, document::LineGrammar::colon, withheld);
  case TextForm::csv:
    return withhold_in_table(document, text, ',', withheld);
  case TextForm::csv_semicolon:
    return withhold_in_table(document, text, ';', withheld);
  case TextForm::tsv:
    return withhold_in_table(document, text, '\t', withheld);
  case TextForm::lists:
    break;
  }
  return std::nullopt;
}

} // namespace

std::optional<std::string> withhold_in_text(const document::Document& document, std::uint64_t& withheld) {
  const document::DecodedText decoded = document::decode_text(document.bytes);
  const std::optional<std::string> text = withhold_in_form(document, decoded.text, withheld);
  if (!text)
    return std::nullopt;
  // What was held back is ASCII, so there are the same characters as before or fewer.
  auto bytes = document::encode_text(*text, decoded.encoding);
  MICROGRAPH_ENSURES(bytes.has_value());
  return bytes;
}

} // namespace micrograph::formats::personal
