#include "report/json_page.hpp"

#include "base/json.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph;
using namespace micrograph::report;

namespace {

std::string json_of(const Page& page) {
  std::ostringstream out;
  write_json(out, page);
  return out.str();
}

/// A page with one figure of that content, as JSON without white space.
std::string json_of(Figure figure) {
  Page page;
  page.sections.push_back({"s", "Section", "", "Nothing.", {}});
  page.sections.back().figures.push_back(std::move(figure));
  std::string text = json_of(page), out;
  (void)read_json(text, "report"); // or it throws
  bool quoted = false;
  for (const char c : text) {
    quoted = quoted != (c == '"');
    if (quoted || (c != ' ' && c != '\n'))
      out += c;
  }
  return out;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("each kind of figure has its numbers, and the question that gave them") {
  const std::string bars = json_of({"b", "Bars", "a note", "topic/question", Bars{"Lens", "Images", {{"63x", "Oil", "urn:l", 1234567}}, {3, 40}}});
  CHECK(holds(bars, R"({"id":"b","caption":"Bars","note":"a note","question":"topic/question","kind":"bars","things":"Lens","counted":"Images",)"
                    R"("rows":[{"label":"63x","detail":"Oil","iri":"urn:l","count":1234567}],"rest":{"rows":3,"count":40}})"));
  const std::string histogram =
      json_of({"h", "", "", "", Histogram{"Size", "µm", "Images", Histogram::Axis::logarithmic, false, {{{}, 0.1, 2}, {0.1, {}, 3}}}});
  CHECK(holds(histogram, R"("axis":"logarithmic","counted":"Images","rows":[{"from":null,"to":0.1,"count":2},{"from":0.1,"to":null,"count":3}])"));
  Timeline timeline{{{2019, {}}, {2020, {}}}, 7};
  timeline.years[0].months[11] = 2;
  timeline.years[1].months[0] = 5;
  CHECK(holds(json_of({"t", "", "", "", timeline}),
              R"("rows":[{"month":"2019-12","count":2},{"month":"2020-01","count":5}],"unplaced":7)"));
  const Sparklines lines{"Microscope", "month", "2021-03", "2021-04", {{"M", {1, 2}, 3, "2021-03", "2021-04"}}, {1, 9}};
  CHECK(holds(json_of({"u", "", "", "", lines}),
              R"("period":"month","from":"2021-03","to":"2021-04","rows":[{"label":"M","count":3,"first":"2021-03","last":"2021-04","counts":[1,2]}],)"
              R"("rest":{"rows":1,"count":9})"));
  CHECK(holds(json_of({"c", "", "", "", Shares{10, {{"pixel size", 4, "Look."}}}}),
              R"("all":10,"rows":[{"fact":"pixel size","count":4,"missing":6,"next_step":"Look."}])"));
  const Drawing drawing{"Origin", "Result", {{"A", "urn:a"}, {"B", "urn:b"}}, {{0, 1, "made"}}, 5, 6};
  CHECK(holds(json_of({"d", "", "", "", drawing}),
              R"("nodes":[{"label":"A","iri":"urn:a"},{"label":"B","iri":"urn:b"}],"rows":[{"from":0,"to":1,"relation":"made"}],)"
              R"("nodes_not_drawn":5,"edges_not_drawn":6)"));
  CHECK(holds(json_of({"l", "", "", "", Listing{{"Found", "Next"}, "Number", {{{"x", "y"}, 2}}}}),
              R"("columns":["Found","Next"],"counted":"Number","rows":[{"cells":["x","y"],"count":2}])"));
}

TEST_CASE("names of any kind make a JSON text, and what is absent is said") {
  Page page{"a \"title\"\x01\xFF</script>", "", "g", {{"images", 2}}, {{"s", "Section", "text", "Nothing here.", {}}}};
  const JsonValue read = read_json(json_of(page), "report");
  CHECK(read.find("title")->is_text("a \"title\"\x01\xEF\xBF\xBD</script>"));
  CHECK(read.find("totals")->find("question")->is_text("general/totals"));
  CHECK(read.find("sections")->items().at(0).find("text")->is_text("Nothing here."));
}
