#include "report/svg_layered.hpp"

#include "report/layered_layout.hpp"
#include "report/svg_text.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

namespace micrograph::report {
namespace {

constexpr double box_width = 196, box_height = 38, layer_pitch = 262, row_pitch = 46, margin = 8; // units of the drawing
constexpr std::size_t letters_in_line = 27; // that a box holds of the page's letters

struct Point {
  double x = 0, y = 0; ///< of the box's upper left corner
};

std::vector<Point> points_of(const LayeredLayout& layout, std::size_t most_rows) {
  std::vector<Point> points;
  for (const auto& place : layout.places) {
    const double start = static_cast<double>(most_rows - layout.layer_size[place.layer]) / 2;
    points.push_back({margin + layer_pitch * static_cast<double>(place.layer),
                      margin + row_pitch * (start + static_cast<double>(place.row))});
  }
  return points;
}

/// Two lines, broken at a blank where there is one in the second half of the first.
std::array<std::string, 2> lines_of(const std::string& label) {
  if (length(label) <= letters_in_line)
    return {label, ""};
  std::string first = shortened(label, letters_in_line + 1);
  first.resize(first.size() - std::string_view("…").size());
  const auto blank = first.rfind(' ');
  if (blank != std::string::npos && blank > first.size() / 2)
    first.resize(blank);
  std::string_view rest = std::string_view(label).substr(std::min(first.size(), label.size()));
  while (rest.starts_with(' '))
    rest.remove_prefix(1);
  return {first, shortened(rest, letters_in_line)};
}

/// All that leads between two things, drawn as one line.
struct Line {
  std::string title;
  bool both_ways = false;
};

/// By the pair of nodes, forwards where there is a forwards: of two things that lead to each other, the line has two heads.
std::map<std::pair<std::uint32_t, std::uint32_t>, Line> lines_between(const Drawing& drawing, const LayeredLayout& layout) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const auto& edge : drawing.edges)
    pairs.emplace(edge.from, edge.to);
  std::map<std::pair<std::uint32_t, std::uint32_t>, Line> lines;
  for (const auto& edge : drawing.edges) {
    if (edge.from == edge.to)
      continue;
    const bool both_ways = pairs.contains({edge.to, edge.from});
    const bool backwards = layout.places[edge.to].layer <= layout.places[edge.from].layer;
    Line& line = lines[both_ways && backwards ? std::pair(edge.to, edge.from) : std::pair(edge.from, edge.to)];
    line.both_ways = both_ways;
    line.title += (line.title.empty() ? "" : "; ") + drawing.nodes[edge.from].label + " → " +
                  (edge.relation.empty() ? "" : edge.relation + " → ") + drawing.nodes[edge.to].label;
  }
  return lines;
}

void write_line(std::ostream& out, const Point& from, const Point& to, const Line& line, const std::string& id) {
  const bool backwards = to.x <= from.x;
  const double x1 = from.x + box_width + (line.both_ways ? 3 : 0), y1 = from.y + box_height / 2;
  const double x2 = to.x - 3, y2 = to.y + box_height / 2;
  const double bend = backwards ? 60 : std::max((x2 - x1) / 2, 24.0);
  out << "<path class=\"edge" << (backwards ? " back" : "") << "\" marker-end=\"url(#" << id << "-a)\"";
  if (line.both_ways)
    out << " marker-start=\"url(#" << id << "-a)\"";
  out << " d=\"M" << pixels(x1) << ' ' << pixels(y1) << 'C' << pixels(x1 + bend) << ' ' << pixels(y1) << ' ' << pixels(x2 - bend)
      << ' ' << pixels(y2) << ' ' << pixels(x2) << ' ' << pixels(y2) << "\"><title>" << escaped(shortened(line.title, 400))
      << "</title></path>";
}

void write_box(std::ostream& out, const Point& at, const Drawing::Node& node) {
  const auto lines = lines_of(node.label);
  const std::string x = pixels(at.x + 10);
  out << "<g><title>" << escaped(node.label) << "</title><rect class=\"box\" x=\"" << pixels(at.x) << "\" y=\"" << pixels(at.y)
      << "\" width=\"" << pixels(box_width) << "\" height=\"" << pixels(box_height) << "\" rx=\"6\"/>";
  if (lines[1].empty()) {
    out << "<text class=\"boxed\" x=\"" << x << "\" y=\"" << pixels(at.y + 23) << "\">" << escaped(lines[0]) << "</text>";
  } else {
    out << "<text class=\"boxed\" x=\"" << x << "\" y=\"" << pixels(at.y + 16) << "\">" << escaped(lines[0]) << "</text>"
        << "<text class=\"boxed\" x=\"" << x << "\" y=\"" << pixels(at.y + 30) << "\">" << escaped(lines[1]) << "</text>";
  }
  out << "</g>";
}

} // namespace

void write_layered(std::ostream& out, const Drawing& drawing, const std::string& title, const std::string& id) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
  for (const auto& edge : drawing.edges)
    edges.emplace_back(edge.from, edge.to);
  const LayeredLayout layout = layered_layout(drawing.nodes.size(), edges);
  const std::size_t most_rows =
      layout.layer_size.empty() ? 0 : *std::max_element(layout.layer_size.begin(), layout.layer_size.end());
  const std::vector<Point> points = points_of(layout, most_rows);
  const double width = 2 * margin + layer_pitch * static_cast<double>(layout.layer_size.size()) - (layer_pitch - box_width);
  const double height = 2 * margin + row_pitch * static_cast<double>(most_rows) - (row_pitch - box_height);
  out << "<svg class=\"layered\" width=\"" << pixels(width) << "\" height=\"" << pixels(height) << "\" viewBox=\"0 0 "
      << pixels(width) << ' ' << pixels(height) << "\" role=\"img\" aria-labelledby=\"" << id << "-t\"><title id=\"" << id
      << "-t\">" << escaped(title) << ". The table says the same.</title><defs><marker id=\"" << id
      << "-a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\">"
         "<path class=\"arrow\" d=\"M0 0L8 4L0 8z\"/></marker></defs>";
  for (const auto& [ends, line] : lines_between(drawing, layout))
    write_line(out, points[ends.first], points[ends.second], line, id);
  for (std::size_t node = 0; node < drawing.nodes.size(); ++node)
    write_box(out, points[node], drawing.nodes[node]);
  out << "</svg>\n";
}

} // namespace micrograph::report
