#pragma once

#include "report/page.hpp"

#include <iosfwd>

namespace micrograph::report {

/// Writes a figure: caption, plot, the table that says the same, and by which question it was counted.
void write_figure(std::ostream& out, const Figure& figure);

} // namespace micrograph::report
