#include "report/charts.hpp"

#include "report/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace micrograph::report {
namespace {

constexpr std::size_t years_by_month = 10;

void add_months(ColumnChart& chart, const Timeline& timeline) {
  const double step = 1.0 / static_cast<double>(timeline.years.size() * Timeline::months_in_year);
  double at = 0;
  std::size_t number = 0;
  const std::size_t every = (timeline.years.size() + 5) / 6;
  for (const auto& year : timeline.years) {
    chart.ticks.push_back({at + step * 6, std::to_string(year.year), number++ % every != 0});
    for (int month = 1; month <= Timeline::months_in_year; ++month, at += step) {
      const std::uint64_t count = year.months[static_cast<std::size_t>(month - 1)];
      if (count != 0)
        chart.columns.push_back({at, step * 0.9, count, month_name(year.year, month) + ": " + grouped(count), {}});
    }
  }
}

void add_years(ColumnChart& chart, const Timeline& timeline) {
  const double step = 1.0 / static_cast<double>(timeline.years.size());
  const std::size_t every = (timeline.years.size() + 7) / 8;
  for (std::size_t i = 0; i < timeline.years.size(); ++i) {
    const auto& year = timeline.years[i];
    const double at = step * static_cast<double>(i);
    if (year.total() != 0)
      chart.columns.push_back({at, step * 0.9, year.total(), std::to_string(year.year) + ": " + grouped(year.total()), {}});
    if (i % every == 0)
      chart.ticks.push_back({at + step / 2, std::to_string(year.year), i / every % 2 == 1});
  }
}

} // namespace

std::string month_name(int month) {
  static constexpr const char* names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return month >= 1 && month <= Timeline::months_in_year ? names[month - 1] : "";
}

std::string month_name(int year, int month) { return month_name(month) + " " + std::to_string(year); }

std::string month_name(const std::string& month) {
  int number = 0;
  if (month.size() != 7 || std::from_chars(month.data() + 5, month.data() + 7, number).ptr != month.data() + 7)
    return month;
  return month_name(number) + " " + month.substr(0, 4);
}

std::string month_text(int year, int month) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d", year, month);
  return text.data();
}

ColumnChart timeline_chart(const Timeline& timeline, const std::string& title) {
  ColumnChart chart;
  chart.title = title;
  if (timeline.years.empty())
    return chart;
  timeline.years.size() > years_by_month ? add_years(chart, timeline) : add_months(chart, timeline);
  const auto busiest = std::max_element(timeline.years.begin(), timeline.years.end(),
                                        [](const auto& a, const auto& b) { return a.total() < b.total(); });
  chart.description = "From " + std::to_string(timeline.years.front().year) + " to " +
                      std::to_string(timeline.years.back().year) + "; most, " + grouped(busiest->total()) + ", in " +
                      std::to_string(busiest->year) + ".";
  return chart;
}

} // namespace micrograph::report
