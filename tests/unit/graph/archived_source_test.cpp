#include "graph/archived_source.hpp"

#include "archive_of.hpp"
#include "base/error.hpp"
#include "random_quads.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <thread>

using namespace micrograph;
using namespace micrograph::graph;
using micrograph::test::all_rows;
using micrograph::test::random_quads;
using micrograph::test::snapshot_of;
using micrograph::test::TestArchive;

namespace {

using TermRow = std::array<rdf::Term, 4>;

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

bool is_sorted_by(const std::vector<Row>& rows, std::span<const Position> positions) {
  return std::is_sorted(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    for (const Position position : positions)
      if (a[position] != b[position])
        return a[position] < b[position];
    return false;
  });
}

/// Some graphs of a data set archived, the others indexed.
struct Mixed {
  TestArchive archive;
  std::shared_ptr<const Snapshot> everything;
  std::unique_ptr<ArchivedSource> mixed;

  /// Archives the graphs below a number; `also` are statements that are indexed although their graph is archived.
  Mixed(std::vector<rdf::Quad> quads, int archived, const std::vector<rdf::Quad>& also = {},
        std::uint64_t cache_bytes = ArchivedSource::default_cache_bytes) {
    std::map<std::string, std::vector<rdf::Quad>> graphs;
    std::vector<rdf::Quad> indexed = also;
    for (const rdf::Quad& quad : quads)
      if (quad.graph.kind == rdf::TermKind::iri && std::stoi(quad.graph.value.substr(quad.graph.value.rfind('/') + 1)) < archived)
        graphs[quad.graph.value].push_back(quad);
      else
        indexed.push_back(quad);
    for (const auto& [name, statements] : graphs)
      archive.add(name, statements);
    quads.insert(quads.end(), also.begin(), also.end());
    everything = snapshot_of(quads);
    mixed = std::make_unique<ArchivedSource>(snapshot_of(indexed), archive.finish(), archive.opener, cache_bytes);
  }
};

std::string graph_iri(int number) { return "http://example.org/graph/" + std::to_string(number); }

std::vector<rdf::Quad> in_many_graphs(std::uint32_t seed, std::size_t count, int graphs) {
  auto quads = random_quads(seed, count);
  std::mt19937 random(seed + 1);
  for (rdf::Quad& quad : quads) {
    const int number = static_cast<int>(random() % static_cast<unsigned>(graphs + 1)) - 1;
    quad.graph = number < 0 ? rdf::Term() : rdf::Term(rdf::iri(graph_iri(number)));
    // Some terms are those of one graph only, so that it is known or not known outside.
    if (number >= 0 && random() % 3 == 0)
      quad.subject = rdf::Term(rdf::iri("http://example.org/doc" + std::to_string(number) + "#/Image"));
  }
  return quads;
}

const std::vector<std::vector<Position>> some_orders{{},
                                                     {subject},
                                                     {object, subject},
                                                     {predicate, object},
                                                     {subject, predicate, object},
                                                     {graph_name, subject},
                                                     {subject, graph_name}};

void check_patterns(const Mixed& data, const std::vector<rdf::Quad>& quads, std::uint32_t seed) {
  std::mt19937 random(seed);
  for (int i = 0; i < 400; ++i) {
    const rdf::Quad& model = quads[random() % quads.size()];
    const std::array<const rdf::Term*, 4> terms{&model.subject, &model.predicate, &model.object, &model.graph};
    Pattern wanted, with_archive;
    wanted.scope = with_archive.scope = random() % 4 == 0 ? GraphScope::default_graph : GraphScope::named_graphs;
    for (const Position position : {subject, predicate, object, graph_name}) {
      if (random() % 2 == 0 || terms[position]->kind == rdf::TermKind::none ||
          (position == graph_name && wanted.scope == GraphScope::default_graph))
        continue;
      const auto known = data.everything->find(*terms[position]);
      REQUIRE(known);
      wanted.terms[position] = *known;
      with_archive.terms[position] = *data.mixed->find(*terms[position]);
      CHECK(data.mixed->term(with_archive.terms[position]) == *terms[position]);
    }
    const auto rows = all_rows(*data.mixed, with_archive);
    CHECK(terms_of(*data.mixed, rows) == terms_of(*data.everything, all_rows(*data.everything, wanted)));
    for (const auto& order : some_orders) {
      const auto sorted = all_rows(*data.mixed, with_archive, order);
      CHECK(sorted.size() == rows.size());
      if (data.mixed->can_sort(with_archive, order))
        CHECK(is_sorted_by(sorted, order));
    }
    if (!rows.empty()) {
      CHECK(data.mixed->estimate(with_archive) >= 1);
      CHECK(data.mixed->estimate_distinct(with_archive, subject) >= 1);
    }
  }
}

} // namespace

TEST_CASE("patterns give the same rows over an archive as over a snapshot of everything") {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    for (const int archived : {0, 3, 12}) {
      CAPTURE(archived);
      const auto quads = in_many_graphs(seed, 600, 12);
      check_patterns(Mixed(quads, archived), quads, seed);
    }
  }
}

TEST_CASE("a graph that is both indexed and archived is their union") {
  const auto quads = in_many_graphs(7, 300, 4);
  std::vector<rdf::Quad> also = in_many_graphs(8, 40, 2);
  also.insert(also.end(), quads.begin(), quads.begin() + 40);
  std::erase_if(also, [](const rdf::Quad& quad) { return quad.graph.kind == rdf::TermKind::none; });
  check_patterns(Mixed(quads, 4, also), quads, 9);
}

TEST_CASE("equal terms of several documents have equal ids") {
  const auto quads = in_many_graphs(4, 500, 8);
  const Mixed data(quads, 8);
  std::map<rdf::Term, ValueId> ids;
  for (const Row& row : all_rows(*data.mixed, {{}, GraphScope::named_graphs}))
    for (const ValueId id : row) {
      const auto [at, fresh] = ids.try_emplace(data.mixed->term(id), id);
      CHECK(at->second == id);
    }
  CHECK(ids.size() > 20);
}

TEST_CASE("named graphs are listed with the archived ones, sorted") {
  const auto quads = in_many_graphs(5, 300, 6);
  const Mixed data(quads, 3);
  std::vector<rdf::Term> names, expected;
  for (const ValueId id : data.mixed->graphs())
    names.push_back(data.mixed->term(id));
  for (const ValueId id : data.everything->graphs())
    expected.push_back(data.everything->term(id));
  std::sort(names.begin(), names.end());
  CHECK(names == expected);
  const auto ids = data.mixed->graphs();
  CHECK(std::is_sorted(ids.begin(), ids.end()));
}

TEST_CASE("documents that cannot match are not opened") {
  std::vector<rdf::Quad> quads;
  const auto iri = [](const std::string& text) { return rdf::Term(rdf::iri("http://example.org/" + text)); };
  const rdf::Term type(rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"));
  for (int i = 0; i < 20; ++i) {
    const std::string number = std::to_string(i);
    const rdf::Term node = iri("doc" + number + "#/Image"), graph(rdf::iri(graph_iri(i)));
    quads.emplace_back(node, type, iri(i % 2 == 0 ? "Image" : "Plate"), graph);
    quads.emplace_back(node, iri(i % 4 == 0 ? "name" : "title"), rdf::Term(rdf::literal("x")), graph);
    quads.emplace_back(node, iri("part"), iri("doc" + number + "#/Pixels"), graph);
  }
  const Mixed data(quads, 20);
  const auto opened_for = [&](const rdf::Term& s, const rdf::Term& p, const rdf::Term& o) {
    const auto before = data.mixed->counters();
    Pattern pattern{{}, GraphScope::named_graphs};
    const std::array<const rdf::Term*, 3> terms{&s, &p, &o};
    for (std::size_t i = 0; i < 3; ++i)
      if (terms[i]->kind != rdf::TermKind::none)
        pattern.terms[i] = *data.mixed->find(*terms[i]);
    (void)all_rows(*data.mixed, pattern);
    const auto after = data.mixed->counters();
    return after.opened + after.passed - before.opened - before.passed;
  };
  CHECK(opened_for({}, iri("nothing"), {}) == 0);
  CHECK(opened_for({}, iri("name"), {}) == 5);
  CHECK(opened_for({}, type, iri("Image")) == 10);
  CHECK(opened_for({}, type, iri("Nothing")) == 0);
  CHECK(opened_for({}, {}, {}) == 20);
  CHECK(opened_for(iri("doc3#/Image"), {}, {}) == 1);
  CHECK(opened_for(iri("doc3#/Image"), {}, {}) == 0); // still open
  CHECK(opened_for(iri("doc4#/Image"), iri("nothing"), {}) == 0);
  CHECK(opened_for({}, iri("part"), iri("doc5#/Pixels")) == 1);
  CHECK(opened_for(iri("doc6#/Image"), iri("part"), iri("doc7#/Pixels")) == 0);
  CHECK(opened_for({}, iri("part"), rdf::Term(rdf::literal("x"))) == 18); // two of 20 are open by now
}

TEST_CASE("opened documents are given up when they fill the cache") {
  const auto quads = in_many_graphs(6, 3000, 10);
  const Mixed data(quads, 10, {}, 12'000);
  std::uint64_t most = 0;
  for (int round = 0; round < 2; ++round)
    for (int number = 0; number < 10; ++number) {
      const ValueId name = *data.mixed->find(rdf::iri(graph_iri(number)));
      CHECK(!all_rows(*data.mixed, {{undefined, undefined, undefined, name}, GraphScope::named_graphs}).empty());
      most = std::max(most, data.mixed->counters().cached_bytes);
    }
  CHECK(data.mixed->counters().opened == 20);
  CHECK(most < 20'000);
}

TEST_CASE("a document that gives other statements than it did is refused") {
  TestArchive archive;
  archive.add(graph_iri(0), random_quads(1, 10));
  archive.add(graph_iri(1), random_quads(2, 10));
  const ArchivedSource source(snapshot_of({}), archive.finish(), archive.opener);
  archive.opener->lists[1].back().object = rdf::Term(rdf::literal("changed"));
  const auto rows_of = [&](const Pattern& pattern) {
    try {
      return std::to_string(all_rows(source, pattern).size());
    } catch (const FormatError& error) {
      CHECK(error.place().source == "list 1");
      CHECK(error.place().path == graph_iri(1));
      return error.code();
    }
  };
  const auto in = [&](int number) {
    return Pattern{{undefined, undefined, undefined, *source.find(rdf::iri(graph_iri(number)))},
                   GraphScope::named_graphs};
  };
  CHECK(rows_of(in(0)) == std::to_string(archive.opener->lists[0].size()));
  CHECK(rows_of(in(1)) == "archive.other-version");
  CHECK(rows_of({{}, GraphScope::named_graphs}) == "archive.other-version");
}

TEST_CASE("threads share an archive") {
  const auto quads = in_many_graphs(11, 2000, 10);
  const Mixed data(quads, 10, {}, 40'000);
  const auto expected = terms_of(*data.everything, all_rows(*data.everything, {{}, GraphScope::named_graphs}));
  std::array<std::vector<TermRow>, 4> found;
  {
    std::vector<std::jthread> threads;
    for (auto& rows : found)
      threads.emplace_back([&] {
        std::vector<Row> all;
        for (int number = 0; number < 10; ++number) {
          const ValueId name = *data.mixed->find(rdf::iri(graph_iri(number)));
          for (const Row& row : all_rows(*data.mixed, {{undefined, undefined, undefined, name}, GraphScope::named_graphs}))
            all.push_back(row);
        }
        rows = terms_of(*data.mixed, all);
      });
  }
  for (const auto& rows : found)
    CHECK(rows == expected);
}
