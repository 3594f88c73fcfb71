#pragma once

#include "report/page.hpp"

#include <iosfwd>
#include <string>

/// The tables of a page, one for each kind of figure. They say in words and numbers all that a plot shows; those of bars,
/// shares and sparklines have the plot in their lines. `caption` is for who does not see the page.
namespace micrograph::report {

void write_table(std::ostream& out, const Bars& bars, const std::string& caption);
void write_table(std::ostream& out, const Sparklines& sparklines, const std::string& caption);
void write_table(std::ostream& out, const Shares& shares, const std::string& caption);
void write_table(std::ostream& out, const Listing& listing, const std::string& caption);
void write_table(std::ostream& out, const Histogram& histogram, const std::string& caption);
/// Years by months.
void write_table(std::ostream& out, const Timeline& timeline, const std::string& caption);
void write_table(std::ostream& out, const Drawing& drawing, const std::string& caption);

} // namespace micrograph::report
