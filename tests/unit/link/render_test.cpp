#include "link/render.hpp"

#include "base/json.hpp"
#include "small_graph.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph;
using namespace micrograph::link;
using micrograph::test::expand;
using micrograph::test::small_graph;

namespace {

constexpr char history[] =
    "figure prov:wasDerivedFrom image  figure prov:wasDerivedFrom mask  image prov:wasGeneratedBy scan "
    "scan prov:used sample  mask prov:wasDerivedFrom image  image dcterms:isPartOf dataset "
    "sample rdfs:label \"Liver\"  sample rdf:type schema:Thing  poster prov:wasQuotedFrom figure";

Lineage lineage_of(const std::string& lines, const std::string& start) {
  return lineage(*small_graph(lines), rdf::iri(expand(start)), Direction::both);
}

std::vector<LinkPath> link_of(const std::string& lines, const std::string& a, const std::string& b) {
  return connect(*small_graph(lines), rdf::iri(expand(a)), rdf::iri(expand(b)));
}

template <typename Write, typename What> std::string text_of(Write write, const What& what) {
  std::ostringstream out;
  write(out, what);
  return out.str();
}

const auto tree = [](std::ostream& out, const Lineage& what) { write_tree(out, what); };
const auto dot = [](std::ostream& out, const auto& what) { write_dot(out, what); };
const auto json = [](std::ostream& out, const auto& what) { write_json(out, what); };
const auto text = [](std::ostream& out, const std::vector<LinkPath>& what) { write_text(out, what); };

} // namespace

TEST_CASE("a lineage as a tree") {
  CHECK(text_of(tree, lineage_of(history, "figure")) == R"(http://example.org/figure

came from
├─ [prov:wasDerivedFrom] http://example.org/image
│  ├─ [dcterms:isPartOf] http://example.org/dataset
│  └─ [prov:wasGeneratedBy] http://example.org/scan
│     └─ [prov:used] Liver (schema:Thing) <http://example.org/sample>
└─ [prov:wasDerivedFrom] http://example.org/mask
   └─ [prov:wasDerivedFrom] http://example.org/image (shown above)

what came of it
└─ [prov:wasQuotedFrom] http://example.org/poster
)");
}

TEST_CASE("a tree without lineage says so and shows the context") {
  CHECK(text_of(tree, lineage_of("a dcterms:isPartOf b  a owl:sameAs c", "a")) == R"(http://example.org/a

nothing is stated about where it came from or what came of it
├─ [dcterms:isPartOf] http://example.org/b
└─ [owl:sameAs] http://example.org/c
)");
}

TEST_CASE("other names and cycles in a tree") {
  CHECK(
      text_of(tree, lineage_of("a owl:sameAs a2  a2 prov:wasDerivedFrom b  b prov:wasDerivedFrom a", "a")) ==
      R"(http://example.org/a

came from
└─ [owl:sameAs] http://example.org/a2
   └─ [prov:wasDerivedFrom] http://example.org/b
      └─ [prov:wasDerivedFrom] http://example.org/a (shown above)

what came of it
├─ [owl:sameAs] http://example.org/a2
└─ [prov:wasDerivedFrom] http://example.org/b
   └─ [prov:wasDerivedFrom] http://example.org/a2 (shown above)
)");
}

TEST_CASE("a very long chain neither indents for ever nor overflows the stack") {
  std::string lines;
  for (int i = 0; i < 30000; ++i)
    lines += "n" + std::to_string(i) + " prov:wasDerivedFrom n" + std::to_string(i + 1) + "\n";
  const std::string drawn = text_of(tree, lineage_of(lines, "n0"));
  CHECK(drawn.find("[prov:wasDerivedFrom] http://example.org/n30000\n") != std::string::npos);
  CHECK(drawn.find("(goes on below)") != std::string::npos);
  CHECK(drawn.size() < 10'000'000);
}

TEST_CASE("a lineage as DOT") {
  CHECK(text_of(dot, lineage_of("b prov:wasDerivedFrom a  a rdfs:label \"say\\\"x\"  b dcterms:isPartOf c",
                                "b")) ==
        R"(digraph lineage {
  rankdir=RL;
  node [shape=box];
  n0 [label="http://example.org/b", tooltip="http://example.org/b", penwidth=2];
  n1 [label="http://example.org/c", tooltip="http://example.org/c"];
  n2 [label="say\\\"x", tooltip="http://example.org/a"];
  n0 -> n1 [label="dcterms:isPartOf", style=dotted];
  n0 -> n2 [label="prov:wasDerivedFrom"];
}
)");
}

TEST_CASE("a lineage as JSON") {
  const auto lineage = lineage_of(history, "figure");
  const JsonValue value = read_json(text_of(json, lineage), "test");
  REQUIRE(value.find("nodes"));
  REQUIRE(value.find("edges"));
  CHECK(value.find("nodes")->items().size() == lineage.nodes.size());
  const JsonValue& first = value.find("nodes")->items().front();
  CHECK(first.find("term")->find("type")->string() == "uri");
  CHECK(first.find("term")->find("value")->string() == expand("figure"));
  CHECK(first.find("depth")->integer() == 0);
  const JsonValue& edge = value.find("edges")->items().front();
  CHECK(edge.find("effect")->integer() == 0);
  CHECK(edge.find("predicate")->string() == expand("prov:wasDerivedFrom"));
  CHECK(edge.find("kind")->string() == "origin");
}

TEST_CASE("a link as text, DOT and JSON") {
  const auto paths = link_of(
      "set1 dcterms:hasPart image  image prov:used scope  scope rdfs:label \"Confocal\"  set2 uses scope",
      "set1", "set2");
  CHECK(text_of(text, paths) == R"(1. cost 3.95
   http://example.org/set1
   ├─ dcterms:hasPart → http://example.org/image
   ├─ prov:used → Confocal <http://example.org/scope>
   └─ uses ← http://example.org/set2
)");
  CHECK(text_of(dot, paths) == R"(digraph link {
  node [shape=box];
  n0 [label="http://example.org/set1", tooltip="http://example.org/set1"];
  n1 [label="http://example.org/image", tooltip="http://example.org/image"];
  n2 [label="Confocal", tooltip="http://example.org/scope"];
  n3 [label="http://example.org/set2", tooltip="http://example.org/set2"];
  n0 -> n1 [label="dcterms:hasPart"];
  n1 -> n2 [label="prov:used"];
  n3 -> n2 [label="uses"];
}
)");
  const JsonValue value = read_json(text_of(json, paths), "test");
  const JsonValue& steps = *value.find("paths")->items().at(0).find("steps");
  CHECK(steps.items().size() == 3);
  CHECK(steps.items()[2].find("forward")->boolean() == false);
  CHECK(steps.items()[2].find("from_label")->string() == "Confocal");
  CHECK(text_of(text, std::vector<LinkPath>{}) == "no connection found\n");
}

TEST_CASE("a label cannot command the terminal") {
  graph::SnapshotBuilder builder;
  builder.statement({rdf::iri("http://a/b"), rdf::iri(expand("prov:used")), rdf::iri("http://a/c"), {}});
  builder.statement({rdf::iri("http://a/c"),
                     rdf::iri(expand("rdfs:label")),
                     rdf::literal("x\x1B[2J\n\xC2\x9B"
                                  "1m\xFF"),
                     {}});
  const auto drawn = text_of(tree, lineage(*builder.build(), rdf::iri("http://a/b"), Direction::up));
  CHECK(drawn == "http://a/b\n\ncame from\n└─ [prov:used] x [2J  1m\uFFFD <http://a/c>\n");
}
