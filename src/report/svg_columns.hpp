#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

/// Upright bars over an axis. Places along the axis are fractions of its length and are written as percent, so that the
/// drawing is as wide as the page is, while letters and lines keep their size; no script measures anything.
namespace micrograph::report {

struct Column {
  double left = 0, width = 0; ///< fractions
  std::uint64_t count = 0;
  std::string title;  ///< what a pointer that rests on it reads
  std::string colour; ///< `#rrggbb`; empty for that of the page
};

/// A text below the axis.
struct Tick {
  double at = 0; ///< fraction
  std::string label;
  bool minor = false; ///< left out where the page is narrow
};

struct ColumnChart {
  std::string title;       ///< what the drawing shows, for who does not see it
  std::string description; ///< what it says
  std::vector<Column> columns;
  std::vector<Tick> ticks;
  double height = 168; ///< of the highest bar there can be, in px
};

/// Whole numbers for the lines behind bars of at most `top`: from 0, evenly, three to five of them, the last at or above `top`.
[[nodiscard]] std::vector<std::uint64_t> count_ticks(std::uint64_t top);

/// `id` must be the only one of its name on the page.
void write_columns(std::ostream& out, const ColumnChart& chart, const std::string& id);

/// The same without axis, letters and lines, to stand in a line of a table, which says what it shows.
void write_sparkline(std::ostream& out, const std::vector<std::uint64_t>& counts, std::uint64_t top);

/// A bar that lies in a cell of a table, as long as `part` is of `whole`. What cannot be seen any more is drawn a hair wide.
void write_lying_bar(std::ostream& out, std::uint64_t part, std::uint64_t whole);

} // namespace micrograph::report
