#include "report/sections.hpp"

#include "report/charts.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <charconv>

namespace micrograph::report {
namespace {

// Dates before photography and after tomorrow's are slips of a clock; they must not stretch the axis.
constexpr int first_year = 1900, last_year = 2200;
constexpr std::size_t most_microscopes = 10, most_periods = 120;

/// Months since year 0; absent for what is no month `2021-03` that could be.
std::optional<int> month_number(const std::string& text) {
  int year = 0, month = 0;
  if (text.size() != 7 || text[4] != '-')
    return std::nullopt;
  const auto year_end = std::from_chars(text.data(), text.data() + 4, year);
  const auto month_end = std::from_chars(text.data() + 5, text.data() + 7, month);
  if (year_end.ptr != text.data() + 4 || month_end.ptr != text.data() + 7 || year < first_year || year > last_year ||
      month < 1 || month > Timeline::months_in_year)
    return std::nullopt;
  return year * Timeline::months_in_year + month - 1;
}

Timeline ask_timeline(const Asking& asking) {
  std::map<int, std::uint64_t> by_month;
  Timeline timeline;
  asking.ask("acquisition/images-by-month", [&](const Row& row) {
    const auto month = month_number(row.text("month"));
    (month ? by_month[*month] : timeline.unplaced) += row.count("images");
  });
  if (by_month.empty())
    return timeline;
  const int first = by_month.begin()->first / Timeline::months_in_year;
  const int last = by_month.rbegin()->first / Timeline::months_in_year;
  for (int year = first; year <= last; ++year)
    timeline.years.push_back({year, {}});
  for (const auto& [month, count] : by_month)
    timeline.years[static_cast<std::size_t>(month / Timeline::months_in_year - first)]
        .months[static_cast<std::size_t>(month % Timeline::months_in_year)] = count;
  return timeline;
}

std::string text_of(int month) { return month_text(month / Timeline::months_in_year, month % Timeline::months_in_year + 1); }

Sparklines ask_microscopes(const Asking& asking) {
  std::map<std::string, std::map<int, std::uint64_t>> by_microscope;
  asking.ask("instrument/use-by-month", [&](const Row& row) {
    if (const auto month = month_number(row.text("month")))
      by_microscope[row.text("microscope")][*month] += row.count("images");
  });
  Sparklines sparklines;
  sparklines.things = "Microscope";
  if (by_microscope.empty())
    return sparklines;
  int first = last_year * Timeline::months_in_year, last = 0;
  for (const auto& [name, months] : by_microscope) {
    first = std::min(first, months.begin()->first);
    last = std::max(last, months.rbegin()->first);
  }
  const bool by_year = static_cast<std::size_t>(last - first) >= most_periods;
  const int width = by_year ? Timeline::months_in_year : 1;
  sparklines.period = by_year ? "year" : "month";
  sparklines.from = text_of(first);
  sparklines.to = text_of(last);
  for (const auto& [name, months] : by_microscope) {
    Sparklines::Line line{shortened(name, most_letters), {}, 0, text_of(months.begin()->first), text_of(months.rbegin()->first)};
    line.counts.resize(static_cast<std::size_t>(last / width - first / width) + 1);
    for (const auto& [month, count] : months) {
      line.counts[static_cast<std::size_t>(month / width - first / width)] += count;
      line.total += count;
    }
    sparklines.lines.push_back(std::move(line));
  }
  std::stable_sort(sparklines.lines.begin(), sparklines.lines.end(), [](const auto& a, const auto& b) { return a.total > b.total; });
  for (std::size_t i = most_microscopes; i < sparklines.lines.size(); ++i) {
    ++sparklines.rest.rows;
    sparklines.rest.count += sparklines.lines[i].total;
  }
  if (sparklines.lines.size() > most_microscopes)
    sparklines.lines.erase(sparklines.lines.begin() + static_cast<std::ptrdiff_t>(most_microscopes), sparklines.lines.end());
  return sparklines;
}

} // namespace

Section time_section(const Asking& asking) {
  Section section{"time", "Images over time", "", "No image states when it was taken.", {}};
  Timeline timeline = ask_timeline(asking);
  if (timeline.years.empty())
    return section;
  const auto dated = asking.stated.find("acquisition date");
  if (dated != asking.stated.end())
    section.text = grouped(dated->second) + " of " + grouped(asking.images) + " images (" +
                   percentage(dated->second, asking.images) + ") state when they were taken, as their files tell it.";
  std::string note = timeline.years.size() > 10 ? "Each bar is a year; the table has the months." : "Each bar is a month.";
  if (timeline.unplaced > 0)
    note += " Left out are " + grouped(timeline.unplaced) + " images whose date cannot be.";
  section.figures.push_back({"images-by-month", "Images taken", note, "acquisition/images-by-month", std::move(timeline)});
  Sparklines microscopes = ask_microscopes(asking);
  if (!microscopes.lines.empty()) {
    const std::string use_note = "Each bar is a " + microscopes.period + ", from " + month_name(microscopes.from) + " to " + month_name(microscopes.to) +
                                 "; all on one scale. Only images that state both a date and a microscope.";
    section.figures.push_back({"use-by-month", "Use of each microscope", use_note, "instrument/use-by-month", std::move(microscopes)});
  }
  return section;
}

} // namespace micrograph::report
