#include "link/lineage.hpp"
#include "link/shortest_paths.hpp"

#include "base/error.hpp"
#include "small_graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <random>

using namespace micrograph;
using namespace micrograph::link;
using micrograph::test::example;
using micrograph::test::expand;
using micrograph::test::small_graph;

namespace {

std::vector<LinkPath> paths(const std::string& lines, const std::string& a, const std::string& b,
                            std::size_t k = 3) {
  return connect(*small_graph(lines), rdf::iri(expand(a)), rdf::iri(expand(b)), k);
}

std::string name_of(const rdf::Term& term) {
  return term.value.starts_with(example) ? term.value.substr(std::string(example).size()) : term.value;
}

/// `a>b<c`: arrows in the direction of the statements.
std::string route(const LinkPath& path) {
  std::string out = path.steps.empty() ? "" : name_of(path.steps.front().from);
  for (const auto& step : path.steps)
    out += (step.forward ? ">" : "<") + name_of(step.to);
  return out;
}

std::string hub(const std::string& name, const std::string& predicate, int users) {
  std::string out;
  for (int i = 0; i < users; ++i)
    out += "user" + std::to_string(i) + " " + predicate + " " + name + "\n";
  return out;
}

} // namespace

TEST_CASE("two datasets are joined by the instrument they share") {
  const auto found = paths("set1 dcterms:hasPart image1  image1 prov:used scope  image2 prov:used scope  "
                           "image2 dcterms:isPartOf set2  scope rdfs:label \"Confocal\"",
                           "set1", "set2");
  REQUIRE(found.size() == 1);
  CHECK(route(found[0]) == "set1>image1>scope<image2>set2");
  CHECK(found[0].steps[1].predicate == expand("prov:used"));
  CHECK(found[0].steps[1].to_label == "Confocal");
  CHECK(found[0].steps[2].from_label == "Confocal");
  CHECK(found[0].cost > 4);
}

TEST_CASE("a way through a hub costs more than a longer one around it") {
  const std::string lines =
      "a about hub  b about hub  a uses x  x uses y  b uses y\n" + hub("hub", "about", 200);
  const auto found = paths(lines, "a", "b", 2);
  REQUIRE(found.size() == 2);
  CHECK(route(found[0]) == "a>x>y<b");
  CHECK(route(found[1]) == "a>hub<b");
  const auto quiet = paths("a about hub  b about hub  a uses x  x uses y  b uses y", "a", "b", 1);
  CHECK(route(quiet[0]) == "a>hub<b");
}

TEST_CASE("a licence says less than an instrument, though both are shared by two only") {
  const auto found =
      paths("a dcterms:license cc  b dcterms:license cc  a prov:used scope  b prov:used scope", "a", "b");
  REQUIRE(found.size() == 2);
  CHECK(route(found[0]) == "a>scope<b");
  CHECK(route(found[1]) == "a>cc<b");
}

TEST_CASE("a class connects nothing") {
  CHECK(paths("a rdf:type Image  b rdf:type Image", "a", "b").empty());
  CHECK(paths("a rdf:type Image  b about Image  c about Image", "b", "c").empty()); // nor by another property
  CHECK(paths("b about Image  c about Image", "b", "c").size() == 1);
  CHECK(route(paths("a rdf:type Image  b about Image", "b", "Image").at(0)) ==
        "b>Image"); // unless it was asked for
}

TEST_CASE("an import of the program connects nothing") {
  CHECK(paths("a prov:wasGeneratedBy run:1  b prov:wasGeneratedBy run:1", "a", "b").empty());
  CHECK(paths("a prov:wasGeneratedBy scan  b prov:wasGeneratedBy scan", "a", "b").size() == 1);
}

TEST_CASE("a scheme of identifiers connects nothing") {
  CHECK(paths("a datacite:usesIdentifierScheme doi  b datacite:usesIdentifierScheme doi", "a", "b").empty());
  CHECK(paths("a about doi  b about doi", "a", "b").size() == 1);
}

TEST_CASE("equal texts connect only where they identify") {
  CHECK(paths("a dcterms:title \"Test\"  b dcterms:title \"Test\"", "a", "b").empty());
  const auto found = paths("a dcterms:identifier \"X-17\"  b schema:identifier \"X-17\"", "a", "b");
  REQUIRE(found.size() == 1);
  CHECK(route(found[0]) == "a>X-17<b");
  CHECK(found[0].steps[0].to.kind == rdf::TermKind::literal);
  CHECK(paths("a dcterms:identifier \"X-17\"  b dcterms:title \"X-17\"", "a", "b").empty());
}

TEST_CASE("equal quantities connect nothing") {
  graph::SnapshotBuilder builder;
  const auto half = rdf::iri("https://w3id.org/micrograph/quantity/0.5;MicroM");
  for (const char* thing : {"http://example.org/a", "http://example.org/b"})
    builder.statement({rdf::iri(thing), rdf::iri("http://example.org/size"), half, {}});
  CHECK(
      connect(*builder.build(), rdf::iri("http://example.org/a"), rdf::iri("http://example.org/b")).empty());
}

TEST_CASE("names of one thing are the strongest link") {
  const auto found = paths("a prov:used x  b prov:used x  a owl:sameAs a2  b owl:sameAs a2", "a", "b", 2);
  REQUIRE(found.size() == 2);
  CHECK(route(found[0]) == "a>a2<b");
  CHECK(found[0].cost < found[1].cost);
}

TEST_CASE("a direct statement, both ways, many statements, none") {
  CHECK(route(paths("a uses b", "a", "b").at(0)) == "a>b");
  CHECK(route(paths("b uses a", "a", "b").at(0)) == "a<b");
  CHECK(paths("a uses b  a likes b  b uses a", "a", "b").size() == 1);
  CHECK(paths("a uses x  b uses y", "a", "b").empty());
  CHECK(paths("a uses b", "a", "a").empty());
  CHECK(paths("a uses b", "a", "b", 0).empty());
  CHECK_THROWS_AS((void)paths("a uses b", "a", "zzz"), QueryError);
}

TEST_CASE("a cycle is not walked twice") {
  const auto found = paths("a uses b  b uses c  c uses a  c uses d", "a", "d", 10);
  REQUIRE(found.size() == 2);
  CHECK(route(found[0]) == "a<c>d");
  CHECK(route(found[1]) == "a>b>c>d");
}

TEST_CASE("far things are found in a large graph") {
  std::string lines;
  for (int i = 0; i < 3000; ++i)
    lines += "n" + std::to_string(i) + " next n" + std::to_string(i + 1) + "\n";
  const auto found = paths(lines, "n0", "n2900", 2);
  REQUIRE(found.size() == 1);
  CHECK(found[0].steps.size() == 2900);
}

TEST_CASE("the cheapest paths of 10,000 random graphs are those that trying all paths gives") {
  std::mt19937 random(1);
  for (int round = 0; round < 10'000; ++round) {
    const std::uint32_t vertices = 2 + random() % 6;
    std::vector<WeightedEdge> edges;
    std::vector<std::vector<int>> known(vertices, std::vector<int>(vertices, -1));
    for (std::uint32_t i = random() % 14; i > 0; --i) {
      const std::uint32_t a = random() % vertices, b = random() % vertices;
      if (a != b && known[a][b] < 0) {
        known[a][b] = known[b][a] = static_cast<int>(edges.size());
        edges.push_back({a, b, 1.0 + random() % 5});
      }
    }
    std::vector<double> all;
    std::vector<bool> on_path(vertices);
    const std::function<void(std::uint32_t, double)> walk = [&](std::uint32_t at, double cost) {
      if (at == 1) {
        all.push_back(cost);
        return;
      }
      on_path[at] = true;
      for (std::uint32_t to = 0; to < vertices; ++to)
        if (known[at][to] >= 0 && !on_path[to])
          walk(to, cost + edges[static_cast<std::size_t>(known[at][to])].cost);
      on_path[at] = false;
    };
    walk(0, 0);
    std::sort(all.begin(), all.end());
    const auto found = cheapest_paths(vertices, edges, 0, 1, 4);
    REQUIRE(found.size() == std::min<std::size_t>(4, all.size()));
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK(found[i].cost == doctest::Approx(all[i]));
      CHECK(found[i].edges.size() + 1 == found[i].vertices.size());
      for (std::size_t j = i + 1; j < found.size(); ++j)
        CHECK(found[i].vertices != found[j].vertices);
    }
  }
}
