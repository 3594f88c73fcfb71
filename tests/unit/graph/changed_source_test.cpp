#include "graph/changed_source.hpp"

#include "archive_of.hpp"
#include "graph/document_archive.hpp"
#include "random_quads.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

using namespace micrograph;
using namespace micrograph::graph;
using micrograph::test::all_rows;
using micrograph::test::ListOpener;
using micrograph::test::random_quads;
using micrograph::test::snapshot_of;

namespace {

using TermRow = std::array<rdf::Term, 4>;
using Quads = std::set<rdf::Quad>;

std::vector<TermRow> terms_of(const QuadSource& source, const std::vector<Row>& rows) {
  std::vector<TermRow> out;
  for (const Row& row : rows) {
    TermRow& terms = out.emplace_back();
    for (std::size_t position = 0; position < 4; ++position)
      if (row[position].defined())
        terms[position] = source.term(row[position]);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Row row_of(ChangedSource& source, const rdf::Quad& quad) {
  return {source.intern(quad.subject), source.intern(quad.predicate), source.intern(quad.object),
          source.intern(quad.graph)};
}

std::shared_ptr<const ArchivedSource> plain(const std::shared_ptr<const Snapshot>& snapshot) {
  return std::make_shared<const ArchivedSource>(snapshot, nullptr);
}

bool is_sorted_by(const std::vector<Row>& rows, std::span<const Position> positions) {
  return std::is_sorted(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    for (const Position position : positions)
      if (a[position] != b[position])
        return a[position] < b[position];
    return false;
  });
}

std::vector<rdf::Term> names_of(const QuadSource& source) {
  std::vector<rdf::Term> names;
  for (const ValueId graph : source.graphs())
    names.push_back(source.term(graph));
  std::sort(names.begin(), names.end());
  return names;
}

/// Asks both sources for every pattern over some terms, in several orders, and compares.
void check_same(const ChangedSource& changed, const QuadSource& frozen, std::span<const rdf::Quad> samples) {
  static const std::vector<std::vector<Position>> orders{
      {}, {subject}, {object, subject}, {predicate, object}, {subject, predicate, object}};
  CHECK(names_of(changed) == names_of(frozen));
  for (const rdf::Quad& sample : samples)
    for (unsigned bound = 0; bound < 16; ++bound)
      for (const GraphScope scope : {GraphScope::default_graph, GraphScope::named_graphs}) {
        const std::array<rdf::TermView, 4> terms{sample.subject, sample.predicate, sample.object, sample.graph};
        Pattern here{{}, scope}, there{{}, scope};
        bool known = true;
        for (std::size_t position = 0; position < 4; ++position) {
          if ((bound >> position & 1) == 0 || (position == graph_name && scope == GraphScope::default_graph))
            continue;
          const auto a = changed.find(terms[position]), b = frozen.find(terms[position]);
          known = known && a && b && terms[position].kind != rdf::TermKind::none;
          here.terms[position] = a.value_or(undefined);
          there.terms[position] = b.value_or(undefined);
        }
        if (!known)
          continue;
        const auto expected = terms_of(frozen, all_rows(frozen, there));
        // Planners take no rows as a promise; other numbers may be guesses.
        CHECK((changed.estimate(here) != 0 || expected.empty()));
        for (const auto& order : orders) {
          const auto rows = all_rows(changed, here, order);
          REQUIRE(terms_of(changed, rows) == expected);
          CHECK((!changed.can_sort(here, order) || is_sorted_by(rows, order)));
        }
      }
}

} // namespace

TEST_CASE("changes read like the snapshot that they freeze to, and like the set of quads that they say") {
  for (const DefaultGraph mode : {DefaultGraph::strict, DefaultGraph::union_of_all})
    for (std::uint32_t seed = 0; seed < 30; ++seed) {
      CAPTURE(seed);
      const auto start = random_quads(seed, 40);
      ChangedSource changed(plain(snapshot_of(start, mode)));
      Quads expected(start.begin(), start.end());
      std::mt19937 random(seed);
      auto steps = random_quads(seed + 1000, 60);
      for (rdf::Quad& step : steps) {
        if (random() % 4 == 0)
          step.object = rdf::Term(rdf::literal("new " + std::to_string(random() % 5)));
        if (random() % 20 == 0) {
          changed.clear(changed.intern(step.graph));
          std::erase_if(expected, [&](const rdf::Quad& quad) { return quad.graph == step.graph; });
        }
        const Row row = row_of(changed, step);
        if (random() % 2 == 0)
          CHECK(changed.insert(row) == expected.insert(step).second);
        else
          CHECK(changed.remove(row) == (expected.erase(step) != 0));
        CHECK(changed.contains(row) == expected.contains(step));
      }
      const auto frozen = changed.freeze({});
      CHECK(frozen->default_graph() == mode);
      const auto wanted = snapshot_of({expected.begin(), expected.end()}, mode);
      check_same(changed, *wanted, std::span(steps).first(12));
      CHECK(frozen->stats().quads == expected.size());
      CHECK(frozen->stats().terms == wanted->stats().terms);
      CHECK(terms_of(*frozen, all_rows(*frozen, {{}, GraphScope::named_graphs})) ==
            terms_of(*wanted, all_rows(*wanted, {{}, GraphScope::named_graphs})));
      for (const rdf::Quad& step : steps)
        if (step.graph.kind != rdf::TermKind::none)
          CHECK(changed.has_graph(changed.intern(step.graph)) ==
                std::any_of(expected.begin(), expected.end(),
                            [&](const rdf::Quad& quad) { return quad.graph == step.graph; }));
    }
}

TEST_CASE("a fresh blank node is called like no other") {
  const auto base = snapshot_of({rdf::Quad(rdf::Term(rdf::blank("n")), rdf::Term(rdf::iri("http://e/p")),
                                           rdf::Term(rdf::blank("n-2")))});
  ChangedSource changed(plain(base));
  CHECK(changed.term(changed.fresh_blank("n")).value == "n-3");
  CHECK(changed.term(changed.fresh_blank("n")).value == "n-4");
  CHECK(changed.term(changed.fresh_blank("m")).value == "m");
}

namespace {

const rdf::Term document(rdf::iri("http://example.org/document")), indexed(rdf::iri("http://example.org/indexed"));

rdf::Quad said(int number, const rdf::Term& graph) {
  return {rdf::Term(rdf::iri("http://example.org/d#/Image(" + std::to_string(number) + ")")),
          rdf::Term(rdf::iri("http://example.org/says")), rdf::Term(rdf::literal(std::to_string(number))), graph};
}

/// A snapshot with one archived graph of three statements and one indexed of two.
struct WithDocument {
  std::shared_ptr<ListOpener> opener = std::make_shared<ListOpener>();
  std::shared_ptr<const Snapshot> snapshot;

  WithDocument() {
    DocumentSummarizer summarizer;
    auto& list = opener->lists.emplace_back();
    for (int number : {1, 2, 3}) {
      list.push_back(said(number, {}));
      summarizer.statement(list.back());
    }
    SnapshotBuilder builder;
    builder.add_document({document.value, {std::byte{'0'}}, 3, summarizer.summary()});
    for (int number : {4, 5})
      builder.statement(said(number, indexed));
    snapshot = builder.build(DefaultGraph::union_of_all);
  }
  [[nodiscard]] std::shared_ptr<const ArchivedSource> source(const std::shared_ptr<const Snapshot>& of) const {
    return std::make_shared<const ArchivedSource>(of, opener);
  }
};

std::size_t count_of(const QuadSource& source, const rdf::Term& graph) {
  const auto id = source.find(graph);
  return id ? all_rows(source, {{undefined, undefined, undefined, *id}, GraphScope::named_graphs}).size() : 0;
}

} // namespace

TEST_CASE("documents that nobody touched are carried over as documents") {
  const WithDocument world;
  ChangedSource changed(world.source(world.snapshot));
  CHECK(changed.remove(row_of(changed, said(4, indexed))));
  CHECK(changed.insert(row_of(changed, said(7, indexed))));
  CHECK(changed.insert(row_of(changed, said(8, document)))); // beside the document
  CHECK(!changed.insert(row_of(changed, said(1, document))));
  const auto frozen = changed.freeze({});
  CHECK(frozen->documents().size() == 1);
  const auto source = world.source(frozen);
  CHECK(count_of(*source, document) == 4);
  CHECK(count_of(*source, indexed) == 2);
  CHECK(count_of(changed, document) == 4);
}

TEST_CASE("a document that loses a statement is indexed, one that is cleared is gone") {
  const WithDocument world;
  ChangedSource changed(world.source(world.snapshot));
  CHECK(changed.remove(row_of(changed, said(2, document))));
  CHECK(!changed.remove(row_of(changed, said(2, document))));
  CHECK(count_of(changed, document) == 2);
  const auto thinned = changed.freeze({});
  CHECK(thinned->documents().empty());
  CHECK(count_of(*thinned, document) == 2);

  changed.clear(changed.intern(document));
  CHECK(!changed.has_graph(changed.intern(document)));
  CHECK(names_of(changed) == std::vector<rdf::Term>{indexed});
  CHECK(changed.insert(row_of(changed, said(2, document))));
  const auto cleared = changed.freeze({});
  CHECK(cleared->documents().empty());
  CHECK(count_of(*cleared, document) == 1);
}

TEST_CASE("a small change does not read the whole graph") {
  std::vector<rdf::Quad> quads;
  for (int number = 0; number < 20000; ++number)
    quads.push_back(said(number, number % 2 == 0 ? indexed : rdf::Term()));
  ChangedSource changed(plain(snapshot_of(quads)));
  // Each operation looks at what it changes; were it all of the graph, this would be twenty thousand million rows.
  for (int number = 0; number < 20000; ++number) {
    REQUIRE(changed.remove(row_of(changed, quads[static_cast<std::size_t>(number)])));
    REQUIRE(changed.insert(row_of(changed, said(number + 20000, indexed))));
  }
  CHECK(changed.freeze({})->stats().quads == 20000);
}
