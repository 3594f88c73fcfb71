#pragma once

#include "report/page.hpp"
#include "report/svg_columns.hpp"

#include <string>

/// Figures of a page as bars over an axis: where each bar stands, and what the axis says.
namespace micrograph::report {

[[nodiscard]] ColumnChart histogram_chart(const Histogram& histogram, const std::string& title);

/// By month; by year where there are more than ten of them, since bars get too thin.
[[nodiscard]] ColumnChart timeline_chart(const Timeline& timeline, const std::string& title);

/// The ends of a bin for people: `0.2 to 0.5 µm`, `below 0.001 µm`.
[[nodiscard]] std::string bin_name(const Histogram::Bin& bin, const std::string& unit);

/// `Mar 2021`; months count from 1.
[[nodiscard]] std::string month_name(int year, int month);
/// The same of what month_text() gives; any other text as it is.
[[nodiscard]] std::string month_name(const std::string& month);
/// `2021-03`
[[nodiscard]] std::string month_text(int year, int month);
/// `Mar`
[[nodiscard]] std::string month_name(int month);

/// The colour of light of that wavelength, for bars; a grey for what nobody sees.
[[nodiscard]] std::string colour_of_light(double nanometres);

} // namespace micrograph::report
