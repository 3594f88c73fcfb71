#include "link/actors.hpp"
#include "link/impact.hpp"
#include "link/lineage.hpp"
#include "link/network.hpp"
#include "link/origins.hpp"

#include "support/provenance_graphs.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace micrograph;
using namespace micrograph::link;
using micrograph::test::ProvenanceGraph;
using micrograph::test::Triple;
namespace given = micrograph::test::provenance;

namespace {

using Depths = std::map<std::string, int>;
using Names = std::set<std::string>;

/// How many answers were wrong, and how much there was in the right ones, so that trivial graphs would show.
struct Tally {
  int wrong = 0, found = 0;
};

Depths expected_lineage(const ProvenanceGraph& graph, const std::string& thing, int bound) {
  Depths out;
  for (const auto& [name, depth] : graph.reach(thing, true, false, bound))
    out.emplace(name, -depth);
  for (const auto& [name, depth] : graph.reach(thing, false, false, bound))
    out.emplace(name, depth);
  Names wholes;
  for (const Triple& t : graph.triples) {
    if (given::among(t.p, given::part) && out.contains(t.s))
      wholes.insert(t.o);
    if (given::among(t.p, given::whole) && out.contains(t.o))
      wholes.insert(t.s);
  }
  for (const std::string& whole : wholes)
    out.emplace(whole, std::numeric_limits<int>::max()); // where wholes stand is a matter of drawing
  return out;
}

void lineage_is_right(const ProvenanceGraph& graph, const graph::Snapshot& snapshot, [[maybe_unused]] const std::string& thing,
    [[maybe_unused]] int bound, Tally& tally) {
    const Lineage found = lineage(snapshot, rdf::iri(thing), Direction::both, static_cast<std::uint32_t>(bound));
    const Depths expected = expected_lineage(graph, thing, bound);
    Depths depths;
    for (const LineageNode& node : found.nodes) {
      const auto at = expected.find(node.term.value);
      const bool is_whole = at != expected.end() && at->second == std::numeric_limits<int>::max();
      depths.emplace(node.term.value, is_whole ? at->second : node.depth);
    }
    tally.wrong += depths != expected || found.nodes.front().term.value != thing;
    // Every step between two things that were reached within the bound is shown, and nothing else.
    std::set<std::pair<std::string, std::string>> steps, shown;
    const Depths up = graph.reach(thing, true, false, bound), down = graph.reach(thing, false, false, bound);
    for (const auto& [effect, cause] : graph.steps(false))
      if ((up.contains(effect) && (bound == 0 || up.at(effect) < bound)) ||
          (down.contains(cause) && (bound == 0 || down.at(cause) < bound)))
        steps.emplace(effect, cause);
    for (const LineageEdge& edge : found.edges)
      if (edge.kind == EdgeKind::origin)
        shown.emplace(found.nodes[edge.effect].term.value, found.nodes[edge.cause].term.value);
    tally.wrong += steps != shown;
    tally.found += static_cast<int>(depths.size());
}

void common_origins_are_right(const ProvenanceGraph& graph, const graph::Snapshot& snapshot, [[maybe_unused]] const std::string& thing,
    [[maybe_unused]] int bound, Tally& tally) {
    std::string other = graph.names.front();
    for (const std::string& name : graph.names)
      if (name != thing && graph.has(name))
        other = name;
    if (!graph.has(other))
      return;
    const std::vector<rdf::Term> things{rdf::Term(rdf::iri(thing)), rdf::Term(rdf::iri(other))};
    std::map<std::string, std::pair<int, int>> expected, found;
    const Depths a = graph.reach(thing, true, false, bound), b = graph.reach(other, true, false, bound);
    for (const auto& [name, depth] : a)
      if (b.contains(name))
        expected.emplace(name, std::pair(depth, b.at(name)));
    for (const CommonOrigin& origin : common_origins(snapshot, things, static_cast<std::uint32_t>(bound)))
      found.emplace(origin.node.term.value,
                    std::pair(static_cast<int>(origin.depths.at(0)), static_cast<int>(origin.depths.at(1))));
    tally.wrong += found != expected;
    tally.found += static_cast<int>(found.size());
}

void affected_is_right(const ProvenanceGraph& graph, const graph::Snapshot& snapshot, [[maybe_unused]] const std::string& thing,
    [[maybe_unused]] int bound, Tally& tally) {
    const Depths resting = graph.reach(thing, false, true, 0);
    Names expected, found;
    for (const auto& [name, depth] : resting)
      expected.insert(name);
    for (const Triple& t : graph.triples) {
      if (given::among(t.p, given::note) && resting.contains(t.o))
        expected.insert(t.s);
      if (given::among(t.p, given::noted) && resting.contains(t.s))
        expected.insert(t.o);
    }
    expected.erase(thing);
    for (const Affected& item : affected_by(snapshot, rdf::iri(thing))) {
      found.insert(item.node.term.value);
      // The reason is stated: some statement with that property joins the two, or one in PROV's qualified form.
      const bool stated = std::any_of(graph.triples.begin(), graph.triples.end(), [&](const Triple& t) {
        return t.p == item.predicate && ((t.s == item.node.term.value && t.o == item.through.value) ||
                                         (t.o == item.node.term.value && t.s == item.through.value));
      });
      tally.wrong += !stated && !graph.steps(false).contains({item.node.term.value, item.through.value});
    }
    tally.wrong += found != expected;
    tally.found += static_cast<int>(found.size());
}

void actors_are_right(const ProvenanceGraph& graph, const graph::Snapshot& snapshot, [[maybe_unused]] const std::string& thing,
    [[maybe_unused]] int bound, Tally& tally) {
    Names expected, found;
    for (const auto& [name, depth] : graph.reach(thing, true, false, bound))
      for (const Triple& t : graph.triples) {
        if (t.s == name && given::among(t.p, given::actor))
          expected.insert(t.o);
        if (t.s == name && t.p == given::type && name != thing)
          expected.insert(name); // all classes that are made up here are of actors
      }
    for (std::size_t before = 0; before != expected.size();) {
      before = expected.size();
      for (const Triple& t : graph.triples)
        if (t.p == given::prov + "actedOnBehalfOf" && expected.contains(t.s))
          expected.insert(t.o);
    }
    for (const Actor& actor : actors_of(snapshot, rdf::iri(thing), static_cast<std::uint32_t>(bound)))
      found.insert(actor.node.term.value);
    tally.wrong += found != expected;
    tally.found += static_cast<int>(found.size());
}

void components_are_right(const ProvenanceGraph& graph, const graph::Snapshot& snapshot, [[maybe_unused]] const std::string& thing,
    [[maybe_unused]] int bound, Tally& tally) {
    std::set<std::pair<std::string, std::string>> joined = graph.steps(true);
    std::map<std::string, std::string> least;
    Names with_class;
    for (const Triple& t : graph.triples) {
      if (given::among(t.p, given::note) || given::among(t.p, given::noted) || t.p == given::same)
        joined.emplace(t.s, t.o);
      if (t.p == given::type) {
        least.emplace(t.s, t.s);
        with_class.insert(t.s);
      }
    }
    for (const auto& [a, b] : joined)
      if (a != b) {
        least.emplace(a, a);
        least.emplace(b, b);
      }
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& [a, b] : joined)
        if (a != b && least[a] != least[b]) {
          least[a] = least[b] = std::min(least[a], least[b]);
          changed = true;
        }
    }
    std::map<std::string, std::uint64_t> sizes;
    for (const auto& [name, first] : least)
      ++sizes[first];
    std::multiset<std::uint64_t> expected, found;
    Names alone;
    for (const auto& [name, first] : least) {
      if (sizes[first] == 1)
        alone.insert(name);
      else if (name == first)
        expected.insert(sizes[first]);
    }
    const Components all = components(snapshot, 100, 100);
    for (const Component& component : all.largest) {
      found.insert(component.things);
      Names firsts;
      for (const LineageNode& member : component.members)
        firsts.insert(least[member.term.value]);
      tally.wrong += firsts.size() != 1 || component.members.size() != component.things;
    }
    tally.wrong += found != expected || all.count != expected.size() || all.islands != alone.size();
    Names islands_found;
    for (const Islands& kind : islands(snapshot, 100))
      for (const LineageNode& member : kind.members)
        islands_found.insert(member.term.value);
    tally.wrong += islands_found != alone;
    tally.found += static_cast<int>(found.size());
}

} // namespace

TEST_CASE("of 10,000 random graphs every answer is what trying everything gives") {
  std::mt19937 random(7);
  Tally lineages, origins, affected, actors, parts;
  for (int asked = 0; asked < 10'000;) {
    const ProvenanceGraph graph(random);
    const std::string thing = graph.names[random() % graph.names.size()];
    const int bound = static_cast<int>(random() % 4);
    if (!graph.has(thing))
      continue;
    ++asked;
    const auto snapshot = graph.snapshot();
    lineage_is_right(graph, *snapshot, thing, bound, lineages);
    common_origins_are_right(graph, *snapshot, thing, bound, origins);
    affected_is_right(graph, *snapshot, thing, bound, affected);
    actors_are_right(graph, *snapshot, thing, bound, actors);
    components_are_right(graph, *snapshot, thing, bound, parts);
  }
  CHECK(lineages.wrong == 0);
  CHECK(origins.wrong == 0);
  CHECK(affected.wrong == 0);
  CHECK(actors.wrong == 0);
  CHECK(parts.wrong == 0);
  CHECK(lineages.found > 25'000);
  CHECK(origins.found > 5'000);
  CHECK(affected.found > 10'000);
  CHECK(actors.found > 2'000);
  CHECK(parts.found > 5'000);
}
