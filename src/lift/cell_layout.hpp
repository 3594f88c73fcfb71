#pragma once

#include "base/json.hpp"
#include "document/delimited_text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::lift {

/// How the rows of a text are usually written: what need not be said of a row that is.
struct UsualRow {
  char delimiter = ',';
  bool quotes_all = false;  ///< else only a cell with a delimiter, a quotation mark, a line feed or a carriage return in it
  std::uint64_t cells = 0;  ///< how many a row has
  std::string_view end = "\n";
};

/// What is unusual of one row (docs/lift.md, "Tables").
struct RowLayout {
  std::string before;                 ///< line ends of the blank lines before it
  std::optional<std::uint64_t> cells; ///< how many it has
  /// Of each cell, but for usual ones at the end: `.` is as usual, `q` is quoted though it need not be, `p` is not though it should.
  std::string quotes;
  std::optional<std::string> end;

  [[nodiscard]] bool is_usual() const { return before.empty() && !cells && quotes.empty() && !end; }
  /// As a JSON object.
  void write(JsonWriter& json) const;
  [[nodiscard]] std::string text() const;
  /// Of such an object; what it does not say is as usual.
  [[nodiscard]] static RowLayout read(const JsonValue& object);
};

/// Blank lines are told by the caller.
[[nodiscard]] RowLayout layout_of(const document::DelimitedRow& row, const UsualRow& usual);

/// Appends a cell as a row with this layout has it at this place.
void append_cell(std::string& out, std::string_view text, std::size_t index, const RowLayout& layout, const UsualRow& usual);

} // namespace micrograph::lift
