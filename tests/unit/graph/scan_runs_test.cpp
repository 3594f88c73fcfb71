#include "graph/snapshot.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::graph;

namespace {

/// Subjects with from one to some thousand objects each, so that runs end within a block, at its end and far behind it.
std::shared_ptr<const Snapshot> graph_of_runs() {
  SnapshotBuilder builder;
  const std::vector<std::size_t> lengths{1, 1, 255, 256, 257, 3, 2000, 1, 513, 254, 2, 5000, 1};
  for (std::size_t s = 0; s < lengths.size(); ++s)
    for (std::size_t o = 0; o < lengths[s]; ++o) {
      const std::string subject = "urn:s" + std::to_string(100 + s), object = "urn:o" + std::to_string(o);
      builder.statement({rdf::iri(subject), rdf::iri(o % 7 == 0 ? "urn:q" : "urn:p"), rdf::iri(object), {}});
    }
  return builder.build();
}

using Counts = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

/// Runs by walking over every row.
Counts walked(const Snapshot& snapshot, const Pattern& pattern, Position position) {
  const std::array<Position, 1> order{position};
  const auto scan = snapshot.scan(pattern, order);
  Counts out;
  std::array<Row, 100> rows;
  while (const std::size_t count = scan->next(rows))
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t term = rows[i][position].bits();
      if (out.empty() || out.back().first != term)
        out.emplace_back(term, 0);
      ++out.back().second;
    }
  return out;
}

Counts jumped(const Snapshot& snapshot, const Pattern& pattern, Position position) {
  const std::array<Position, 1> order{position};
  const auto scan = snapshot.scan(pattern, order);
  REQUIRE(scan->counts_runs(position));
  Counts out;
  for (RowRun run = scan->next_run(position); run.rows != 0; run = scan->next_run(position))
    out.emplace_back(run.term.bits(), run.rows);
  return out;
}

} // namespace

TEST_CASE("runs that are jumped over are those that are walked over") {
  const auto snapshot = graph_of_runs();
  Pattern any, of_predicate, of_subject;
  of_predicate.terms[predicate] = *snapshot->find(rdf::iri("urn:p"));
  of_subject.terms[subject] = *snapshot->find(rdf::iri("urn:s111"));
  for (const Position position : {subject, predicate, object})
    CHECK(jumped(*snapshot, any, position) == walked(*snapshot, any, position));
  for (const Position position : {subject, object})
    CHECK(jumped(*snapshot, of_predicate, position) == walked(*snapshot, of_predicate, position));
  CHECK(jumped(*snapshot, of_subject, predicate) == walked(*snapshot, of_subject, predicate));
}

TEST_CASE("runs are not counted where rows of a run may be left out") {
  SnapshotBuilder builder;
  for (const char* graph : {"urn:g", "urn:h"})
    builder.statement({rdf::iri("urn:s"), rdf::iri("urn:p"), rdf::iri("urn:o"), rdf::iri(graph)});
  const auto merged = builder.build(DefaultGraph::union_of_all);
  const std::array<Position, 1> order{subject};
  CHECK_FALSE(merged->scan(Pattern{}, order)->counts_runs(subject));
}

TEST_CASE("what remains of a scan is told without walking") {
  const auto snapshot = graph_of_runs();
  const auto scan = snapshot->scan(Pattern{}, {});
  const std::uint64_t all = snapshot->stats().quads;
  CHECK(scan->remaining() == all);
  std::array<Row, 100> rows;
  CHECK(scan->next(rows) == 100);
  CHECK(scan->remaining() == all - 100);
}
