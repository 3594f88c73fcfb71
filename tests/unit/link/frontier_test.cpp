// How much is looked at: whatever is asked about, the look-ups grow with its depth and never with its width.

#include "link/describe.hpp"
#include "link/lineage.hpp"
#include "link/neighbours.hpp"

#include "small_graph.hpp"
#include "support/watched_source.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <utility>

using namespace micrograph;
using namespace micrograph::link;
using graph::ValueId;
using micrograph::test::expand;
using micrograph::test::small_graph;

namespace {

/// Seeks as the source below does, or not at all.
class Counter final : public test::WatchedSource {
public:
  Counter(const graph::QuadSource& source, bool seeks) : WatchedSource(source), below_(source), seeks_(seeks) {}
  [[nodiscard]] bool can_split(const graph::Pattern& pattern) const override { return seeks_ && below_.can_split(pattern); }

private:
  const graph::QuadSource& below_;
  bool seeks_;
};

/// So many results of one image, each with a label and a class, each with a result of its own, and as many things again that have
/// nothing to do with it.
std::string results(int width) {
  std::string out;
  for (int i = 0; i < width; ++i) {
    const std::string n = std::to_string(i);
    out += "m" + n + " prov:wasDerivedFrom image  r" + n + " prov:wasDerivedFrom m" + n + "  m" + n + " rdfs:label \"M" + n + "\"  m" + n +
           " rdf:type Mask  r" + n + " dcterms:isPartOf set  other" + n + " prov:wasDerivedFrom elsewhere  other" + n +
           " rdfs:label \"O\"  x owl:sameAs x2  run" + n + " prov:used r" + n + "\n";
  }
  return out;
}

struct Looked {
  std::size_t nodes;
  std::uint64_t scans, rows, terms;
};

Looked look(int width, bool seeks = true) {
  const auto snapshot = small_graph(results(width));
  const Counter counter(*snapshot, seeks);
  const Lineage found = lineage(counter, rdf::iri(expand("image")), Direction::both);
  return {found.nodes.size(), counter.scans(), counter.rows(), counter.terms()};
}

} // namespace

TEST_CASE("ten times as wide a lineage takes no more look-ups") {
  const Looked narrow = look(20), wide = look(200);
  CHECK(narrow.nodes == 20 * 3 + 2);
  CHECK(wide.nodes == 200 * 3 + 2);
  CHECK(wide.scans == narrow.scans);
  CHECK(wide.scans < 60);
  // Each statement that is shown, and at most a block more for each that had to be looked for.
  CHECK(wide.rows < 9 * wide.nodes);
  // A term and a label for each, the few classes once.
  CHECK(wide.terms < 2 * wide.nodes + 10);
  CHECK(look(200, false).scans > wide.nodes);
}

TEST_CASE("a source that cannot seek gives the same lineage") {
  const auto snapshot = small_graph(results(30));
  const Counter slow(*snapshot, false);
  for (const char* thing : {"image", "m7", "r7", "run3"}) {
    const Lineage a = lineage(*snapshot, rdf::iri(expand(thing)), Direction::both), b = lineage(slow, rdf::iri(expand(thing)), Direction::both);
    REQUIRE(a.nodes.size() == b.nodes.size());
    for (std::size_t i = 0; i < a.nodes.size(); ++i) {
      CHECK(a.nodes[i].term == b.nodes[i].term);
      CHECK(a.nodes[i].label == b.nodes[i].label);
      CHECK(a.nodes[i].type == b.nodes[i].type);
      CHECK(a.nodes[i].depth == b.nodes[i].depth);
    }
    REQUIRE(a.edges.size() == b.edges.size());
    for (std::size_t i = 0; i < a.edges.size(); ++i)
      CHECK(std::pair(a.edges[i].effect, a.edges[i].cause) == std::pair(b.edges[i].effect, b.edges[i].cause));
  }
}

TEST_CASE("one walk finds what single look-ups find, whatever is asked for") {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    graph::SnapshotBuilder builder;
    const std::string property = expand("p");
    const std::uint32_t things = 5 + random() % 800, statements = random() % 3000;
    const auto name = [&] { return expand("t" + std::to_string(random() % things)); };
    for (std::uint32_t i = 0; i < statements; ++i) {
      const std::string subject = name(), object = name(), of = random() % 4 == 0 ? expand("q") : property, in = expand("g" + std::to_string(random() % 3));
      builder.statement({rdf::iri(subject), rdf::iri(of), rdf::iri(object), round % 2 == 0 ? rdf::TermView{} : rdf::iri(in)});
    }
    const auto snapshot = builder.build(graph::DefaultGraph::union_of_all);
    const auto predicate = snapshot->find(rdf::iri(property));
    if (!predicate)
      continue;
    std::set<ValueId> asked;
    for (std::uint32_t i = random() % 60 + 2; i > 0; --i)
      if (const auto id = snapshot->find(rdf::iri(name())))
        asked.insert(*id);
    const std::vector<ValueId> nodes(asked.begin(), asked.end());
    for (const bool along : {true, false}) {
      std::vector<std::pair<std::size_t, ValueId>> together, singly;
      for_each_neighbour(*snapshot, nodes, *predicate, along, [&](std::size_t place, ValueId other) { together.emplace_back(place, other); });
      for (std::size_t place = 0; place < nodes.size(); ++place)
        for (const ValueId other : along ? objects_of(*snapshot, nodes[place], predicate) : subjects_with(*snapshot, predicate, nodes[place]))
          singly.emplace_back(place, other);
      REQUIRE(together == singly);
    }
  }
}
