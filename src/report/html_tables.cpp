#include "report/html_tables.hpp"

#include "report/charts.hpp"
#include "report/svg_columns.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <ostream>
#include <vector>

namespace micrograph::report {
namespace {

constexpr std::size_t most_years = 15;

void open_table(std::ostream& out, const char* kind, const std::string& caption) {
  out << "<table class=\"" << kind << "\"><caption>" << escaped(caption) << "</caption>\n<thead><tr>";
}

void write_heading(std::ostream& out, const std::string& text, const char* kind = "") {
  out << "<th scope=\"col\"" << (*kind ? " class=\"" : "") << kind << (*kind ? "\"" : "") << '>' << escaped(text) << "</th>";
}

/// A text of the graph. Apart from what stands around it, since it may be written from right to left.
void write_text(std::ostream& out, const std::string& text, const std::string& iri = {}) {
  const std::string address = web_address(iri);
  if (address.empty())
    out << "<bdi>" << escaped(text) << "</bdi>";
  else
    out << "<a rel=\"noreferrer\" href=\"" << escaped(address) << "\"><bdi>" << escaped(text) << "</bdi></a>";
}

void write_count(std::ostream& out, std::uint64_t count) { out << "<td class=\"n\">" << grouped(count) << "</td>"; }

std::string more(const Remainder& rest) { return "and " + grouped(rest.rows) + " more"; }

} // namespace

void write_table(std::ostream& out, const Bars& bars, const std::string& caption) {
  open_table(out, "bars", caption);
  write_heading(out, bars.things, "what");
  out << "<td class=\"plot\"></td>"; // no heading: the bars say what the numbers say
  write_heading(out, bars.counted, "n");
  out << "</tr></thead>\n<tbody>\n";
  std::uint64_t top = 0;
  for (const auto& bar : bars.bars)
    top = std::max(top, bar.count);
  for (const auto& bar : bars.bars) {
    out << "<tr><th scope=\"row\">";
    write_text(out, bar.label, bar.iri);
    if (!bar.detail.empty())
      out << "<small><bdi>" << escaped(bar.detail) << "</bdi></small>";
    out << "</th><td class=\"plot\">";
    write_lying_bar(out, bar.count, top);
    out << "</td>";
    write_count(out, bar.count);
    out << "</tr>\n";
  }
  out << "</tbody>";
  if (bars.rest.rows > 0) {
    out << "\n<tfoot><tr><th scope=\"row\" colspan=\"2\">" << more(bars.rest) << "</th>";
    write_count(out, bars.rest.count);
    out << "</tr></tfoot>";
  }
  out << "</table>\n";
}

void write_table(std::ostream& out, const Sparklines& sparklines, const std::string& caption) {
  open_table(out, "sparks", caption);
  write_heading(out, sparklines.things, "what");
  write_heading(out, month_name(sparklines.from) + " to " + month_name(sparklines.to));
  write_heading(out, "Images", "n");
  write_heading(out, "First", "month");
  write_heading(out, "Last", "month");
  out << "</tr></thead>\n<tbody>\n";
  std::uint64_t top = 0;
  for (const auto& line : sparklines.lines)
    for (const std::uint64_t count : line.counts)
      top = std::max(top, count);
  for (const auto& line : sparklines.lines) {
    out << "<tr><th scope=\"row\">";
    write_text(out, line.label);
    out << "</th><td class=\"plot\">";
    write_sparkline(out, line.counts, top);
    out << "</td>";
    write_count(out, line.total);
    out << "<td class=\"month\">" << escaped(month_name(line.first)) << "</td><td class=\"month\">" << escaped(month_name(line.last)) << "</td></tr>\n";
  }
  out << "</tbody>";
  if (sparklines.rest.rows > 0) {
    out << "\n<tfoot><tr><th scope=\"row\" colspan=\"2\">" << more(sparklines.rest) << "</th>";
    write_count(out, sparklines.rest.count);
    out << "<td class=\"month\"></td><td class=\"month\"></td></tr></tfoot>";
  }
  out << "</table>\n";
}

void write_table(std::ostream& out, const Shares& shares, const std::string& caption) {
  open_table(out, "shares", caption);
  write_heading(out, "Fact, and the next step", "what");
  out << "<td class=\"plot\"></td>";
  write_heading(out, "Stated", "n");
  write_heading(out, "Missing", "n");
  out << "</tr></thead>\n<tbody>\n";
  for (const auto& share : shares.shares) {
    const std::uint64_t missing = shares.all - std::min(share.stated, shares.all);
    out << "<tr><th scope=\"row\">";
    write_text(out, share.fact);
    if (missing > 0 && !share.next_step.empty())
      out << "<small>" << escaped(share.next_step) << "</small>";
    out << "</th><td class=\"plot\">";
    write_lying_bar(out, share.stated, shares.all);
    out << "</td><td class=\"n\">" << grouped(share.stated) << "<small>" << escaped(percentage(share.stated, shares.all))
        << "</small></td>";
    write_count(out, missing);
    out << "</tr>\n";
  }
  out << "</tbody></table>\n";
}

void write_table(std::ostream& out, const Listing& listing, const std::string& caption) {
  open_table(out, "listing", caption);
  for (const std::string& column : listing.columns)
    write_heading(out, column);
  write_heading(out, listing.counted, "n");
  out << "</tr></thead>\n<tbody>\n";
  for (const auto& line : listing.lines) {
    out << "<tr>";
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      out << (i == 0 ? "<th scope=\"row\">" : "<td>");
      write_text(out, line.cells[i]);
      out << (i == 0 ? "</th>" : "</td>");
    }
    write_count(out, line.count);
    out << "</tr>\n";
  }
  out << "</tbody></table>\n";
}

void write_table(std::ostream& out, const Histogram& histogram, const std::string& caption) {
  open_table(out, "bins", caption);
  write_heading(out, histogram.quantity);
  write_heading(out, histogram.counted, "n");
  out << "</tr></thead>\n<tbody>\n";
  for (const auto& bin : histogram.bins) {
    out << "<tr><th scope=\"row\">" << escaped(bin_name(bin, histogram.unit)) << "</th>";
    write_count(out, bin.count);
    out << "</tr>\n";
  }
  out << "</tbody></table>\n";
}

void write_table(std::ostream& out, const Timeline& timeline, const std::string& caption) {
  open_table(out, "months", caption);
  write_heading(out, "Year");
  for (int month = 1; month <= Timeline::months_in_year; ++month)
    write_heading(out, month_name(month));
  write_heading(out, "Images", "n");
  out << "</tr></thead>\n<tbody>\n";
  std::uint64_t top = 1;
  std::vector<const Timeline::Year*> years; // those with images, the latest first
  for (auto it = timeline.years.rbegin(); it != timeline.years.rend(); ++it)
    if (it->total() > 0) {
      years.push_back(&*it);
      top = std::max(top, *std::max_element(it->months.begin(), it->months.end()));
    }
  Remainder rest;
  for (std::size_t i = most_years; i < years.size(); ++i) {
    ++rest.rows;
    rest.count += years[i]->total();
  }
  years.resize(std::min(years.size(), most_years));
  for (const auto* year : years) {
    out << "<tr><th scope=\"row\">" << year->year << "</th>";
    for (const std::uint64_t count : year->months) {
      // Four shades, by share of the busiest month.
      const std::uint64_t shade = count == 0 ? 0 : 1 + std::min<std::uint64_t>(count / (top / 4 + 1), 3);
      out << "<td" << (shade ? " class=\"h" + std::to_string(shade) + "\"" : "") << '>' << (count ? grouped(count) : "") << "</td>";
    }
    write_count(out, year->total());
    out << "</tr>\n";
  }
  out << "</tbody>";
  if (rest.rows > 0) {
    out << "\n<tfoot><tr><th scope=\"row\">" << more(rest) << (rest.rows == 1 ? " year" : " years") << " before</th>";
    for (int month = 1; month <= Timeline::months_in_year; ++month)
      out << "<td></td>"; // no wider cell: where the months are hidden, these are, too
    write_count(out, rest.count);
    out << "</tr></tfoot>";
  }
  out << "</table>\n";
}

void write_table(std::ostream& out, const Drawing& drawing, const std::string& caption) {
  const bool related = std::any_of(drawing.edges.begin(), drawing.edges.end(), [](const auto& edge) { return !edge.relation.empty(); });
  open_table(out, "drawn", caption);
  write_heading(out, drawing.from_heading);
  if (related)
    write_heading(out, "By", "by");
  write_heading(out, drawing.to_heading);
  out << "</tr></thead>\n<tbody>\n";
  std::vector<Drawing::Edge> edges = drawing.edges;
  std::stable_sort(edges.begin(), edges.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  for (std::size_t i = 0; i < edges.size(); ++i) {
    out << "<tr>";
    if (i == 0 || edges[i].from != edges[i - 1].from) {
      const auto same = std::count_if(edges.begin(), edges.end(), [&](const auto& edge) { return edge.from == edges[i].from; });
      out << "<th scope=\"rowgroup\" rowspan=\"" << same << "\">";
      write_text(out, drawing.nodes[edges[i].from].label, drawing.nodes[edges[i].from].iri);
      out << "</th>";
    }
    if (related)
      out << "<td>" << escaped(edges[i].relation) << "</td>";
    out << "<td>";
    write_text(out, drawing.nodes[edges[i].to].label, drawing.nodes[edges[i].to].iri);
    out << "</td></tr>\n";
  }
  out << "</tbody></table>\n";
}

} // namespace micrograph::report
