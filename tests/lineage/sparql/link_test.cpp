// The text that `link --sparql` prints gives the very paths that the verb gives, in the same order.

#include "link/lineage.hpp"
#include "link/sparql.hpp"

#include "base/error.hpp"
#include "query/engine.hpp"

#include "graph/snapshot.hpp"

#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::link;

namespace {

const std::string example = "http://example.org/";

/// Things, classes, quantities, an import, texts and nodes without a name, joined by properties of every kind.
std::shared_ptr<const graph::Snapshot> random_graph(std::mt19937& random) {
  static const std::vector<std::string> properties{example + "p",
                                                   example + "q",
                                                   "http://purl.org/dc/terms/license",
                                                   "http://purl.org/dc/terms/identifier",
                                                   "http://schema.org/serialNumber",
                                                   "http://www.w3.org/2002/07/owl#sameAs",
                                                   "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
                                                   "http://purl.org/spar/datacite/usesIdentifierScheme"};
  static const std::vector<std::string> rare{"https://w3id.org/micrograph/quantity/0.5;MicroM", "https://w3id.org/micrograph/run/1",
                                             example + "Class"};
  graph::SnapshotBuilder builder;
  const std::uint32_t things = 3 + random() % 6, statements = 4 + random() % 18;
  const auto thing = [&]() -> std::string {
    return random() % 12 == 0 ? rare[random() % rare.size()] : example + static_cast<char>('a' + random() % things);
  };
  const bool in_two_graphs = random() % 3 == 0;
  for (std::uint32_t i = 0; i < statements; ++i) {
    // Of those that are seldom, a few; the others half of the time.
    const std::string& property = properties[random() % 2 == 0 ? random() % 2 : random() % properties.size()];
    const std::string subject = thing(), object = thing();
    const rdf::TermView from = random() % 14 == 0 ? rdf::blank("b1") : rdf::iri(subject);
    const auto what = random() % 8;
    const rdf::TermView to = what == 0 ? rdf::literal("X-17") : what == 1 ? rdf::blank(random() % 2 == 0 ? "b1" : "b2") : rdf::iri(object);
    builder.statement({from, rdf::iri(property), to, {}});
    if (in_two_graphs && random() % 2 == 0)
      builder.statement({from, rdf::iri(property), to, rdf::iri(example + "graph")});
  }
  return builder.build(graph::DefaultGraph::union_of_all);
}

/// A path in words: its weight, and of nodes without a name only that they have none.
using Words = std::vector<std::string>;

std::string word(const rdf::Term& term) {
  return term.kind == rdf::TermKind::blank ? "_:" : rdf::to_ntriples(term);
}

std::vector<Words> told_by_verb(const graph::QuadSource& source, const rdf::Term& a, const rdf::Term& b, std::size_t k, std::uint32_t most) {
  std::vector<Words> out;
  for (const LinkPath& path : connect(source, a, b, k, most)) {
    Words& words = out.emplace_back(Words{std::to_string(path.weight)});
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
      words.push_back(path.steps[i].predicate + (path.steps[i].forward ? " forward" : " inverse"));
      if (i + 1 != path.steps.size())
        words.push_back(word(path.steps[i].to));
    }
  }
  return out;
}

std::vector<Words> told_by_sparql(const graph::QuadSource& source, const rdf::Term& a, const rdf::Term& b, std::size_t k,
                                  std::uint32_t most) {
  std::vector<Words> out;
  query::PreparedQuery(connections_sparql(a, b, k, most), "printed").select(source, [&out](const query::Solution& row) {
    Words& words = out.emplace_back(Words{std::to_string(std::stod(row.at(0).value))});
    for (std::size_t i = 1; i < row.size(); ++i)
      if (row[i].kind != rdf::TermKind::none && !(i % 2 == 1 && row[i].value.empty()))
        words.push_back(i % 2 == 1 ? row[i].value : word(row[i]));
  });
  return out;
}

} // namespace

TEST_CASE("the paths of 3,000 random graphs are the same by the verb and by what it prints") {
  std::mt19937 random(5);
  std::size_t paths = 0, long_ones = 0, several = 0;
  for (int asked = 0; asked < 3000;) {
    const auto snapshot = random_graph(random);
    const rdf::Term a(rdf::iri(example + "a")), b(rdf::iri(example + "b"));
    if (!snapshot->find(a) || !snapshot->find(b))
      continue;
    ++asked;
    const std::size_t k = 1 + random() % 5;
    const std::uint32_t most = asked % 50 == 0 ? 4 : 1 + random() % 3;
    const auto here = told_by_verb(*snapshot, a, b, k, most), there = told_by_sparql(*snapshot, a, b, k, most);
    CAPTURE(asked);
    CAPTURE(most);
    REQUIRE(here == there);
    paths += here.size();
    several += here.size() > 1;
    for (const Words& path : here)
      long_ones += path.size() > 4;
  }
  CHECK(paths > 2000);
  CHECK(several > 400);
  CHECK(long_ones > 200);
}

TEST_CASE("a bound that is no bound changes nothing") {
  // Two searches that share no more than the rules: one grows by cost and finds detours, one has looked at everything.
  std::mt19937 random(6);
  std::size_t paths = 0;
  for (int round = 0; round < 3000; ++round) {
    const auto snapshot = random_graph(random);
    const rdf::Term a(rdf::iri(example + "a")), b(rdf::iri(example + "b"));
    if (!snapshot->find(a) || !snapshot->find(b))
      continue;
    const auto all = told_by_verb(*snapshot, a, b, 4, 0);
    REQUIRE(all == told_by_verb(*snapshot, a, b, 4, 16));
    paths += all.size();
  }
  CHECK(paths > 2000);
}

TEST_CASE("an end that cannot be written is refused, a text is asked for as an object only") {
  CHECK_THROWS_AS((void)connections_sparql(rdf::Term(rdf::blank("b")), rdf::Term(rdf::iri(example)), 1, 1), QueryError);
  const auto text = connections_sparql(rdf::Term(rdf::literal("X-17")), rdf::Term(rdf::iri(example)), 3, 3);
  CHECK_NOTHROW((void)query::PreparedQuery(text, "printed"));
  CHECK(text.find("{ \"X-17\"") == std::string::npos);
}
