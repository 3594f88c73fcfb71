#include "link/actors.hpp"
#include "link/impact.hpp"
#include "link/lineage.hpp"
#include "link/network.hpp"
#include "link/origins.hpp"
#include "link/sparql.hpp"

#include "base/error.hpp"
#include "query/engine.hpp"
#include "support/provenance_graphs.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace micrograph;
using namespace micrograph::link;
using micrograph::test::ProvenanceGraph;

namespace {

using Names = std::set<std::string>;

rdf::Term named(const std::string& iri) {
  return rdf::Term(rdf::iri(iri));
}

/// The values of the first variable.
Names ask(const graph::QuadSource& source, const std::string& text) {
  Names out;
  query::PreparedQuery(text, "printed").select(source, [&out](const query::Solution& row) { out.insert(row.at(0).value); });
  return out;
}

template <typename Items, typename TermOf> Names names_of(const Items& items, TermOf term_of) {
  Names out;
  for (const auto& item : items)
    out.insert(term_of(item).value);
  return out;
}

} // namespace

TEST_CASE("what is printed as SPARQL finds what the verbs find") {
  std::mt19937 random(11);
  int found = 0;
  for (int asked = 0; asked < 1500;) {
    const ProvenanceGraph graph(random);
    const std::string thing = graph.names[random() % graph.names.size()], other = graph.names[random() % graph.names.size()];
    if (!graph.has(thing) || !graph.has(other))
      continue;
    ++asked;
    const auto snapshot = graph.snapshot();
    const std::uint32_t bound = random() % 4;
    const auto direction = std::array{Direction::up, Direction::down, Direction::both}[random() % 3];
    const rdf::Term a = named(thing), b = named(other);

    const Names lineages = names_of(lineage(*snapshot, a, direction, bound).nodes, [](const LineageNode& node) { return node.term; });
    CAPTURE(thing);
    CHECK(ask(*snapshot, lineage_sparql(a, direction, bound)) == lineages);
    const std::vector<rdf::Term> both{a, b};
    CHECK(ask(*snapshot, common_origins_sparql(both, bound)) ==
          names_of(common_origins(*snapshot, both, bound), [](const CommonOrigin& origin) { return origin.node.term; }));
    CHECK(ask(*snapshot, affected_sparql(a)) ==
          names_of(affected_by(*snapshot, a), [](const Affected& item) { return item.node.term; }));
    CHECK(ask(*snapshot, actors_sparql(a, bound)) ==
          names_of(actors_of(*snapshot, a, bound), [](const Actor& actor) { return actor.node.term; }));
    Names alone;
    for (const Islands& kind : islands(*snapshot, 100))
      alone.merge(names_of(kind.members, [](const LineageNode& node) { return node.term; }));
    Names islands_found;
    query::PreparedQuery(islands_sparql(), "printed").select(*snapshot, [&](const query::Solution& row) {
      islands_found.insert(row.at(1).value);
    });
    CHECK(islands_found == alone);

    std::multiset<std::size_t> sizes, sizes_found;
    for (const Component& component : components(*snapshot, 100, 1).largest)
      sizes.insert(component.things);
    std::map<std::string, std::size_t> by_component;
    query::PreparedQuery(components_sparql(), "printed").select(*snapshot, [&](const query::Solution& row) {
      ++by_component[row.at(1).value];
    });
    for (const auto& [name, size] : by_component)
      if (size > 1)
        sizes_found.insert(size);
    CHECK(sizes == sizes_found);

    std::map<std::string, std::uint64_t> resting, resting_found;
    for (const Hub& hub : hubs(*snapshot, 100))
      resting.emplace(hub.node.term.value, hub.resting);
    query::PreparedQuery(hubs_sparql(), "printed").select(*snapshot, [&](const query::Solution& row) {
      resting_found.emplace(row.at(0).value, std::stoull(row.at(1).value));
    });
    CHECK(resting == resting_found);
    found += static_cast<int>(lineages.size());
  }
  CHECK(found > 3000);
}

TEST_CASE("gaps are what they are called") {
  graph::SnapshotBuilder builder;
  const auto state = [&builder](const char* s, const std::string& p, const std::string& o) {
    const std::string subject = std::string("http://example.org/") + s, object = o.find(':') == std::string::npos ? "http://example.org/" + o : o;
    builder.statement({rdf::iri(subject), rdf::iri(p), rdf::iri(object), {}});
  };
  using namespace micrograph::test::provenance;
  state("image", prov + "wasGeneratedBy", "scan");
  state("scan", type, prov + "Activity");
  state("mask", prov + "wasGeneratedBy", "segmentation");
  state("segmentation", prov + "used", "image");
  state("segmentation", prov + "wasAssociatedWith", "program");
  state("segmentation", prov + "startedAtTime", "urn:x-time");
  state("program", type, prov + "SoftwareAgent");
  state("figure", prov + "wasDerivedFrom", "lost");
  std::map<std::string, Names> found;
  query::PreparedQuery(gaps_sparql(), "printed").select(*builder.build(), [&found](const query::Solution& row) {
    found[row.at(0).value].insert(row.at(1).value.substr(19));
  });
  CHECK(found == std::map<std::string, Names>{{"activity-without-software", {"scan"}},
                                              {"activity-without-agent", {"scan"}},
                                              {"activity-without-time", {"scan"}},
                                              {"software-without-version", {"program"}},
                                              {"result-without-source", {"image"}},
                                              {"derived-without-activity", {"figure"}},
                                              {"source-not-described", {"lost"}}});
}

TEST_CASE("what cannot be asked is refused") {
  const rdf::Term thing = named("http://example.org/a");
  CHECK_THROWS_AS((void)lineage_sparql(thing, Direction::up, most_sparql_depth + 1), QueryError);
  CHECK_NOTHROW((void)query::PreparedQuery(lineage_sparql(thing, Direction::both, most_sparql_depth), "printed"));
  CHECK_THROWS_AS((void)lineage_sparql(rdf::Term(rdf::blank("b")), Direction::up, 0), QueryError);
}

TEST_CASE("an IRI cannot smuggle anything into a query") {
  for (const char* iri : {"http://example.org/a> ?p ?o } #", "http://example.org/\\u003E", "http://example.org/a b"})
    CHECK_THROWS_AS((void)affected_sparql(named(iri)), QueryError);
}
