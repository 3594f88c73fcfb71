#include "link/actors.hpp"
#include "link/impact.hpp"
#include "link/network.hpp"
#include "link/origins.hpp"

#include "base/error.hpp"
#include "small_graph.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using namespace micrograph::link;
using micrograph::test::expand;
using micrograph::test::small_graph;

namespace {

rdf::Term thing(const std::string& name) {
  return rdf::Term(rdf::iri(expand(name)));
}

} // namespace

TEST_CASE("the nearest common origin is the one that no other came from") {
  const auto graph = small_graph("a prov:wasDerivedFrom c  b prov:wasDerivedFrom c  c prov:wasDerivedFrom d  "
                                 "a prov:wasDerivedFrom e");
  const std::vector<rdf::Term> things{thing("a"), thing("b")};
  const auto origins = common_origins(*graph, things);
  REQUIRE(origins.size() == 2);
  CHECK(origins[0].node.term == thing("c"));
  CHECK(origins[0].nearest);
  CHECK(origins[1].node.term == thing("d"));
  CHECK_FALSE(origins[1].nearest);
  CHECK(origins[1].depths == std::vector<std::uint32_t>{2, 2});
  const std::vector<rdf::Term> unknown{thing("a"), thing("zzz")};
  CHECK_THROWS_AS((void)common_origins(*graph, unknown), QueryError);
}

TEST_CASE("what is affected is told with its reason, and remarks are not followed") {
  const auto graph = small_graph(
      "mask prov:wasDerivedFrom raw  raw dcterms:hasPart channel  paper dcterms:references mask  "
      "review dcterms:references paper  raw prov:wasDerivedFrom sample");
  const auto affected = affected_by(*graph, thing("raw"));
  REQUIRE(affected.size() == 3);
  CHECK(affected[0].node.term == thing("mask"));
  CHECK(affected[0].reason == Reason::derived);
  CHECK(affected[1].reason == Reason::part);
  CHECK(affected[2].node.term == thing("paper"));
  CHECK(affected[2].reason == Reason::publication);
  CHECK(affected[2].through == thing("mask"));
  CHECK(affected[2].node.depth == 2);
}

TEST_CASE("actors are sorted by kind, with what they had a hand in") {
  const auto graph =
      small_graph("image prov:wasGeneratedBy scan  scan prov:wasAssociatedWith ada  ada rdf:type prov:Person  "
                  "scan prov:wasAssociatedWith zen  zen rdf:type prov:SoftwareAgent  ada prov:actedOnBehalfOf lab  "
                  "image dcterms:creator someone");
  const auto actors = actors_of(*graph, thing("image"));
  REQUIRE(actors.size() == 4);
  CHECK(actors[0].node.term == thing("ada"));
  CHECK(actors[0].kind == ActorKind::person);
  CHECK(actors[0].of == thing("scan"));
  CHECK(actors[0].node.depth == -1);
  CHECK(actors[1].kind == ActorKind::software);
  CHECK(actors[2].node.term == thing("lab"));
  CHECK(actors[2].of == thing("ada"));
  CHECK(actors[3].node.term == thing("someone"));
  CHECK(actors[3].kind == ActorKind::agent);
}

TEST_CASE("hubs are what much rests on") {
  const auto graph = small_graph("a prov:wasDerivedFrom hub  b prov:wasDerivedFrom hub  c prov:wasDerivedFrom hub  "
                                 "hub prov:wasDerivedFrom root  d prov:wasDerivedFrom c");
  const auto found = hubs(*graph, 2);
  REQUIRE(found.size() == 2);
  CHECK(found[0].node.term == thing("root")); // all that rests on the hub rests on it
  CHECK(found[1].node.term == thing("hub"));
  CHECK(found[1].resting == 3);
  REQUIRE(found[1].by.size() == 1);
  CHECK(found[1].by[0] == std::pair(expand("prov:wasDerivedFrom"), std::uint64_t{3}));
  CHECK(hubs(*small_graph("a rdf:type b"), 5).empty());
}

TEST_CASE("components name their classes, texts connect nothing") {
  const auto graph = small_graph("a prov:wasDerivedFrom b  a rdf:type Image  b rdf:type Image  c dcterms:source \"unknown\"  "
                                 "d dcterms:source \"unknown\"  c rdf:type Image  d rdf:type Image");
  const auto found = components(*graph, 10, 1);
  CHECK(found.count == 1);
  CHECK(found.things == 2);
  CHECK(found.islands == 2);
  REQUIRE(found.largest.size() == 1);
  CHECK(found.largest[0].members.size() == 1);
  CHECK(found.largest[0].classes.at(0).things == 2);
  const auto alone = islands(*graph, 1);
  REQUIRE(alone.size() == 1);
  CHECK(alone[0].count == 2);
  CHECK(alone[0].of_all == 4);
  CHECK(alone[0].members.size() == 1);
}

TEST_CASE("what one import wrote does not hang together by it") {
  const std::string sources = "a prov:wasGeneratedBy run:1  b prov:wasGeneratedBy run:1  b prov:wasDerivedFrom c  "
                              "a rdf:type Image  run:1 rdf:type prov:Activity  ";
  const auto graph = small_graph(sources + "run:1 prov:wasAssociatedWith program  run:1 prov:used mappings");
  CHECK(components(*graph, 10, 1).count == 1); // b and c
  CHECK(components(*graph, 10, 1).things == 2);
  const auto alone = islands(*graph, 5);
  REQUIRE(alone.size() == 1); // a, and not the import
  CHECK(alone[0].members.at(0).term == thing("a"));
  REQUIRE(hubs(*graph, 5).size() == 1);
  CHECK(hubs(*graph, 5)[0].node.term == thing("c"));
}
