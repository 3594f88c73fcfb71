#include "report/svg_columns.hpp"

#include "report/svg_text.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <limits>
#include <ostream>

namespace micrograph::report {
namespace {

constexpr double plot_top = 16, below_plot = 24; // px
constexpr double spark_height = 26;

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// A bar of something is never nothing: a hundredth of the height still shows.
double visible(double height, double part) { return part == 0 ? 0 : std::max(height * part, 1.5); }

void write_grid(std::ostream& out, const std::vector<std::uint64_t>& ticks, double plot_height) {
  for (const std::uint64_t tick : ticks) {
    const std::string y = pixels(plot_top + plot_height * (1 - share(tick, ticks.back())));
    out << "<line class=\"" << (tick == 0 ? "axis" : "grid") << "\" x1=\"0\" x2=\"100%\" y1=\"" << y << "\" y2=\"" << y
        << "\"/>";
    if (tick != 0)
      out << "<text class=\"tick\" x=\"0\" y=\"" << y << "\" dy=\"-3\">" << grouped(tick) << "</text>";
  }
}

const char* anchor(double at) { return at < 0.04 ? "start" : at > 0.96 ? "end" : "middle"; }

} // namespace

std::vector<std::uint64_t> count_ticks(std::uint64_t top) {
  // The smallest of 1, 2, 5, 10, 20 … that needs at most four steps.
  std::uint64_t step = 1;
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max() / 100;
  for (int turn = 0; step < largest && (top + step - 1) / step > 4; ++turn)
    step = turn % 3 == 1 ? step / 2 * 5 : step * 2;
  std::vector<std::uint64_t> ticks;
  const std::uint64_t steps = std::max<std::uint64_t>((top / step) + (top % step != 0), 1);
  for (std::uint64_t i = 0; i <= steps; ++i)
    ticks.push_back(i * step);
  return ticks;
}

void write_columns(std::ostream& out, const ColumnChart& chart, const std::string& id) {
  std::uint64_t top = 0;
  for (const Column& column : chart.columns)
    top = std::max(top, column.count);
  const double plot_height = chart.height;
  const auto ticks = count_ticks(std::min<std::uint64_t>(top, std::numeric_limits<std::uint64_t>::max() / 200));
  out << "<svg class=\"chart\" width=\"100%\" height=\"" << pixels(plot_top + plot_height + below_plot) << "\" role=\"img\" aria-labelledby=\"" << id
      << "-t " << id << "-d\"><title id=\"" << id << "-t\">" << escaped(chart.title) << "</title><desc id=\"" << id << "-d\">"
      << escaped(chart.description) << "</desc>";
  write_grid(out, ticks, plot_height);
  for (const Column& column : chart.columns) {
    if (column.count == 0)
      continue;
    const double height = visible(plot_height, std::min(share(column.count, ticks.back()), 1.0));
    out << "<rect class=\"bar\" x=\"" << percent(column.left) << "\" width=\"" << percent(column.width) << "\" y=\""
        << pixels(plot_top + plot_height - height) << "\" height=\"" << pixels(height) << '"';
    if (!column.colour.empty())
      out << " fill=\"" << column.colour << '"';
    out << "><title>" << escaped(column.title) << "</title></rect>";
  }
  for (const Tick& tick : chart.ticks)
    out << "<text class=\"tick" << (tick.minor ? " minor" : "") << "\" x=\"" << percent(tick.at) << "\" y=\""
        << pixels(plot_top + plot_height + 17) << "\" text-anchor=\"" << anchor(tick.at) << "\">" << escaped(tick.label)
        << "</text>";
  out << "</svg>\n";
}

void write_sparkline(std::ostream& out, const std::vector<std::uint64_t>& counts, std::uint64_t top) {
  out << "<svg class=\"spark\" width=\"100%\" height=\"" << pixels(spark_height) << "\" aria-hidden=\"true\">"
      << "<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"" << pixels(spark_height - 0.5) << "\" y2=\""
      << pixels(spark_height - 0.5) << "\"/>";
  const double step = counts.empty() ? 1 : 1.0 / static_cast<double>(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0)
      continue;
    const double height = visible(spark_height - 1, share(counts[i], top));
    out << "<rect class=\"bar\" x=\"" << percent(step * static_cast<double>(i)) << "\" width=\"" << percent(step * 0.9)
        << "\" y=\"" << pixels(spark_height - 1 - height) << "\" height=\"" << pixels(height) << "\"/>";
  }
  out << "</svg>";
}

void write_lying_bar(std::ostream& out, std::uint64_t part, std::uint64_t whole) {
  out << "<svg class=\"lying\" width=\"100%\" height=\"12\" aria-hidden=\"true\"><rect class=\"rail\" width=\"100%\" height=\"12\" "
         "rx=\"2\"/>";
  if (part != 0)
    out << "<rect class=\"bar\" width=\"" << percent(std::clamp(share(part, whole), 0.004, 1.0))
        << "\" height=\"12\" rx=\"2\"/>";
  out << "</svg>";
}

} // namespace micrograph::report
