#include "link/render.hpp"
#include "small_graph.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph;
using namespace micrograph::link;
using micrograph::test::expand;
using micrograph::test::small_graph;

namespace {

std::string svg(const std::string& lines, const std::string& start) {
  std::ostringstream out;
  write_svg(out, lineage(*small_graph(lines), rdf::iri(expand(start)), Direction::both));
  return out.str();
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

} // namespace

TEST_CASE("texts of the data cannot leave their place in a drawing") {
  graph::SnapshotBuilder builder;
  builder.statement({rdf::iri("http://a/b"), rdf::iri(expand("prov:used")), rdf::iri("http://a/c?x&y"), {}});
  builder.statement({rdf::iri("http://a/c?x&y"), rdf::iri(expand("rdfs:label")), rdf::literal("</text><script>\"x\"\x1B"), {}});
  std::ostringstream drawn, chart;
  const Lineage found = lineage(*builder.build(), rdf::iri("http://a/b"), Direction::up);
  write_svg(drawn, found);
  CHECK(drawn.str().find("<script") == std::string::npos);
  CHECK(drawn.str().find("&lt;/text&gt;&lt;script&gt;&quot;x&quot; ") != std::string::npos);
  CHECK(drawn.str().find("http://a/c?x&amp;y") != std::string::npos);
  write_mermaid(chart, found);
  CHECK(chart.str().find("#60;/text#62;#60;script#62;#34;x#34; ") != std::string::npos);
}

TEST_CASE("of a large lineage the nearest is drawn, and the drawing says so") {
  std::string lines;
  for (int i = 0; i < 400; ++i)
    lines += "n" + std::to_string(i) + " prov:wasDerivedFrom n" + std::to_string(i + 1) + "\n";
  const std::string drawn = svg(lines, "n0");
  CHECK(count(drawn, "<g>") == 150);
  CHECK(drawn.find("251 of 401 things, the furthest, are left out.") != std::string::npos);
  CHECK(svg("a prov:used b", "a").find("left out") == std::string::npos);
}

TEST_CASE("of one whole four parts are drawn as such") {
  std::string lines;
  for (int i = 0; i < 9; ++i)
    lines += "n" + std::to_string(i) + " prov:wasDerivedFrom n" + std::to_string(i + 1) + "\nn" + std::to_string(i) +
             " dcterms:isPartOf set\n";
  const std::string drawn = svg(lines, "n0");
  CHECK(count(drawn, "<title>dcterms:isPartOf</title>") == 4);
  CHECK(drawn.find("5 arrows are left out (of one thing, at most four parts lead to it).") != std::string::npos);
}
