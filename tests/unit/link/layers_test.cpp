#include "link/layers.hpp"

#include "link/render.hpp"
#include "small_graph.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <sstream>

using namespace micrograph;
using namespace micrograph::link;
using micrograph::test::expand;
using micrograph::test::small_graph;

namespace {

/// Nothing stands on anything else.
bool apart(const Layers& drawn) {
  for (std::size_t i = 0; i < drawn.nodes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (drawn.nodes[i].layer == drawn.nodes[j].layer && std::abs(drawn.nodes[i].row - drawn.nodes[j].row) < 0.999)
        return false;
  return true;
}

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

TEST_CASE("arrows lead to the left, and long ones keep a row free") {
  const std::vector<Arrow> arrows{{0, 1}, {1, 2}, {0, 2}};
  const Layers drawn = arrange(3, arrows, {});
  CHECK(drawn.nodes[2].layer == 0);
  CHECK(drawn.nodes[1].layer == 1);
  CHECK(drawn.nodes[0].layer == 2);
  CHECK(drawn.layers == 3);
  REQUIRE(drawn.arrows[2].size() == 3);
  CHECK(drawn.arrows[2][1].layer == 1);
  CHECK(std::abs(drawn.arrows[2][1].row - drawn.nodes[1].row) > 0.999);
}

TEST_CASE("random graphs: nothing covers anything, together means in one layer") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    const std::uint32_t size = 1 + random() % 30;
    std::vector<Arrow> arrows, together;
    for (std::uint32_t i = random() % 50; i > 0; --i)
      arrows.push_back({static_cast<std::uint32_t>(random() % size), static_cast<std::uint32_t>(random() % size)});
    for (std::uint32_t i = random() % 4; i > 0; --i)
      together.push_back({static_cast<std::uint32_t>(random() % size), static_cast<std::uint32_t>(random() % size)});
    const Layers drawn = arrange(size, arrows, together);
    CHECK(apart(drawn));
    REQUIRE(drawn.arrows.size() == arrows.size());
    for (const Point& point : drawn.nodes) {
      CHECK(point.row >= -1e-9);
      CHECK(point.row <= drawn.rows - 1 + 1e-9);
      CHECK(point.layer <= drawn.layers - 1);
    }
  }
}

TEST_CASE("a long chain and a long cycle are drawn without recursion") {
  std::vector<Arrow> chain;
  for (std::uint32_t i = 0; i + 1 < 50'000; ++i)
    chain.push_back({i, i + 1});
  CHECK(arrange(50'000, chain, {}).nodes[0].layer == 49'999);
  chain.push_back({49'999, 0});
  CHECK(arrange(50'000, chain, {}).layers == 50'000);
}

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
