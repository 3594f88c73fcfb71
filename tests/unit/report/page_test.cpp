#include "asking.hpp"

#include "report/fill.hpp"
#include "report/html_page.hpp"
#include "report/next_step.hpp"
#include "report/sections.hpp"

#include "base/utf8.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace micrograph;
using namespace micrograph::report;
using test::Answers;

namespace {

std::string page_of(const Answers& answers, const PageOptions& options = {"", "", "lab.mg"}) {
  std::ostringstream out;
  write_page(out, fill_page(test::asking(answers), {}, options));
  return out.str();
}

const Section& section_of(const Page& page, const std::string& id) {
  for (const Section& section : page.sections)
    if (section.id == id)
      return section;
  throw std::runtime_error("no section " + id);
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string hostile = "</title></style><script>alert(1)</script><img src=x onerror=alert(2)>\" onload='x";

} // namespace

TEST_CASE("a graph with nothing in it gives a page that says so") {
  const std::string page = page_of({{"general/totals", {{"what", "count"}, {{"images", "0"}}}}});
  CHECK(holds(page, "This graph holds no images"));
  CHECK_FALSE(holds(page, "<section"));
}

TEST_CASE("sections without data say what is absent") {
  const std::string page = page_of({{"general/totals", {{"what", "count"}, {{"images", "2"}}}}});
  CHECK(holds(page, "No image states when it was taken."));
  CHECK(holds(page, "Nothing here is said to be derived from anything."));
}

TEST_CASE("the same answers give the same bytes, and a date only if one is given") {
  const Answers answers{{"general/totals", {{"what", "count"}, {{"images", "2"}}}}};
  CHECK(page_of(answers) == page_of(answers));
  CHECK(holds(page_of(answers, {"Our facility", "2024-01-31", "lab.mg"}), "2024-01-31 · made by micrograph from"));
  CHECK(holds(page_of(answers, {"Our facility", "", "lab.mg"}), "<h1>Our facility</h1>"));
}

TEST_CASE("months make years, and dates that cannot be are counted apart") {
  const Answers answers{
      {"acquisition/images-by-month",
       {{"month", "images"}, {{"2019-12", "2"}, {"2021-03", "5"}, {"0001-01", "7"}, {"2021-13", "1"}, {"soon", "1"}, {"-021-03", "1"}}}},
      {"quality/completeness", {{"fact", "stated", "all"}, {{"acquisition date", "7", "10"}}}}};
  const Page page = fill_page(test::asking(answers), {}, {});
  const Section& time = section_of(page, "time");
  REQUIRE(time.figures.size() == 1);
  const auto& timeline = std::get<Timeline>(time.figures[0].content);
  REQUIRE(timeline.years.size() == 3);
  CHECK(timeline.years[0].year == 2019);
  CHECK(timeline.years[0].months[11] == 2);
  CHECK(timeline.years[1].total() == 0);
  CHECK(timeline.years[2].months[2] == 5);
  CHECK(timeline.unplaced == 10);
  CHECK(time.text == "7 of 10 images (70 %) state when they were taken, as their files tell it.");
}

TEST_CASE("lists are bounded, and what is left out is summed up") {
  Answers answers;
  auto& answer = answers["instrument/images-per-microscope"];
  answer.columns = {"manufacturer", "model", "images"};
  for (int i = 1; i <= 1000; ++i) // the smallest first: the order of the question must not decide
    answer.rows.push_back({"", "M" + std::to_string(i), std::to_string(i)});
  answer.rows.push_back({"", "none", "0"});
  const Page page = fill_page(test::asking(answers), {}, {});
  const auto& bars = std::get<Bars>(section_of(page, "instruments").figures.at(0).content);
  REQUIRE(bars.bars.size() == most_lines);
  CHECK(bars.bars.front().label == "M1000");
  CHECK(bars.bars.back().label == "M989");
  CHECK(bars.rest.rows == 988);
  CHECK(bars.rest.count == 988 * 989 / 2);
  CHECK(holds(page_of(answers), "and 988 more"));
}

TEST_CASE("what is missing most stands first, each with a next step") {
  const Answers answers{{"quality/completeness",
                         {{"fact", "stated", "all"}, {{"pixel size", "9", "10"}, {"objective", "2", "10"}, {"channels", "10", "10"}}}},
                        {"quality/contradictions", {{"image"}, {{"<urn:a>"}, {"<urn:b>"}}}}};
  const Page page = fill_page(test::asking(answers), {}, {});
  const Section& gaps = section_of(page, "gaps");
  REQUIRE(gaps.figures.size() == 2);
  const auto& shares = std::get<Shares>(gaps.figures[0].content);
  CHECK(shares.shares[0].fact == "objective");
  CHECK(shares.shares[2].fact == "channels");
  CHECK(std::get<Listing>(gaps.figures[1].content).lines.at(0).count == 2);
  const std::string html = page_of(answers);
  CHECK(holds(html, next_step("objective")));
  CHECK_FALSE(holds(html, next_step("channels"))); // nothing is missing
}

TEST_CASE("every fact that the question of completeness asks for has a next step") {
  std::ifstream file(MICROGRAPH_SOURCE_DIR "/queries/quality/completeness.rq");
  std::stringstream text;
  text << file.rdbuf();
  const std::string query = text.str();
  const std::string before = "SELECT (\"";
  int facts = 0;
  for (auto at = query.find(before); at != std::string::npos; at = query.find(before, at + 1), ++facts) {
    const auto start = at + before.size(), end = query.find("\" AS ?fact)", start);
    REQUIRE(end != std::string::npos);
    CHECK_FALSE(next_step(query.substr(start, end - start)).empty());
  }
  CHECK(facts == 11);
  CHECK(next_step("weather").empty());
}

TEST_CASE("derivations and links are drawn with the names of things") {
  const Answers answers{
      {"lineage/derived-from",
       {{"result", "result_label", "origin", "origin_label"},
        {{"<urn:figure>", "Figure 2", "<urn:raw>", ""}, {"<urn:raw>", "", "<urn:raw>", ""}}}},
      {"publication/related-resources",
       {{"resource", "relation", "other"},
        {{"<urn:a>", "<http://purl.org/dc/terms/references>", "<urn:b>"},
         {"<urn:a>", "<http://purl.org/dc/terms/references>", "<urn:b>"}}}},
      {"publication/datasets-and-licences", {{"resource", "title"}, {{"<urn:a>", "Raw images"}}}}};
  const Page page = fill_page(test::asking(answers), {}, {});
  const Section& lineage = section_of(page, "lineage");
  CHECK(lineage.text == "1 derivation among 2 things, in 1 tree.");
  const auto& tree = std::get<Drawing>(lineage.figures.at(0).content);
  REQUIRE(tree.edges.size() == 1);
  CHECK(tree.nodes[tree.edges[0].from].label == "urn:raw");
  CHECK(tree.nodes[tree.edges[0].to].label == "Figure 2");
  const Section& links = section_of(page, "links");
  CHECK(std::get<Bars>(links.figures.at(0).content).bars.at(0).label == "references");
  CHECK(std::get<Bars>(links.figures.at(0).content).bars.at(0).count == 1);
  CHECK(std::get<Drawing>(links.figures.at(1).content).nodes.at(0).label == "Raw images");
}

TEST_CASE("licences of Creative Commons go by the names that people know") {
  Answers answers;
  auto& answer = answers["publication/licences"];
  answer.columns = {"licence", "resources"};
  for (const char* licence : {"by/4.0/", "by-nc-sa/3.0/au/", "by/4.0/legalcode"})
    answer.rows.push_back({"<https://creativecommons.org/licenses/" + std::string(licence) + ">", "1"});
  answer.rows.push_back({"<https://creativecommons.org/publicdomain/zero/1.0/>", "1"});
  answer.rows.push_back({"<http://example.org/terms>", "1"});
  answer.rows.push_back({"<https://creativecommons.org/licenses/>", "1"});
  const Page page = fill_page(test::asking(answers), {}, {});
  std::vector<std::string> names;
  for (const auto& bar : std::get<Bars>(section_of(page, "publication").figures.at(0).content).bars)
    names.push_back(bar.label);
  CHECK(names == std::vector<std::string>{"CC BY 4.0", "CC BY-NC-SA 3.0 AU", "CC BY 4.0", "CC0 1.0", "example.org/terms", "CC"});
}

TEST_CASE("names of vocabularies are used where the graph has none") {
  const Answers answers{{"acquisition/modalities",
                         {{"modality", "label", "images"}, {{"<http://purl.obolibrary.org/obo/OBI_0002119>", "", "3"}}}}};
  const NameOf name_of = [](const std::string& iri) { return iri.ends_with("OBI_0002119") ? "light microscopy" : ""; };
  const Page named = fill_page(test::asking(answers), name_of, {});
  CHECK(std::get<Bars>(section_of(named, "acquisition").figures.at(0).content).bars.at(0).label == "light microscopy");
  const Page unnamed = fill_page(test::asking(answers), {}, {});
  CHECK(std::get<Bars>(section_of(unnamed, "acquisition").figures.at(0).content).bars.at(0).label == "OBI_0002119");
}

namespace {

/// Every question with every column a hostile text, or a hostile IRI.
Answers hostile_answers(const std::string& text) {
  Answers answers;
  const auto add = [&](const std::string& question, std::vector<std::string> columns, std::vector<std::string> row) {
    answers[question] = {std::move(columns), {std::move(row)}};
  };
  const std::string script = "<javascript:alert(1)>", quoted = "<https://example.org/\"onclick=alert(1)>";
  add("general/totals", {"what", "count"}, {text, "5"});
  add("acquisition/images-by-month", {"month", "images"}, {"2020-01", "5"});
  add("instrument/use-by-month", {"microscope", "month", "images"}, {text, "2020-01", "5"});
  add("instrument/images-per-microscope", {"manufacturer", "model", "images"}, {text, text, "5"});
  add("instrument/images-per-objective", {"model", "magnification", "aperture", "immersion", "images"}, {text, text, text, text, "5"});
  add("instrument/detectors", {"model", "binning", "images"}, {text, text, "5"});
  add("software/images-per-program", {"program", "version", "did", "images"}, {text, text, text, "5"});
  add("acquisition/modalities", {"modality", "label", "images"}, {script, text, "5"});
  add("acquisition/imaging-methods", {"method", "label", "images"}, {quoted, text, "5"});
  add("acquisition/pixel-sizes", {"axis", "from_um", "to_um", "images"}, {"x", "-1e309", "nan", "5"});
  add("acquisition/wavelengths", {"kind", "from_nm", "to_nm", "channels"}, {"emission", "1e300", "1e-300", "5"});
  add("acquisition/fluorophores", {"fluor", "channels", "images"}, {text, "5", "5"});
  add("samples/organisms", {"organism", "name", "images", "resources"}, {script, text, "5", "5"});
  add("quality/completeness", {"fact", "stated", "all"}, {text, "99", "5"});
  add("quality/contradictions", {"image"}, {text});
  add("publication/licences", {"licence", "resources"}, {quoted, "5"});
  add("identity/identifier-schemes", {"scheme", "things", "for_example"}, {script, "5", text});
  add("publication/creators-with-orcid", {"orcid", "name", "resources"}, {script, text, "5"});
  add("publication/organisations", {"ror", "organisation", "resources"}, {quoted, text, "5"});
  add("instrument/images-per-operator", {"name", "images"}, {text, "5"});
  add("lineage/derived-from", {"result", "result_label", "origin", "origin_label"}, {script, text, quoted, text});
  add("publication/related-resources", {"resource", "relation", "other"}, {script, quoted, quoted});
  add("publication/datasets-and-licences", {"resource", "title"}, {script, text});
  add("lineage/formats", {"format", "sources", "images"}, {text, "5", "5"});
  return answers;
}

} // namespace

TEST_CASE("hostile names stay texts") {
  const std::string page = page_of(hostile_answers(hostile), {hostile, hostile, hostile});
  CHECK_FALSE(holds(page, "<script"));
  CHECK_FALSE(holds(page, "<img"));
  CHECK_FALSE(holds(page, "javascript:alert(1)\""));
  CHECK_FALSE(holds(page, "href=\"javascript"));
  CHECK_FALSE(holds(page, "\"onclick"));
  CHECK(holds(page, "&lt;script&gt;"));
  CHECK(page.find("</title>") < page.find("<style>")); // the first one ends our own
  CHECK(page.find("</style>") == page.rfind("</style>"));
}

TEST_CASE("a page is UTF-8 and small, whatever the texts are") {
  std::string bytes;
  for (int i = 1; i < 256; ++i)
    bytes += static_cast<char>(i);
  std::string long_text;
  for (int i = 0; i < 4000; ++i)
    long_text += bytes;
  const std::string page = page_of(hostile_answers(long_text), {long_text, "", long_text});
  CHECK(is_utf8(page));
  CHECK(page.size() < 200'000);
}

TEST_CASE("the policy lets through the style of the page and nothing else") {
  const std::string page = page_of({});
  CHECK(holds(page, "content=\"" + content_policy() + "\""));
  CHECK(content_policy().starts_with("default-src 'none'; style-src 'sha256-"));
  CHECK_FALSE(holds(page, "style=\"")); // would be refused by it
  CHECK_FALSE(holds(page, "url("));
}
