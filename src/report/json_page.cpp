#include "report/json_page.hpp"

#include "report/charts.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <optional>

namespace micrograph::report {
namespace {

void write_end(JsonWriter& json, const char* key, const std::optional<double>& end) {
  json.key(key);
  end ? json.value(*end) : json.null();
}

void write_rest(JsonWriter& json, const Remainder& rest) {
  json.key("rest").begin_object();
  json.key("rows").value(rest.rows);
  json.key("count").value(rest.count);
  json.end_object();
}

/// Writes the keys that each kind of figure has of its own into the object that is open. What is counted one by one is under `rows`.
class ContentWriter {
public:
  explicit ContentWriter(JsonWriter& json) : json_(json) {}

  void operator()(const Bars& bars) const {
    begin("bars");
    json_.key("things").value(bars.things);
    json_.key("counted").value(bars.counted);
    rows(bars.bars, [this](const Bars::Bar& bar) {
      json_.key("label").value(bar.label);
      json_.key("detail").value(bar.detail);
      json_.key("iri").value(bar.iri);
      json_.key("count").value(bar.count);
    });
    write_rest(json_, bars.rest);
  }

  void operator()(const Histogram& histogram) const {
    begin("histogram");
    json_.key("quantity").value(histogram.quantity);
    json_.key("unit").value(histogram.unit);
    json_.key("axis").value(histogram.axis == Histogram::Axis::logarithmic ? "logarithmic" : "linear");
    json_.key("counted").value(histogram.counted);
    rows(histogram.bins, [this](const Histogram::Bin& bin) {
      write_end(json_, "from", bin.from);
      write_end(json_, "to", bin.to);
      json_.key("count").value(bin.count);
    });
  }

  void operator()(const Timeline& timeline) const {
    begin("timeline");
    json_.key("counted").value("Images");
    json_.key("rows").begin_array();
    for (const Timeline::Year& year : timeline.years)
      for (std::size_t month = 0; month < year.months.size(); ++month)
        if (year.months[month] != 0) {
          json_.begin_object();
          json_.key("month").value(month_text(year.year, static_cast<int>(month) + 1));
          json_.key("count").value(year.months[month]);
          json_.end_object();
        }
    json_.end_array();
    json_.key("unplaced").value(timeline.unplaced);
  }

  void operator()(const Sparklines& lines) const {
    begin("sparklines");
    json_.key("things").value(lines.things);
    json_.key("counted").value("Images");
    json_.key("period").value(lines.period);
    json_.key("from").value(lines.from);
    json_.key("to").value(lines.to);
    rows(lines.lines, [this](const Sparklines::Line& line) {
      json_.key("label").value(line.label);
      json_.key("count").value(line.total);
      json_.key("first").value(line.first);
      json_.key("last").value(line.last);
      list("counts", line.counts);
    });
    write_rest(json_, lines.rest);
  }

  void operator()(const Shares& shares) const {
    begin("shares");
    json_.key("all").value(shares.all);
    rows(shares.shares, [this, &shares](const Shares::Share& share) {
      json_.key("fact").value(share.fact);
      json_.key("count").value(share.stated);
      json_.key("missing").value(shares.all - std::min(share.stated, shares.all));
      json_.key("next_step").value(share.next_step);
    });
  }

  void operator()(const Drawing& drawing) const {
    begin("drawing");
    objects("nodes", drawing.nodes, [this](const Drawing::Node& node) {
      json_.key("label").value(node.label);
      json_.key("iri").value(node.iri);
    });
    rows(drawing.edges, [this](const Drawing::Edge& edge) {
      json_.key("from").value(edge.from);
      json_.key("to").value(edge.to);
      json_.key("relation").value(edge.relation);
    });
    json_.key("nodes_not_drawn").value(drawing.nodes_not_drawn);
    json_.key("edges_not_drawn").value(drawing.edges_not_drawn);
  }

  void operator()(const Listing& listing) const {
    begin("listing");
    list("columns", listing.columns);
    json_.key("counted").value(listing.counted);
    rows(listing.lines, [this](const Listing::Line& line) {
      list("cells", line.cells);
      json_.key("count").value(line.count);
    });
  }

private:
  void begin(const char* kind) const { json_.key("kind").value(kind); }

  template <typename Values> void list(const char* key, const Values& values) const {
    json_.key(key).begin_array();
    for (const auto& value : values)
      json_.value(value);
    json_.end_array();
  }
  template <typename Objects, typename WriteKeys> void objects(const char* key, const Objects& objects, WriteKeys write_keys) const {
    json_.key(key).begin_array();
    for (const auto& object : objects) {
      json_.begin_object();
      write_keys(object);
      json_.end_object();
    }
    json_.end_array();
  }
  template <typename Rows, typename WriteKeys> void rows(const Rows& rows, WriteKeys write_keys) const {
    objects("rows", rows, write_keys);
  }

  JsonWriter& json_;
};

void write_figure(JsonWriter& json, const Figure& figure) {
  json.begin_object();
  json.key("id").value(figure.id);
  json.key("caption").value(figure.caption);
  json.key("note").value(figure.note);
  json.key("question").value(figure.question);
  std::visit(ContentWriter(json), figure.content);
  json.end_object();
}

void write_section(JsonWriter& json, const Section& section) {
  json.begin_object();
  json.key("id").value(section.id);
  json.key("heading").value(section.heading);
  json.key("text").value(section.figures.empty() ? section.absent : section.text);
  json.key("figures").begin_array();
  for (const Figure& figure : section.figures)
    write_figure(json, figure);
  json.end_array();
  json.end_object();
}

} // namespace

void write_json(std::ostream& out, const Page& page) {
  JsonWriter json(out);
  json.begin_object();
  json.key("title").value(page.title);
  json.key("date").value(page.date);
  json.key("graph").value(page.graph);
  json.key("totals").begin_object();
  json.key("question").value(totals_question);
  json.key("rows").begin_array();
  for (const Total& total : page.totals) {
    json.begin_object();
    json.key("what").value(total.what);
    json.key("count").value(total.count);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.key("sections").begin_array();
  for (const Section& section : page.sections)
    write_section(json, section);
  json.end_array();
  json.end_object();
  json.finish();
}

} // namespace micrograph::report
