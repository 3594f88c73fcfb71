#include "graph/snapshot.hpp"

#include "random_quads.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace micrograph;
using namespace micrograph::graph;
using micrograph::test::all_rows;
using micrograph::test::random_quads;
using micrograph::test::snapshot_of;

namespace {

using TermRow = std::array<rdf::Term, 4>;

TermRow terms_of(const rdf::Quad& quad) {
  return {quad.subject, quad.predicate, quad.object, quad.graph};
}

/// What a pattern means, by looking at every quad.
std::multiset<TermRow> expected_rows(const std::vector<rdf::Quad>& quads, const TermRow& wanted,
                                     GraphScope scope, DefaultGraph mode) {
  std::set<TermRow> found;
  for (const auto& quad : quads) {
    TermRow row = terms_of(quad);
    if (scope == GraphScope::named_graphs && row[graph_name].kind == rdf::TermKind::none)
      continue;
    if (scope == GraphScope::default_graph) {
      if (mode == DefaultGraph::strict && row[graph_name].kind != rdf::TermKind::none)
        continue;
      row[graph_name] = {};
    }
    bool matches = true;
    for (std::size_t position = 0; position < 4; ++position)
      matches =
          matches && (wanted[position].kind == rdf::TermKind::none || wanted[position] == row[position]);
    if (matches)
      found.insert(row);
  }
  return {found.begin(), found.end()};
}

std::multiset<TermRow> as_terms(const Snapshot& snapshot, const std::vector<Row>& rows) {
  std::multiset<TermRow> out;
  for (const Row& row : rows) {
    TermRow terms;
    for (std::size_t position = 0; position < 4; ++position)
      if (row[position].defined())
        terms[position] = snapshot.term(row[position]);
    out.insert(terms);
  }
  return out;
}

bool is_sorted_by(const std::vector<Row>& rows, const std::vector<Position>& positions) {
  return std::is_sorted(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    for (const Position position : positions)
      if (a[position] != b[position])
        return a[position] < b[position];
    return false;
  });
}

/// Every list of different positions.
std::vector<std::vector<Position>> all_orders() {
  std::vector<std::vector<Position>> out{{}};
  for (std::size_t i = 0; i < out.size(); ++i)
    for (const Position position : {subject, predicate, object, graph_name})
      if (std::find(out[i].begin(), out[i].end(), position) == out[i].end()) {
        auto longer = out[i];
        longer.push_back(position);
        out.push_back(std::move(longer));
      }
  return out;
}

std::size_t distinct(const std::vector<Row>& rows, Position position) {
  std::set<ValueId> seen;
  for (const Row& row : rows)
    seen.insert(row[position]);
  return seen.size();
}

void check_pattern(const Snapshot& snapshot, const std::vector<rdf::Quad>& quads, const TermRow& wanted,
                   GraphScope scope) {
  static const auto orders = all_orders();
  Pattern pattern;
  pattern.scope = scope;
  for (std::size_t position = 0; position < 4; ++position)
    if (wanted[position].kind != rdf::TermKind::none)
      pattern.terms[position] = snapshot.find(wanted[position]).value();
  const auto expected = expected_rows(quads, wanted, scope, snapshot.default_graph());
  for (const auto& order : orders) {
    const auto rows = all_rows(snapshot, pattern, order);
    CHECK(as_terms(snapshot, rows) == expected);
    if (snapshot.can_sort(pattern, order))
      CHECK(is_sorted_by(rows, order));
  }
  const bool exact = pattern.terms[graph_name].defined() ||
                     (scope == GraphScope::default_graph && snapshot.default_graph() == DefaultGraph::strict);
  if (exact)
    CHECK(snapshot.estimate(pattern) == expected.size());
  else if (!expected.empty())
    CHECK(snapshot.estimate(pattern) >= 1);
  CHECK(snapshot.estimate(pattern) <= snapshot.stats().quads);
  for (const Position position : {subject, predicate, object, graph_name}) {
    const auto guess = snapshot.estimate_distinct(pattern, position);
    CHECK(guess >= 1);
    if (exact && !expected.empty())
      CHECK(guess >= std::min<std::size_t>(1, distinct(all_rows(snapshot, pattern), position)));
  }
}

} // namespace

TEST_CASE("every shape of pattern, scope and order gives what a plain search gives") {
  for (const std::uint32_t seed : {1u, 2u, 3u})
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{12}, std::size_t{150}}) {
      auto quads = random_quads(seed, count);
      if (seed == 3) // no named graphs at all
        for (auto& quad : quads)
          quad.graph = {};
      const auto strict = snapshot_of(quads);
      const auto merged = strict->with_default_graph(DefaultGraph::union_of_all);
      CHECK(merged->default_graph() == DefaultGraph::union_of_all);
      for (unsigned bound = 0; bound < 16; ++bound)
        for (const std::size_t pick : {std::size_t{0}, count / 2}) {
          if (bound != 0 && quads.empty())
            continue;
          TermRow wanted = quads.empty() ? TermRow{} : terms_of(quads[pick]);
          for (unsigned position = 0; position < 4; ++position)
            if (!(bound >> position & 1))
              wanted[position] = {};
          for (const auto& snapshot : {strict, merged}) {
            check_pattern(*snapshot, quads, wanted, GraphScope::named_graphs);
            if (wanted[graph_name].kind == rdf::TermKind::none)
              check_pattern(*snapshot, quads, wanted, GraphScope::default_graph);
          }
        }
    }
}

TEST_CASE("the orders that plans rely on are kept") {
  const auto snapshot = snapshot_of(random_quads(4, 100), DefaultGraph::union_of_all);
  const auto id = [&](const char* iri) { return snapshot->find(rdf::iri(iri)).value(); };
  const auto sorts = [&](Pattern pattern, std::vector<Position> order) {
    return snapshot->can_sort(pattern, order);
  };
  Pattern any;
  CHECK(sorts(any, {subject, predicate, object}));
  CHECK(sorts(any, {predicate, object, subject}));
  CHECK(sorts(any, {object, subject, predicate}));
  CHECK_FALSE(sorts(any, {subject, object}));
  Pattern of_predicate;
  of_predicate.terms[predicate] = id("http://example.org/p");
  CHECK(sorts(of_predicate, {object, subject}));
  CHECK(sorts(of_predicate, {subject, object}));
  CHECK(sorts(of_predicate, {predicate, object, predicate})); // bound and repeated positions do not count
  Pattern of_type = of_predicate;
  of_type.terms[object] = id("http://example.org/a");
  CHECK(sorts(of_type, {subject}));
  Pattern named;
  named.scope = GraphScope::named_graphs;
  CHECK(sorts(named, {graph_name, object, subject, predicate}));

  SnapshotBuilder builder;
  builder.statement({rdf::iri("s"), rdf::iri("p"), rdf::iri("o"), {}});
  const auto plain = builder.build(DefaultGraph::strict);
  Pattern of_p;
  of_p.terms[predicate] = plain->find(rdf::iri("p")).value();
  CHECK(plain->can_sort(of_p, std::array{subject}));
  CHECK(plain->can_sort(of_p, std::array{object}));
}

TEST_CASE("statistics are exact for a predicate and for everything") {
  const auto quads = random_quads(5, 200);
  const auto snapshot = snapshot_of(quads);
  Pattern pattern;
  for (const Position position : {subject, predicate, object}) {
    // Of everything the totals are told, which count named graphs in; they are no smaller.
    CHECK(snapshot->estimate_distinct(pattern, position) >= distinct(all_rows(*snapshot, pattern), position));
  }
  const auto merged = snapshot->with_default_graph(DefaultGraph::union_of_all);
  CHECK(merged->estimate(pattern) == all_rows(*merged, pattern).size());
  for (const Position position : {subject, predicate, object})
    CHECK(merged->estimate_distinct(pattern, position) == distinct(all_rows(*merged, pattern), position));
  const auto graphs = snapshot->graphs();
  CHECK(graphs.size() == 3);
  CHECK(std::is_sorted(graphs.begin(), graphs.end()));
  CHECK(snapshot->stats().graphs == 3);
  CHECK(snapshot->stats().quads == std::set<rdf::Quad>(quads.begin(), quads.end()).size());
}

TEST_CASE("a term is found exactly if it occurs") {
  const auto quads = random_quads(6, 300);
  const auto snapshot = snapshot_of(quads);
  for (const auto& quad : quads)
    for (const auto& term : terms_of(quad))
      if (term.kind != rdf::TermKind::none) {
        const auto id = snapshot->find(term);
        REQUIRE(id);
        CHECK(snapshot->term(*id) == term);
      }
  for (const auto& absent :
       {rdf::iri("http://example.org/"), rdf::iri("http://example.org/abc"), rdf::iri("a"), rdf::literal("b"),
        rdf::lang_literal("a", "fr"), rdf::literal("a", "http://example.org/other"), rdf::blank(""),
        rdf::blank("zz"), rdf::TermView{}})
    CHECK_FALSE(snapshot->find(absent));
  // A value is always found, whether or not it occurs; a pattern with it has no rows.
  const auto number = snapshot->find(rdf::literal("12345", rdf::vocabulary::xsd::integer));
  REQUIRE(number);
  Pattern pattern;
  pattern.terms[object] = *number;
  CHECK(all_rows(*snapshot, pattern).empty());
  CHECK(snapshot->estimate(pattern) == 0);
  CHECK(snapshot->estimate_distinct(pattern, subject) == 1);
}

TEST_CASE("ids follow the order of terms") {
  SnapshotBuilder builder;
  const std::vector<rdf::TermView> ascending{rdf::blank("z"),
                                             rdf::iri("http://a/"),
                                             rdf::iri("http://a/b"),
                                             rdf::iri("http://b/"),
                                             rdf::literal(""),
                                             rdf::literal("a"),
                                             rdf::literal("ab"),
                                             rdf::literal("b"),
                                             rdf::lang_literal("a", "de"),
                                             rdf::lang_literal("ab", "de"),
                                             rdf::lang_literal("a", "en"),
                                             rdf::literal("a", "http://a/type")};
  for (auto at = ascending.rbegin(); at != ascending.rend(); ++at)
    builder.statement({ascending[0], ascending[1], *at, {}});
  const auto snapshot = builder.build();
  for (std::size_t i = 1; i < ascending.size(); ++i) {
    CAPTURE(rdf::to_ntriples(ascending[i]));
    CHECK(snapshot->find(ascending[i - 1]).value() < snapshot->find(ascending[i]).value());
  }
}

TEST_CASE("texts of any length and content come back") {
  SnapshotBuilder builder;
  std::vector<rdf::Term> objects;
  for (std::size_t length : {std::size_t{0}, std::size_t{1}, std::size_t{127}, std::size_t{128},
                             std::size_t{20000}, std::size_t{3'000'000}})
    for (const char c : {'a', '\0', '\n', '"', '\xFF'})
      for (const char* datatype : {"", "http://a/\"type\""})
        objects.emplace_back(rdf::literal(std::string(length, c), datatype));
  for (const auto& object : objects)
    builder.statement({rdf::iri("s"), rdf::iri("p"), object, {}});
  const auto snapshot = builder.build();
  for (const auto& object : objects) {
    const auto id = snapshot->find(object);
    REQUIRE(id);
    CHECK((snapshot->term(*id) == object)); // not expanded by doctest: some are megabytes long
  }
}

TEST_CASE("a builder is empty after it has built") {
  SnapshotBuilder builder;
  builder.statement({rdf::iri("s"), rdf::iri("p"), rdf::literal("o"), {}});
  CHECK(builder.build()->stats().quads == 1);
  const auto second = builder.build();
  CHECK(second->stats().quads == 0);
  CHECK(second->stats().terms == 0);
  CHECK(all_rows(*second, {}).empty());
}

TEST_CASE("a default graph has no name to ask for") {
  const auto snapshot = snapshot_of(random_quads(7, 20));
  Pattern pattern;
  pattern.terms[graph_name] = snapshot->graphs().front();
  CHECK_THROWS_AS((void)snapshot->scan(pattern, {}), std::logic_error);
  CHECK_THROWS_AS((void)snapshot->term(graph::undefined), std::logic_error);
  CHECK_THROWS_AS((void)snapshot->term(ValueId(Tag::vocabulary, 1u << 30)), std::logic_error);
}

TEST_CASE("a scan outlives the snapshot that made it") {
  auto snapshot = snapshot_of(random_quads(8, 50));
  Pattern pattern;
  pattern.scope = GraphScope::named_graphs;
  const std::size_t expected = all_rows(*snapshot, pattern).size();
  const auto scan = snapshot->scan(pattern, {});
  snapshot.reset();
  std::vector<Row> block(64);
  CHECK(scan->next(block) == expected);
}

TEST_CASE("a statement that stands in many graphs is one row of the merged graph") {
  // In as many graphs as lie around the length from which the end of equal rows is searched for, and in more than a block has.
  const std::vector<std::pair<std::string, int>> statements{{"a", 1},  {"b", 31}, {"c", 32}, {"d", 33}, {"e", 34},
                                                            {"f", 65}, {"g", 2},  {"h", 2500}, {"i", 1}, {"j", 700}};
  std::vector<rdf::Quad> quads;
  const rdf::Term predicate_term(rdf::iri("http://example.org/p"));
  for (const auto& [name, graphs] : statements)
    for (int number = 0; number < graphs; ++number)
      quads.emplace_back(rdf::Term(rdf::iri("http://example.org/" + name)), predicate_term, rdf::Term(rdf::literal(name)),
                         rdf::Term(rdf::iri("http://example.org/graph/" + std::to_string(number))));
  const auto merged = snapshot_of(quads, DefaultGraph::union_of_all);
  const auto rows_of = [&](const TermRow& wanted, std::size_t block_size, std::vector<Position> order) {
    Pattern pattern;
    for (std::size_t position = 0; position < 4; ++position)
      if (wanted[position].kind != rdf::TermKind::none)
        pattern.terms[position] = merged->find(wanted[position]).value();
    return as_terms(*merged, all_rows(*merged, pattern, order, block_size));
  };
  for (const std::size_t block_size : {1u, 3u, 1000u})
    for (const auto& order : {std::vector<Position>{}, {subject}, {object}, {predicate, object}, {predicate, subject}}) {
      CHECK(rows_of({}, block_size, order) == expected_rows(quads, {}, GraphScope::default_graph, DefaultGraph::union_of_all));
      for (const auto& [name, graphs] : statements) {
        CHECK(rows_of({rdf::Term(rdf::iri("http://example.org/" + name))}, block_size, order).size() == 1);
        CHECK(rows_of({rdf::Term(), predicate_term, rdf::Term(rdf::literal(name))}, block_size, order).size() == 1);
      }
    }
}

TEST_CASE("copies of a statement in other graphs are not estimated as further rows") {
  SnapshotBuilder builder;
  for (int graph = 0; graph < 100; ++graph) {
    const std::string name = "urn:g" + std::to_string(graph), image = "urn:image" + std::to_string(graph);
    builder.statement({rdf::iri("urn:method"), rdf::iri("urn:label"), rdf::literal("confocal"), rdf::iri(name)});
    for (int size = 0; size < 5; ++size) {
      const std::string text = std::to_string(size);
      builder.statement({rdf::iri(image), rdf::iri("urn:size"), rdf::literal(text), rdf::iri(name)});
    }
  }
  const auto merged = builder.build(DefaultGraph::union_of_all);
  Pattern labels, sizes;
  labels.terms[predicate] = *merged->find(rdf::iri("urn:label"));
  sizes.terms[predicate] = *merged->find(rdf::iri("urn:size"));
  CHECK(merged->estimate(labels) == 1);
  CHECK(merged->estimate(sizes) == 500);
}
