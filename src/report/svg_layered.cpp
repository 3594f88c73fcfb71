#include "report/svg_layered.hpp"

#include "drawing/layers.hpp"
#include "report/svg_text.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <ostream>
#include <utility>
#include <vector>

namespace micrograph::report {
namespace {

constexpr double box_width = 196, box_height = 38, layer_pitch = 262, row_pitch = 46, margin = 8; // units of the drawing
constexpr std::size_t letters_in_line = 23; // that a box holds of the page's letters; digits and hexadecimals are wider than most

struct Point {
  double x = 0, y = 0; ///< of the box's upper left corner
};

Point at(const drawing::Point& place) {
  return {margin + layer_pitch * place.layer, margin + row_pitch * place.row};
}

/// Two lines, broken at a blank where there is one in the second half of the first.
std::array<std::string, 2> lines_of(const std::string& label) {
  if (length(label) <= letters_in_line)
    return {label, ""};
  std::string first = shortened(label, letters_in_line + 1);
  first.resize(first.size() - std::string_view("…").size());
  const bool ends_with_word = first.size() < label.size() && label[first.size()] == ' ';
  const auto blank = first.rfind(' ');
  if (!ends_with_word && blank != std::string::npos && blank > first.size() / 2)
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

/// By the pair of nodes. Of two things that lead to each other the line has two heads.
std::map<std::pair<std::uint32_t, std::uint32_t>, Line> lines_between(const Drawing& graph) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Line> lines;
  for (const auto& edge : graph.edges) {
    if (edge.from == edge.to)
      continue;
    const auto opposite = lines.find({edge.to, edge.from});
    Line& line = opposite != lines.end() ? opposite->second : lines[{edge.from, edge.to}];
    line.both_ways = line.both_ways || opposite != lines.end();
    line.title += (line.title.empty() ? "" : "; ") + graph.nodes[edge.from].label + " → " +
                  (edge.relation.empty() ? "" : edge.relation + " → ") + graph.nodes[edge.to].label;
  }
  return lines;
}

/// `way`: the places that the line leads by, its ends included.
void write_line(std::ostream& out, const std::vector<Point>& way, const Line& line, const std::string& id) {
  const bool backwards = way.back().x <= way.front().x;
  double x = way.front().x + box_width + (line.both_ways ? 3 : 0), y = way.front().y + box_height / 2;
  out << "<path class=\"edge" << (backwards ? " back" : "") << "\" marker-end=\"url(#" << id << "-a)\"";
  if (line.both_ways)
    out << " marker-start=\"url(#" << id << "-a)\"";
  out << " d=\"M" << pixels(x) << ' ' << pixels(y);
  for (std::size_t i = 1; i < way.size(); ++i) {
    const bool is_last = i + 1 == way.size();
    const double to_x = way[i].x - (is_last ? 3 : 0), to_y = way[i].y + box_height / 2;
    const double bend = backwards ? 60 : std::max((to_x - x) / 2, 24.0);
    out << 'C' << pixels(x + bend) << ' ' << pixels(y) << ' ' << pixels(to_x - bend) << ' ' << pixels(to_y) << ' ' << pixels(to_x) << ' '
        << pixels(to_y);
    x = to_x + (is_last ? 0 : box_width); // where no box stands, straight on
    y = to_y;
    if (!is_last)
      out << 'H' << pixels(x);
  }
  out << "\"><title>" << escaped(shortened(line.title, 400)) << "</title></path>";
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

void write_layered(std::ostream& out, const Drawing& graph, const std::string& title, const std::string& id) {
  const auto lines = lines_between(graph);
  std::vector<drawing::Arrow> arrows; // these lead to the left, and origins are to stand there
  for (const auto& [ends, line] : lines)
    arrows.push_back({ends.second, ends.first});
  const drawing::Layers layout = drawing::arrange(graph.nodes.size(), arrows, {});
  const double width = 2 * margin + layer_pitch * layout.layers - (layer_pitch - box_width);
  const double height = 2 * margin + row_pitch * layout.rows - (row_pitch - box_height);
  out << "<svg class=\"layered\" width=\"" << pixels(width) << "\" height=\"" << pixels(height) << "\" viewBox=\"0 0 "
      << pixels(width) << ' ' << pixels(height) << "\" role=\"img\" aria-labelledby=\"" << id << "-t\"><title id=\"" << id
      << "-t\">" << escaped(title) << ". The table says the same.</title><defs><marker id=\"" << id
      << "-a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\">"
         "<path class=\"arrow\" d=\"M0 0L8 4L0 8z\"/></marker></defs>";
  std::size_t arrow = 0;
  for (const auto& [ends, line] : lines) {
    std::vector<Point> way;
    for (const drawing::Point& place : layout.arrows[arrow++])
      way.push_back(at(place));
    std::reverse(way.begin(), way.end());
    write_line(out, way, line, id);
  }
  for (std::size_t node = 0; node < graph.nodes.size(); ++node)
    write_box(out, at(layout.nodes[node]), graph.nodes[node]);
  out << "</svg>\n";
}

} // namespace micrograph::report
