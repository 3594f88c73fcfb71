#include "link/lineage.hpp"

#include "base/error.hpp"
#include "small_graph.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>

using namespace micrograph;
using namespace micrograph::link;
using micrograph::test::example;
using micrograph::test::expand;
using micrograph::test::small_graph;

namespace {

std::string name_of(const rdf::Term& term) {
  return term.value.starts_with(example) ? term.value.substr(std::string(example).size()) : term.value;
}

/// Depth by name.
std::map<std::string, int> depths(const Lineage& lineage) {
  std::map<std::string, int> out;
  for (const auto& node : lineage.nodes)
    CHECK(out.emplace(name_of(node.term), node.depth).second);
  return out;
}

/// `effect<cause`, one per edge of that kind, in order.
std::string edges(const Lineage& lineage, EdgeKind kind = EdgeKind::origin) {
  std::string out;
  for (const auto& edge : lineage.edges)
    if (edge.kind == kind)
      out += (out.empty() ? "" : " ") + name_of(lineage.nodes[edge.effect].term) + '<' +
             name_of(lineage.nodes[edge.cause].term);
  return out;
}

Lineage up(const std::string& lines, const std::string& start, std::uint32_t depth = 0) {
  return lineage(*small_graph(lines), rdf::iri(expand(start)), Direction::up, depth);
}

using Depths = std::map<std::string, int>;

} // namespace

TEST_CASE("a diamond is shown once, with all four edges") {
  const std::string diamond = "d prov:wasDerivedFrom b  d prov:wasDerivedFrom c  b prov:wasDerivedFrom a  "
                              "c prov:wasDerivedFrom a";
  const auto found = up(diamond, "d");
  CHECK(depths(found) == Depths{{"d", 0}, {"b", -1}, {"c", -1}, {"a", -2}});
  CHECK(edges(found) == "d<b d<c b<a c<a");
  CHECK(name_of(found.nodes.front().term) == "d");

  const auto snapshot = small_graph(diamond);
  const auto down = lineage(*snapshot, rdf::iri(expand("a")), Direction::down);
  CHECK(depths(down) == Depths{{"a", 0}, {"b", 1}, {"c", 1}, {"d", 2}});
  const auto both = lineage(*snapshot, rdf::iri(expand("b")), Direction::both);
  CHECK(depths(both) == Depths{{"b", 0}, {"a", -1}, {"d", 1}}); // c is neither cause nor effect of b
}

TEST_CASE("a ladder of diamonds does not explode") {
  std::string lines;
  for (int i = 0; i < 60; ++i) { // 2^60 ways from end to end
    const std::string here = std::to_string(i), next = std::to_string(i + 1);
    for (const char* side : {"l", "r"})
      lines += "n" + here + " prov:wasDerivedFrom " + side + here + "\n" + side + here +
               " prov:wasDerivedFrom n" + next + "\n";
  }
  const auto found = up(lines, "n0");
  CHECK(found.nodes.size() == 181);
  CHECK(found.edges.size() == 240);
  CHECK(found.nodes.back().depth == -120);
}

TEST_CASE("a cycle ends where it closes") {
  const auto found = up("a prov:wasDerivedFrom b  b prov:wasDerivedFrom c  c prov:wasDerivedFrom a", "a");
  CHECK(depths(found) == Depths{{"a", 0}, {"b", -1}, {"c", -2}});
  CHECK(edges(found) == "a<b b<c c<a");
  const auto itself = up("a prov:wasDerivedFrom a", "a");
  CHECK(itself.nodes.size() == 1);
  CHECK(edges(itself) == "a<a");
}

TEST_CASE("a bound on depth leaves out what lies beyond") {
  const std::string chain = "a prov:wasDerivedFrom b  b prov:wasDerivedFrom c  c prov:wasDerivedFrom d";
  CHECK(depths(up(chain, "a", 1)) == Depths{{"a", 0}, {"b", -1}});
  CHECK(depths(up(chain, "a", 2)) == Depths{{"a", 0}, {"b", -1}, {"c", -2}});
  CHECK(edges(up(chain, "a", 2)) == "a<b b<c");
  CHECK(up(chain, "a", 0).nodes.size() == 4);
}

TEST_CASE("activities stand between entities, in either way of stating it") {
  CHECK(depths(up("image prov:wasGeneratedBy scan  scan prov:used sample", "image")) ==
        Depths{{"image", 0}, {"scan", -1}, {"sample", -2}});
  CHECK(depths(up("scan prov:generated image  sample prov:wasUsedBy scan", "image")) ==
        Depths{{"image", 0}, {"scan", -1}, {"sample", -2}});
  const auto twice = up("image prov:wasGeneratedBy scan  scan prov:generated image", "image");
  CHECK(twice.nodes.size() == 2);
  CHECK(twice.edges.size() == 2); // each as stated
}

TEST_CASE("agents are no origin") {
  CHECK(up("image prov:wasAttributedTo ada  image prov:wasGeneratedBy scan  scan prov:wasAssociatedWith ada",
           "image")
            .nodes.size() == 2);
}

TEST_CASE("qualified influences count as what they qualify") {
  const std::string lines =
      "b prov:qualifiedDerivation how  how prov:entity a  b prov:qualifiedGeneration gen  "
      "gen prov:activity run  run prov:qualifiedUsage use  use prov:entity a";
  const auto found = up(lines, "b");
  CHECK(depths(found) == Depths{{"b", 0}, {"a", -1}, {"run", -1}});
  CHECK(edges(found) == "b<a b<run run<a");
  CHECK(found.edges.front().predicate == expand("prov:wasDerivedFrom"));
  const auto down = lineage(*small_graph(lines), rdf::iri(expand("a")), Direction::down);
  CHECK(depths(down) == Depths{{"a", 0}, {"b", 1}, {"run", 1}});
}

TEST_CASE("wholes are context and lead nowhere") {
  const std::string lines =
      "image dcterms:isPartOf dataset  project dcterms:hasPart dataset  "
      "dataset prov:wasDerivedFrom plan  image prov:wasDerivedFrom raw  raw dcterms:isPartOf dataset  "
      "sibling dcterms:isPartOf dataset";
  const auto found = up(lines, "image");
  CHECK(depths(found) == Depths{{"image", 0}, {"raw", -1}, {"dataset", 0}});
  CHECK(edges(found) == "image<raw");
  CHECK(edges(found, EdgeKind::context) == "image<dataset raw<dataset");
}

TEST_CASE("names of one thing make no step") {
  const std::string lines = "a owl:sameAs a2  a3 owl:sameAs a2  a3 prov:wasDerivedFrom b  b owl:sameAs b2  "
                            "b2 prov:wasDerivedFrom c";
  const auto found = up(lines, "a");
  CHECK(depths(found) == Depths{{"a", 0}, {"a2", 0}, {"a3", 0}, {"b", -1}, {"b2", -1}, {"c", -2}});
  CHECK(edges(found) == "a3<b b2<c");
  CHECK(edges(found, EdgeKind::same) == "a<a2 a3<a2 b<b2");
  CHECK(depths(lineage(*small_graph(lines), rdf::iri(expand("c")), Direction::down, 2)) ==
        Depths{{"c", 0}, {"b", 1}, {"b2", 1}, {"a", 2}, {"a2", 2}, {"a3", 2}});
}

TEST_CASE("asked for a record, the lineage is that of what it describes") {
  const std::string lines = "record foaf:primaryTopic image  image prov:wasDerivedFrom raw  "
                            "other foaf:primaryTopic raw  other prov:wasDerivedFrom file";
  CHECK(depths(up(lines, "record")) == Depths{{"record", 0}, {"image", 0}, {"raw", -1}});
  CHECK(depths(up(lines, "image")) == Depths{{"image", 0}, {"raw", -1}});
}

TEST_CASE("labels and types come along") {
  const auto found = up(
      "a prov:wasDerivedFrom b  b rdfs:label \"Sample\"  b dcterms:title \"Other\"  b rdf:type schema:Thing",
      "a");
  CHECK(found.nodes[1].label == "Sample");
  CHECK(found.nodes[1].type == "schema:Thing");
  CHECK(found.nodes[0].label.empty());
  CHECK(found.nodes[0].type.empty());
}

TEST_CASE("what is not there is said so") {
  try {
    (void)up("a prov:used b", "zzz");
    FAIL("no error");
  } catch (const QueryError& error) {
    CHECK(error.code() == "link.unknown");
  }
  CHECK(up("a schema:about b", "a").nodes.size() == 1);
}
