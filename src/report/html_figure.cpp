#include "report/html_figure.hpp"

#include "report/charts.hpp"
#include "report/html_tables.hpp"
#include "report/svg_columns.hpp"
#include "report/svg_layered.hpp"
#include "report/text.hpp"

#include <ostream>

namespace micrograph::report {
namespace {

/// Writes each kind of content below the caption of its figure.
class ContentWriter {
public:
  ContentWriter(std::ostream& out, const Figure& figure) : out_(out), figure_(figure) {}

  void operator()(const Bars& bars) const { write_table(out_, bars, figure_.caption); }
  void operator()(const Sparklines& lines) const { write_table(out_, lines, figure_.caption); }
  void operator()(const Shares& shares) const { write_table(out_, shares, figure_.caption); }
  void operator()(const Listing& listing) const { write_table(out_, listing, figure_.caption); }
  void operator()(const Histogram& histogram) const {
    out_ << "<div class=\"pair\">\n<div>";
    write_columns(out_, histogram_chart(histogram, figure_.caption), figure_.id);
    out_ << "</div>\n<div>";
    write_table(out_, histogram, figure_.caption);
    out_ << "</div>\n</div>\n";
  }
  void operator()(const Timeline& timeline) const {
    write_columns(out_, timeline_chart(timeline, figure_.caption), figure_.id);
    write_table(out_, timeline, figure_.caption);
  }
  void operator()(const Drawing& drawing) const {
    out_ << "<div class=\"pair even\">\n<div>";
    write_layered(out_, drawing, figure_.caption, figure_.id);
    out_ << "</div>\n<div>";
    write_table(out_, drawing, figure_.caption);
    out_ << "</div>\n</div>\n";
  }

private:
  std::ostream& out_;
  const Figure& figure_;
};

bool is_wide(const Figure& figure) { return !std::holds_alternative<Bars>(figure.content); }

} // namespace

void write_figure(std::ostream& out, const Figure& figure) {
  out << "<figure id=\"" << escaped(figure.id) << "-figure\"" << (is_wide(figure) ? " class=\"wide\"" : "") << ">\n<figcaption><h3>"
      << escaped(figure.caption) << "</h3>";
  if (!figure.note.empty())
    out << "<p>" << escaped(figure.note) << "</p>";
  out << "</figcaption>\n";
  std::visit(ContentWriter(out, figure), figure.content);
  if (!figure.question.empty())
    out << "<p class=\"asked\">Counted by <code>" << escaped(figure.question) << "</code></p>\n";
  out << "</figure>\n";
}

} // namespace micrograph::report
