#include "drawing/layers.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace micrograph::drawing;

namespace {

/// Nothing stands on anything else.
bool apart(const Layers& drawn) {
  for (std::size_t i = 0; i < drawn.nodes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (drawn.nodes[i].layer == drawn.nodes[j].layer && std::abs(drawn.nodes[i].row - drawn.nodes[j].row) < 0.999)
        return false;
  return true;
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

TEST_CASE("every small graph there is keeps its nodes apart") {
  for (unsigned graph = 0; graph < 1U << 12; ++graph) { // of four nodes: twelve arrows, there or not
    std::vector<Arrow> arrows;
    unsigned bit = 0;
    for (std::uint32_t from = 0; from < 4; ++from)
      for (std::uint32_t to = 0; to < 4; ++to)
        if (from != to && (graph >> bit++ & 1U))
          arrows.push_back({from, to});
    CHECK(apart(arrange(4, arrows, {})));
  }
}
