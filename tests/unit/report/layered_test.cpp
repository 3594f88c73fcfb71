#include "report/layered_layout.hpp"
#include "report/svg_layered.hpp"
#include "report/tangle.hpp"

#include <doctest/doctest.h>

#include <set>
#include <sstream>
#include <stdexcept>

using namespace micrograph::report;

namespace {
using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// No two nodes in one place, and the layers are as large as they say.
void check_places(const LayeredLayout& layout, std::size_t nodes) {
  std::set<std::pair<std::size_t, std::size_t>> taken;
  std::vector<std::size_t> sizes(layout.layer_size.size());
  REQUIRE(layout.places.size() == nodes);
  for (const auto& place : layout.places) {
    CHECK(taken.emplace(place.layer, place.row).second);
    REQUIRE(place.layer < sizes.size());
    CHECK(place.row < layout.layer_size[place.layer]);
    ++sizes[place.layer];
  }
  CHECK(sizes == layout.layer_size);
}
} // namespace

TEST_CASE("edges lead from a layer to a later one") {
  const Edges edges{{0, 1}, {1, 2}, {0, 2}, {3, 2}};
  const LayeredLayout layout = layered_layout(4, edges);
  check_places(layout, 4);
  for (const auto& [from, to] : edges)
    CHECK(layout.places[from].layer < layout.places[to].layer);
  CHECK(layout.places[2].layer == 2); // the longest way decides
}

TEST_CASE("neighbours decide about the order, so that these edges do not cross") {
  // 0 and 1 are above each other, and what they lead to was told the other way round
  const Edges edges{{0, 3}, {1, 2}};
  const LayeredLayout layout = layered_layout(4, edges);
  CHECK((layout.places[0].row < layout.places[1].row) == (layout.places[3].row < layout.places[2].row));
}

TEST_CASE("cycles, self-references, and no nodes at all are laid out, too") {
  check_places(layered_layout(0, {}), 0);
  check_places(layered_layout(1, Edges{{0, 0}}), 1);
  check_places(layered_layout(3, Edges{{0, 1}, {1, 2}, {2, 0}}), 3);
  check_places(layered_layout(5, Edges{{0, 1}, {1, 0}, {2, 3}, {3, 2}, {1, 2}, {3, 4}, {4, 0}}), 5);
  CHECK_THROWS_AS((void)layered_layout(1, Edges{{0, 1}}), std::logic_error);
}

TEST_CASE("every small graph there is keeps its nodes apart") {
  for (unsigned graph = 0; graph < 1U << 12; ++graph) { // of four nodes: twelve edges, there or not
    Edges edges;
    unsigned bit = 0;
    for (std::uint32_t from = 0; from < 4; ++from)
      for (std::uint32_t to = 0; to < 4; ++to)
        if (from != to && (graph >> bit++ & 1U))
          edges.emplace_back(from, to);
    check_places(layered_layout(4, edges), 4);
  }
}

TEST_CASE("the largest part comes first, of a large one its centre") {
  Tangle tangle;
  CHECK(tangle.add("a", "b", "r"));
  CHECK_FALSE(tangle.add("a", "b", "r"));
  for (int leaf = 0; leaf < 30; ++leaf)
    tangle.add("hub", "leaf " + std::to_string(leaf), "r");
  tangle.add("leaf 29", "far", "r");
  CHECK(tangle.edges() == 32);
  CHECK(tangle.things() == 34);
  CHECK(tangle.parts() == 2);
  const auto drawings = tangle.largest(5, 10);
  REQUIRE(drawings.size() == 2);
  CHECK(drawings[0].nodes.size() == 10);
  CHECK(drawings[0].nodes[0].iri == "hub");
  CHECK(drawings[0].nodes_not_drawn == 22);
  CHECK(drawings[0].edges.size() == 9);
  CHECK(drawings[0].edges_not_drawn == 22);
  CHECK(drawings[1].nodes.size() == 2);
  CHECK(tangle.largest(1, 10).size() == 1);
}

TEST_CASE("many relations between few things are not all drawn") {
  Tangle tangle;
  for (int relation = 0; relation < 500; ++relation)
    tangle.add("a", "b", std::to_string(relation));
  const Drawing drawing = tangle.largest(1, 10).front();
  CHECK(drawing.edges.size() == 60);
  CHECK(drawing.edges_not_drawn == 440);
}

TEST_CASE("a drawing shows boxes and arrows, labels cut and escaped, whole in their titles") {
  Drawing drawing;
  drawing.nodes = {{"raw <images> of a slide that has a rather long title indeed, longer than any box", ""}, {"figure", ""}};
  drawing.edges = {{0, 1, "wasDerivedFrom"}, {1, 2, ""}, {2, 0, "x"}, {2, 2, ""}};
  drawing.nodes.push_back({"notes", ""});
  std::ostringstream out;
  write_layered(out, drawing, "Tree", "t1");
  const std::string svg = out.str();
  CHECK(svg.find("<images>") == std::string::npos);
  CHECK(svg.find("<title>raw &lt;images&gt; of a slide that has a rather long title indeed, longer than any box</title>") !=
        std::string::npos);
  CHECK(svg.find(">raw &lt;images&gt; of a slide<") != std::string::npos);
  CHECK(svg.find("…</text>") != std::string::npos);
  CHECK(svg.find("class=\"edge back\"") != std::string::npos); // one of the cycle leads backwards
  CHECK(svg.find("marker-start") == std::string::npos);
  drawing.edges = {{0, 1, "isPartOf"}, {1, 0, "hasPart"}, {0, 1, "references"}};
  std::ostringstream both;
  write_layered(both, drawing, "Tree", "t3");
  CHECK(both.str().find("marker-start") != std::string::npos); // one line, with two heads
  CHECK(both.str().find("marker-start") == both.str().rfind("marker-start"));
  CHECK(both.str().find("class=\"edge\"") == both.str().rfind("class=\"edge\""));
  std::ostringstream none;
  write_layered(none, {}, "", "t2");
  CHECK(none.str().find("<svg") == 0);
}
