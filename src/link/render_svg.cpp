#include "base/utf8.hpp"
#include "base/xml_escapes.hpp"
#include "drawing/layers.hpp"
#include "link/describe.hpp"
#include "link/render.hpp"
#include "link/render_text.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::link {

namespace {

/// What is beyond these is left out, and the drawing says so: nobody can read more, and no viewer shows it.
constexpr std::size_t most_nodes = 150, most_arrows = 600, most_parts = 4;
constexpr int box_width = 210, box_height = 38, column = 300, line = 56, margin = 24, foot = 70;
constexpr std::size_t most_letters = 30;

std::string xml(std::string_view text) { return xml_escaped(on_one_line(text)); }

/// At most as many letters as a box has room for; letters of East Asian scripts are twice as wide.
std::string shortened(std::string_view text) {
  std::string out;
  const std::string clean = on_one_line(text);
  std::string_view rest = clean;
  std::size_t width = 0, fits = 0;
  while (!rest.empty()) {
    const DecodedCodePoint decoded = decode_utf8(rest);
    width += decoded.code_point >= 0x1100 ? 2 : 1;
    if (width > most_letters)
      return out.substr(0, fits) + "…";
    append_utf8(out, decoded.code_point);
    if (width < most_letters)
      fits = out.size();
    rest.remove_prefix(decoded.length);
  }
  return out;
}

class Picture {
public:
  Picture(std::ostream& out, const Lineage& lineage) : out_(out), lineage_(lineage) {
    choose();
    std::vector<drawing::Arrow> arrows, together;
    for (const LineageEdge* edge : edges_) {
      const drawing::Arrow arrow{place_[edge->effect], place_[edge->cause]};
      (edge->kind == EdgeKind::same ? together : arrows).push_back(arrow);
    }
    layers_ = drawing::arrange(shown_.size(), arrows, together);
  }

  void draw() {
    const int width = std::max(620, x(layers_.layers - 1) + box_width + margin);
    const int height = y(layers_.rows - 1) + box_height + margin + foot;
    out_ << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << width << ' ' << height << "\" width=\"" << width
         << "\" height=\"" << height << "\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n"
         << "  <title>Lineage of " << xml(name_of(lineage_.nodes[0])) << "</title>\n"
         << "  <defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" "
            "orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#555\"/></marker></defs>\n"
         << "  <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
    std::size_t arrow = 0;
    for (const LineageEdge* edge : edges_)
      if (edge->kind == EdgeKind::same)
        draw_same(*edge);
      else
        draw_arrow(*edge, layers_.arrows[arrow++]);
    for (std::uint32_t i = 0; i < shown_.size(); ++i)
      draw_box(i);
    draw_foot(height);
    out_ << "</svg>\n";
  }

private:
  static std::string name_of(const LineageNode& node) { return display_name(node.term, node.label); }
  [[nodiscard]] int x(double layer) const { return margin + static_cast<int>(std::lround(layer * column)); }
  [[nodiscard]] int y(double row) const { return margin + static_cast<int>(std::lround(row * line)); }

  /// The nearest things, and the arrows between them.
  void choose() {
    std::vector<std::uint32_t> order(lineage_.nodes.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
      return std::abs(lineage_.nodes[a].depth) < std::abs(lineage_.nodes[b].depth);
    });
    order.resize(std::min(order.size(), most_nodes));
    place_.assign(lineage_.nodes.size(), absent);
    for (const std::uint32_t node : order) {
      place_[node] = static_cast<std::uint32_t>(shown_.size());
      shown_.push_back(node);
    }
    activity_.resize(lineage_.nodes.size());
    parts_.resize(lineage_.nodes.size());
    for (const LineageEdge& edge : lineage_.edges) {
      const std::string_view predicate = edge.predicate;
      if (predicate.ends_with("#wasGeneratedBy") || predicate.ends_with("#generated") || predicate.ends_with("#informed") ||
          predicate.ends_with("#wasInformedBy"))
        activity_[edge.cause] = true;
      if (predicate.ends_with("#used") || predicate.ends_with("#wasUsedBy") || predicate.ends_with("#informed") ||
          predicate.ends_with("#wasInformedBy"))
        activity_[edge.effect] = true;
      if (place_[edge.effect] == absent || place_[edge.cause] == absent || edge.effect == edge.cause)
        continue;
      // Everything being a part of one thing would be a fan over all else.
      const bool crowded = edge.kind == EdgeKind::context && ++parts_[edge.cause] > most_parts;
      if (crowded || edges_.size() == most_arrows)
        ++arrows_left_out_;
      else
        edges_.push_back(&edge);
    }
  }

  void draw_arrow(const LineageEdge& edge, const std::vector<drawing::Point>& points) {
    // From the left side of the effect to the right side of the cause.
    const drawing::Point& from = points.front();
    const drawing::Point& to = points.back();
    const bool backwards = from.layer <= to.layer;
    const int start = x(from.layer) + (backwards ? box_width : 0), end = x(to.layer) + (backwards ? 0 : box_width);
    out_ << "  <path fill=\"none\" stroke=\"#555\"" << (edge.kind == EdgeKind::context ? " stroke-dasharray=\"2 4\"" : "")
         << " marker-end=\"url(#head)\" d=\"M" << start << ' ' << y(from.row) + box_height / 2;
    int before_x = start, before_y = y(from.row) + box_height / 2;
    const auto curve = [&](int to_x, int to_y) {
      const int bend = std::max(20, std::abs(to_x - before_x) / 2) * (backwards ? 1 : -1);
      out_ << 'C' << before_x + bend << ' ' << before_y << ' ' << to_x - bend << ' ' << to_y << ' ' << to_x << ' ' << to_y;
      before_x = to_x;
      before_y = to_y;
    };
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
      const int row = y(points[i].row) + box_height / 2, left = x(points[i].layer);
      curve(backwards ? left : left + box_width, row);
      out_ << 'L' << (before_x = backwards ? left + box_width : left) << ' ' << row;
    }
    curve(end, y(to.row) + box_height / 2);
    out_ << "\"><title>" << xml(short_name(edge.predicate)) << "</title></path>\n";
  }

  void draw_same(const LineageEdge& edge) {
    const drawing::Point& a = layers_.nodes[place_[edge.effect]];
    const drawing::Point& b = layers_.nodes[place_[edge.cause]];
    const int middle = x(a.layer) + box_width / 2, top = y(std::min(a.row, b.row)) + box_height,
              bottom = y(std::max(a.row, b.row));
    // Around what stands between the two, if anything does.
    const int bend = bottom - top > line ? box_width / 2 + 30 : 0;
    out_ << "  <path fill=\"none\" stroke=\"#999\" stroke-dasharray=\"6 4\" d=\"M" << middle << ' ' << top << 'C' << middle + bend
         << ' ' << top << ' ' << middle + bend << ' ' << bottom << ' ' << middle << ' ' << bottom << "\"><title>"
         << xml(short_name(edge.predicate)) << "</title></path>\n";
  }

  void draw_box(std::uint32_t i) {
    const LineageNode& node = lineage_.nodes[shown_[i]];
    const bool activity = activity_[shown_[i]];
    const int left = x(layers_.nodes[i].layer), top = y(layers_.nodes[i].row);
    out_ << "  <g><title>" << xml(node.term.value) << "</title><rect x=\"" << left << "\" y=\"" << top << "\" width=\"" << box_width
         << "\" height=\"" << box_height << "\" rx=\"" << (activity ? 2 : 10) << "\" fill=\"" << (activity ? "#dbe4ff" : "#fffbe0")
         << "\" stroke=\"" << (shown_[i] == 0 ? "#b02a00\" stroke-width=\"3" : "#777") << "\"/><text x=\"" << left + box_width / 2
         << "\" y=\"" << top + (node.type.empty() ? 23 : 16) << "\" text-anchor=\"middle\">" << xml(brief_name(node)) << "</text>";
    if (!node.type.empty())
      out_ << "<text x=\"" << left + box_width / 2 << "\" y=\"" << top + 31
           << "\" text-anchor=\"middle\" font-size=\"10\" fill=\"#555\">" << xml(shortened(node.type)) << "</text>";
    out_ << "</g>\n";
  }

  /// The label, or the end of the IRI, which tells more than its start.
  static std::string brief_name(const LineageNode& node) {
    if (!node.label.empty() || node.term.kind != rdf::TermKind::iri)
      return shortened(name_of(node));
    return shortened(short_name(node.term.value));
  }

  void draw_foot(int height) {
    const int top = height - foot + 10;
    const auto words = [this](int left, int at, const std::string& text) {
      out_ << "  <text x=\"" << left << "\" y=\"" << at << "\" font-size=\"11\" fill=\"#333\">" << xml(text) << "</text>\n";
    };
    out_ << "  <path stroke=\"#555\" marker-end=\"url(#head)\" d=\"M" << margin + 36 << ' ' << top << "H" << margin << "\"/>\n"
         << "  <path stroke=\"#555\" stroke-dasharray=\"2 4\" marker-end=\"url(#head)\" d=\"M" << margin + 166 << ' ' << top << "H"
         << margin + 130 << "\"/>\n"
         << "  <path stroke=\"#999\" stroke-dasharray=\"6 4\" d=\"M" << margin + 260 << ' ' << top << "h36\"/>\n"
         << "  <rect x=\"" << margin + 400 << "\" y=\"" << top - 8 << "\" width=\"26\" height=\"16\" rx=\"2\" fill=\"#dbe4ff\" "
         << "stroke=\"#777\"/>\n";
    words(margin + 44, top + 4, "came from");
    words(margin + 174, top + 4, "is a part of");
    words(margin + 304, top + 4, "is the same as");
    words(margin + 434, top + 4, "activity");
    std::string left_out;
    if (shown_.size() < lineage_.nodes.size())
      left_out = std::to_string(lineage_.nodes.size() - shown_.size()) + " of " + std::to_string(lineage_.nodes.size()) +
                 " things, the furthest, are left out. ";
    if (arrows_left_out_ != 0)
      left_out += std::to_string(arrows_left_out_) + " arrows are left out" + " (of one thing, at most four parts lead to it).";
    if (!left_out.empty())
      words(margin, top + 30, left_out);
  }

  static constexpr std::uint32_t absent = 0xFFFFFFFF;
  std::ostream& out_;
  const Lineage& lineage_;
  std::vector<std::uint32_t> shown_, place_;
  std::vector<bool> activity_;       ///< by node of the lineage
  std::vector<std::size_t> parts_;   ///< by node of the lineage: parts that were seen of it
  std::vector<const LineageEdge*> edges_;
  std::size_t arrows_left_out_ = 0;
  drawing::Layers layers_;
};

} // namespace

void write_svg(std::ostream& out, const Lineage& lineage) {
  if (!lineage.nodes.empty())
    Picture(out, lineage).draw();
}

} // namespace micrograph::link
