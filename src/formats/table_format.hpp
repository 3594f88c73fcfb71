#pragma once

#include "formats/format.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::formats {

/// The start of a table, to recognise it by. Without a first row, if it is no text or has nothing in it.
class TableOutline {
public:
  explicit TableOutline(const Candidate& candidate);

  /// By the delimiter that divides the first row most.
  [[nodiscard]] document::TextForm form() const { return form_; }
  /// Its cells, without quotation marks.
  [[nodiscard]] const std::vector<std::string>& first_row() const { return first_row_; }
  [[nodiscard]] bool has(std::string_view column) const;
  /// Whether there are at least two columns, and in all rows that were seen whole as many cells as in the first.
  [[nodiscard]] bool is_regular() const { return is_regular_; }

private:
  void read(std::string_view head, bool is_whole);

  document::TextForm form_ = document::TextForm::csv;
  std::vector<std::string> first_row_;
  bool is_regular_ = false;
};

/// The outline of a candidate.
[[nodiscard]] const TableOutline& table_outline_of(const Candidate& candidate);

} // namespace micrograph::formats
