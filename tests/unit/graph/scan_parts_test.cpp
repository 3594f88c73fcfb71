// Scans cut into parts, moved forward, and freed from what nobody reads.

#include "random_quads.hpp"

#include "graph/scan.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::graph;

namespace {

/// Subjects with from one to some thousand statements each, in one graph or in both of two.
std::shared_ptr<const Snapshot> uneven_graph(DefaultGraph mode) {
  SnapshotBuilder builder;
  const std::vector<std::size_t> lengths{1, 1, 255, 256, 257, 3, 2000, 1, 513, 254, 2, 5000, 1};
  for (std::size_t s = 0; s < lengths.size(); ++s)
    for (std::size_t o = 0; o < lengths[s]; ++o)
      for (const char* graph : {"urn:g", "urn:h"}) {
        if (o % 3 == 0 && graph[4] == 'h')
          continue;
        builder.statement({rdf::iri("urn:s" + std::to_string(100 + s)), rdf::iri(o % 7 == 0 ? "urn:q" : "urn:p"),
                           rdf::iri("urn:o" + std::to_string(o)), rdf::iri(graph)});
      }
  return builder.build(mode);
}

std::vector<Row> rows_of_part(const QuadSource& source, const Pattern& pattern, std::span<const Position> sorted_by,
                              std::uint64_t part, std::uint64_t parts, std::optional<Position> whole_runs) {
  const auto scan = source.scan(pattern, sorted_by);
  REQUIRE(scan->narrow(part, parts, whole_runs));
  std::vector<Row> out;
  std::array<Row, 100> block;
  while (const std::size_t count = scan->next(block))
    out.insert(out.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
  return out;
}

/// The pattern with every combination of the terms of `row` bound.
std::vector<Pattern> patterns_of(const Row& row, GraphScope scope) {
  std::vector<Pattern> out;
  const unsigned positions = scope == GraphScope::named_graphs ? 4 : 3;
  for (unsigned bound = 0; bound < 1U << positions; ++bound) {
    Pattern pattern;
    pattern.scope = scope;
    for (unsigned i = 0; i < positions; ++i)
      if (bound >> i & 1)
        pattern.terms[i] = row[i];
    out.push_back(pattern);
  }
  return out;
}

/// Calls `each` with patterns of every kind over several graphs, and the orders they can come in.
template <class Each> void for_each_scan(Each each) {
  const auto random = test::random_quads(7, 3000);
  for (const auto& snapshot : {uneven_graph(DefaultGraph::strict), uneven_graph(DefaultGraph::union_of_all),
                               test::snapshot_of(random), test::snapshot_of(random, DefaultGraph::union_of_all)}) {
    Pattern named;
    named.scope = GraphScope::named_graphs;
    const std::vector<Row> all = test::all_rows(*snapshot, named);
    for (const GraphScope scope : {GraphScope::default_graph, GraphScope::named_graphs})
      for (const Pattern& pattern : patterns_of(all[all.size() / 2], scope))
        for (const Position position : {subject, predicate, object}) {
          const std::array<Position, 1> order{position};
          if (!pattern.terms[position].defined() && snapshot->can_sort(pattern, order))
            each(*snapshot, pattern, order);
        }
  }
}

} // namespace

TEST_CASE("the parts of a scan, one after the other, are its rows") {
  std::size_t empty = 0, filled = 0;
  for_each_scan([&](const Snapshot& snapshot, const Pattern& pattern, std::span<const Position> order) {
    CHECK(snapshot.can_split(pattern));
    const std::vector<Row> whole = test::all_rows(snapshot, pattern, order);
    for (const std::uint64_t parts : {1, 2, 3, 7, 40}) {
      std::vector<Row> together;
      for (std::uint64_t part = 0; part < parts; ++part) {
        const std::vector<Row> rows = rows_of_part(snapshot, pattern, order, part, parts, {});
        ++(rows.empty() ? empty : filled);
        together.insert(together.end(), rows.begin(), rows.end());
      }
      CHECK(together == whole);
    }
  });
  CHECK(filled > 500); // parts are not all in one
  CHECK(empty > 0);
}

TEST_CASE("no run is in two parts if they are to be whole") {
  for_each_scan([&](const Snapshot& snapshot, const Pattern& pattern, std::span<const Position> order) {
    const std::vector<Row> whole = test::all_rows(snapshot, pattern, order);
    for (const std::uint64_t parts : {2, 5, 40}) {
      std::vector<Row> together;
      for (std::uint64_t part = 0; part < parts; ++part) {
        const std::vector<Row> rows = rows_of_part(snapshot, pattern, order, part, parts, order.front());
        if (!together.empty() && !rows.empty())
          CHECK(together.back()[order.front()] < rows.front()[order.front()]);
        together.insert(together.end(), rows.begin(), rows.end());
      }
      CHECK(together == whole);
    }
  });
}

TEST_CASE("a scan that is moved forward gives the rows from there on") {
  for_each_scan([&](const Snapshot& snapshot, const Pattern& pattern, std::span<const Position> order) {
    const Position position = order.front();
    const std::vector<Row> whole = test::all_rows(snapshot, pattern, order);
    for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 9) {
      const auto scan = snapshot.scan(pattern, order);
      std::array<Row, 3> block;
      const std::size_t read = scan->next(block);
      const ValueId least = whole[at][position];
      scan->seek(position, least);
      std::vector<Row> rest, expected;
      while (const std::size_t count = scan->next(block))
        rest.insert(rest.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
      for (std::size_t i = read; i < whole.size(); ++i)
        if (whole[i][position] >= least)
          expected.push_back(whole[i]);
      CHECK(rest == expected);
    }
    const auto scan = snapshot.scan(pattern, order);
    scan->seek(position, ValueId(Tag::plain_double, ~std::uint64_t{0}));
    std::array<Row, 3> block;
    CHECK(scan->next(block) == 0); // nothing is so large
  });
}

TEST_CASE("what is read of a row does not depend on what is not") {
  for_each_scan([&](const Snapshot& snapshot, const Pattern& pattern, std::span<const Position> order) {
    const std::vector<Row> whole = test::all_rows(snapshot, pattern, order);
    for (unsigned unread = 1; unread < 8; ++unread) {
      Pattern some = pattern;
      for (const Position position : {subject, predicate, object})
        some.unread[position] = unread >> position & 1;
      const std::vector<Row> rows = test::all_rows(snapshot, some, order);
      REQUIRE(rows.size() == whole.size());
      for (std::size_t i = 0; i < rows.size(); ++i)
        for (const Position position : {subject, predicate, object, graph_name})
          if (!some.unread[position] && rows[i][position] != whole[i][position])
            FAIL("a row differs where it is read");
    }
  });
}
