// Runs, lanes, merging with snapshots of before, and spilling: however statements reach a snapshot, the same ones give the
// same bytes.
#include "base/text_file.hpp"
#include "graph/snapshot.hpp"

#include "random_quads.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

using namespace micrograph;
using namespace micrograph::graph;
using micrograph::test::random_quads;
using micrograph::test::snapshot_of;

namespace {

/// The bytes of the `.mg` file that a snapshot is saved as.
std::string saved(const Snapshot& snapshot) {
  const test::ScratchFolder folder;
  snapshot.save(folder / "a.mg");
  return read_text_file(folder / "a.mg");
}

/// Many subjects with long names, so that runs have dictionaries of some size.
std::vector<rdf::Quad> many_quads(std::size_t count) {
  auto quads = random_quads(7, 200);
  const std::string base = "http://example.org/a/rather/long/name/so/that/terms/weigh/something/";
  for (std::size_t i = 0; quads.size() < count; ++i) {
    const rdf::Term subject(rdf::iri(base + std::to_string(i * 2654435761u % 1'000'003)));
    const rdf::Term graph(rdf::iri("http://example.org/graph" + std::to_string(i % 5)));
    quads.emplace_back(subject, rdf::Term(rdf::iri("http://example.org/label")),
                       rdf::Term(rdf::lang_literal("thing " + std::to_string(i), i % 3 == 0 ? "en" : "de")), graph);
    quads.emplace_back(subject, rdf::Term(rdf::iri("http://example.org/size")),
                       rdf::Term(rdf::literal(std::to_string(i % 1000), "http://www.w3.org/2001/XMLSchema#integer")),
                       graph);
  }
  return quads;
}

std::vector<rdf::Quad> without_graph(const std::vector<rdf::Quad>& quads, const rdf::Term& graph) {
  std::vector<rdf::Quad> out;
  std::copy_if(quads.begin(), quads.end(), std::back_inserter(out),
               [&](const rdf::Quad& quad) { return quad.graph != graph; });
  return out;
}

} // namespace

TEST_CASE("statements that come in by several threads give the bytes of one") {
  const auto quads = many_quads(20'000);
  const auto expected = saved(*snapshot_of(quads));
  SnapshotBuilder builder({.threads = 2});
  std::vector<std::thread> threads;
  for (std::size_t lane = 0; lane < 3; ++lane)
    threads.emplace_back([&, lane] {
      builder.in_lane([&](rdf::StatementSink& sink) {
        for (std::size_t i = lane; i < quads.size(); i += 3)
          sink.statement(quads[i]);
      });
    });
  for (auto& thread : threads)
    thread.join();
  builder.statement(quads.front()); // once more, in the builder's own lane
  CHECK(saved(*builder.build()) == expected);
}

TEST_CASE("what does not fit the memory allowed goes to disk and comes out the same") {
  const auto quads = many_quads(400'000);
  const auto expected = saved(*snapshot_of(quads));
  SnapshotBuilder builder({.memory = 1 << 20, .threads = 2});
  for (const auto& quad : quads)
    builder.statement(quad);
  const auto snapshot = builder.build();
  CHECK(saved(*snapshot) == expected);
  CHECK(builder.last_build().runs > 1);
  CHECK(builder.last_build().bytes_spilled > 1 << 20);
}

TEST_CASE("adding to a snapshot gives the bytes of a build from the start") {
  const auto quads = many_quads(3000);
  const std::size_t half = quads.size() / 2;
  const auto before = snapshot_of({quads.begin(), quads.begin() + static_cast<std::ptrdiff_t>(half)});
  SnapshotBuilder builder;
  builder.add(before);
  for (std::size_t i = half / 2; i < quads.size(); ++i) // some of them again
    builder.statement(quads[i]);
  CHECK(saved(*builder.build()) == saved(*snapshot_of(quads)));
}

TEST_CASE("taking graphs out leaves nothing of them, not even a term") {
  const auto quads = many_quads(3000);
  const auto before = snapshot_of(quads);
  for (const rdf::Term& graph :
       {rdf::Term(rdf::iri("http://example.org/graph3")), rdf::Term(rdf::iri("http://example.org/g1")), rdf::Term()}) {
    SnapshotBuilder builder;
    const std::vector<rdf::Term> dropped{graph};
    builder.add(before, dropped);
    const auto after = builder.build();
    CHECK(saved(*after) == saved(*snapshot_of(without_graph(quads, graph))));
  }
  SUBCASE("a graph that is not there drops nothing") {
    SnapshotBuilder builder;
    const std::vector<rdf::Term> dropped{rdf::Term(rdf::iri("http://example.org/nowhere")),
                                         rdf::Term(rdf::iri("http://example.org/label"))};
    builder.add(before, dropped);
    CHECK(saved(*builder.build()) == saved(*before));
  }
}

TEST_CASE("replacing a graph, and what readers of the old snapshot see") {
  const auto quads = many_quads(2000);
  const auto before = snapshot_of(quads);
  const rdf::Term graph(rdf::iri("http://example.org/graph1"));
  const rdf::Quad fresh(rdf::Term(rdf::iri("http://example.org/new")), rdf::Term(rdf::iri("http://example.org/p")),
                        rdf::Term(rdf::lang_literal("neu", "nds")), graph);
  SnapshotBuilder builder;
  const std::vector<rdf::Term> dropped{graph};
  builder.add(before, dropped);
  builder.statement(fresh);
  const auto after = builder.build();
  auto expected = without_graph(quads, graph);
  expected.push_back(fresh);
  CHECK(saved(*after) == saved(*snapshot_of(expected)));
  CHECK(saved(*before) == saved(*snapshot_of(quads)));
}

TEST_CASE("two snapshots and nothing else merge") {
  const auto quads = many_quads(2000);
  const auto middle = quads.begin() + 700;
  SnapshotBuilder builder;
  builder.add(snapshot_of({quads.begin(), middle}));
  builder.add(snapshot_of({middle, quads.end()}));
  CHECK(saved(*builder.build()) == saved(*snapshot_of(quads)));
}

TEST_CASE("a literal's text never upsets the order of keys, whatever bytes it holds") {
  // Texts that look like numbers of qualifiers, under qualifiers whose numbers change in the merge.
  const auto quad = [](std::string text, const char* language) {
    return rdf::Quad(rdf::Term(rdf::iri("http://example.org/s")), rdf::Term(rdf::iri("http://example.org/p")),
                     rdf::Term(rdf::lang_literal(text, language)));
  };
  const std::vector<rdf::Quad> left{quad("a", "zu"), quad(std::string("a\0\0\0\0b", 6), "zu"), quad("a", "de")};
  const std::vector<rdf::Quad> right{quad(std::string("a\0\0\0\1", 5), "en"), quad("a", "fr"), quad("a", "zu")};
  auto all = left;
  all.insert(all.end(), right.begin(), right.end());
  SnapshotBuilder builder;
  builder.add(snapshot_of(left));
  builder.add(snapshot_of(right));
  const auto merged = builder.build();
  CHECK(saved(*merged) == saved(*snapshot_of(all)));
  for (const auto& each : all)
    CHECK(merged->find(each.object).has_value());
}
