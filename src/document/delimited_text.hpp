#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::document {

/// A cell of a delimited text, as it is written. A view of the text.
struct DelimitedCell {
  std::string_view raw;   ///< with its quotation marks
  bool is_quoted = false; ///< begins and ends with a quotation mark, and those within are doubled

  /// Without the marks.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool is_empty() const { return raw.size() == (is_quoted ? 2U : 0U); }
};

struct DelimitedRow {
  std::vector<DelimitedCell> cells; ///< one at least
  std::string_view end; ///< a line feed with the carriage returns before it, or nothing at the end of the text

  /// Nothing but a line end.
  [[nodiscard]] bool is_blank_line() const { return cells.size() == 1 && cells.front().raw.empty(); }
  [[nodiscard]] bool has_content() const;
};

/// The rows of a text of cells with a delimiter between them (RFC 4180), one after the other, in a time that its length bounds.
///
/// A cell that begins with a quotation mark is quoted if its closing mark is followed by a delimiter, a line end or the end of the
/// text. In any other the marks are characters like others, so that a mark too many costs no more than its own line.
class DelimitedRows {
public:
  DelimitedRows(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}
  static constexpr std::size_t most_cells = std::size_t{1} << 18; ///< in a row

  /// False at the end of the text; a line end at its end begins no further row. Throws FormatError `text.limit` for a row of more
  /// than `most_cells`.
  [[nodiscard]] bool next(DelimitedRow& row);

private:
  [[nodiscard]] DelimitedCell take_cell();
  [[nodiscard]] std::size_t line_end_length(std::size_t at) const;

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
};

} // namespace micrograph::document
