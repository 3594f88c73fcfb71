#include "report/svg_layered.hpp"
#include "report/tangle.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph::report;

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
