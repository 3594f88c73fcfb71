#include "graph_text.hpp"
#include "identity/same_as_view.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::identity;
using micrograph::test::graph_from;

namespace {

std::string name_of(const graph::QuadSource& source, graph::ValueId id) {
  const std::string text = source.term(id).value;
  return text.substr(text.rfind('/') + 1);
}

/// Rows of the default graph as `s p o`, sorted; a row that comes twice is there twice.
std::multiset<std::string> rows(const graph::QuadSource& source, std::array<std::string, 3> wanted, bool& known) {
  graph::Pattern pattern;
  known = true;
  for (std::size_t i = 0; i < 3; ++i)
    if (!wanted[i].empty()) {
      const auto id = source.find(rdf::iri("https://example.org/" + wanted[i]));
      if (!id) {
        known = false;
        return {};
      }
      pattern.terms[i] = *id;
    }
  std::multiset<std::string> out;
  const auto scan = source.scan(pattern, {});
  std::vector<graph::Row> block(3);
  while (const std::size_t count = scan->next(block))
    for (std::size_t i = 0; i < count; ++i)
      out.insert(name_of(source, block[i][0]) + ' ' + name_of(source, block[i][1]) + ' ' + name_of(source, block[i][2]));
  return out;
}

} // namespace

TEST_CASE("what is stated of one name is stated of the thing, once") {
  const auto graph = graph_from("ex:a ex:p ex:x . ex:b ex:p ex:x ; ex:q ex:a . ex:y ex:p ex:b . ex:a owl:sameAs ex:b .");
  const SameAsView view(*graph);
  CHECK(view.clusters() == 1);
  bool known = false;
  CHECK(rows(view, {"", "", ""}, known) == std::multiset<std::string>{"a p x", "a q a", "y p a"});
  CHECK(rows(view, {"b", "", ""}, known) == std::multiset<std::string>{"a p x", "a q a"});
  CHECK(rows(view, {"", "", "b"}, known) == std::multiset<std::string>{"a q a", "y p a"});
  CHECK(rows(view, {"b", "", "a"}, known) == std::multiset<std::string>{"a q a"});
  CHECK(*view.find(rdf::iri("https://example.org/b")) == *view.find(rdf::iri("https://example.org/a")));
}

TEST_CASE("a persistent identifier is the name that is seen") {
  const auto graph = graph_from("ex:a ex:p ex:x . orcid:0000-0002-1825-0097 ex:p ex:y . ex:a owl:sameAs orcid:0000-0002-1825-0097 .");
  const SameAsView view(*graph);
  bool known = false;
  CHECK(rows(view, {"a", "", ""}, known) == std::multiset<std::string>{"0000-0002-1825-0097 p x", "0000-0002-1825-0097 p y"});
}

TEST_CASE("without links the view is the source") {
  const auto graph = graph_from("ex:a ex:p ex:x . ex:b ex:p ex:x .");
  const SameAsView view(*graph);
  CHECK(view.clusters() == 0);
  const std::array<graph::Position, 1> order{graph::subject};
  CHECK(view.can_sort({}, order) == graph->can_sort({}, order));
  bool known = false;
  CHECK(rows(view, {"", "", ""}, known).size() == 2);
}

TEST_CASE("links in a graph of their own are seen, and its name stays") {
  const auto graph = graph_from("GRAPH ex:g { ex:a ex:p ex:x . ex:b ex:p ex:x } GRAPH ex:links { ex:b owl:sameAs ex:a }");
  const SameAsView view(*graph);
  graph::Pattern pattern;
  pattern.scope = graph::GraphScope::named_graphs;
  std::vector<graph::Row> block(8);
  const auto scan = view.scan(pattern, {});
  const std::size_t count = scan->next(block);
  REQUIRE(count == 1);
  CHECK(name_of(view, block[0][graph::graph_name]) == "g");
}

TEST_CASE("the view of random graphs is the graph with one name for each thing") {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    const std::string names = "abcdefg";
    std::vector<std::size_t> set(names.size());
    for (std::size_t i = 0; i < set.size(); ++i)
      set[i] = i;
    std::string trig;
    std::vector<std::array<std::size_t, 3>> stated;
    for (int i = 0; i < 12; ++i) {
      stated.push_back({random() % names.size(), random() % 2, random() % names.size()});
      trig += std::string("ex:") + names[stated.back()[0]] + " ex:" + "pq"[stated.back()[1]] + " ex:" + names[stated.back()[2]] + " .\n";
    }
    for (int i = 0; i < 3; ++i) {
      const std::size_t a = random() % names.size(), b = random() % names.size();
      trig += std::string("ex:") + names[a] + " owl:sameAs ex:" + names[b] + " .\n";
      const std::size_t keep = std::min(set[a], set[b]), drop = std::max(set[a], set[b]);
      std::replace(set.begin(), set.end(), drop, keep);
    }
    const auto graph = graph_from(trig);
    const SameAsView view(*graph);
    for (std::size_t s = 0; s <= names.size(); ++s)
      for (std::size_t o = 0; o <= names.size(); ++o) {
        std::multiset<std::string> wanted;
        std::set<std::string> once;
        for (const auto& [x, p, y] : stated)
          if ((s == names.size() || set[x] == set[s]) && (o == names.size() || set[y] == set[o]))
            once.insert(std::string(1, names[set[x]]) + ' ' + "pq"[p] + ' ' + names[set[y]]);
        wanted.insert(once.begin(), once.end());
        bool known = false;
        auto there = rows(view, {s == names.size() ? "" : std::string(1, names[s]), "", o == names.size() ? "" : std::string(1, names[o])}, known);
        // A name that is linked to itself alone still has that statement.
        std::erase_if(there, [](const std::string& row) { return row.find("sameAs") != std::string::npos; });
        if (known)
          CHECK(there == wanted);
      }
  }
}

namespace {

/// Many things, of which every `gap`-th is linked with the one before; each has a number of what it is said to be.
std::string linked_trig(int things, int gap) {
  std::string trig;
  for (int i = 0; i < things; ++i) {
    const std::string name = "ex:t" + std::to_string(i);
    trig += name + " ex:kind ex:k" + std::to_string(i % 7) + " ; ex:number " + std::to_string(i * 37 % 101) + " ; ex:after ex:t" + std::to_string((i * 31 + 5) % things) + " .\n";
    if (i % gap == 1)
      trig += name + " owl:sameAs ex:t" + std::to_string(i - 1) + " .\n";
  }
  return trig;
}

std::vector<graph::Row> all_rows(graph::QuadScan& scan, std::size_t block_size = 7) {
  std::vector<graph::Row> out, block(block_size);
  while (const std::size_t count = scan.next(block))
    out.insert(out.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
  return out;
}

/// What the view is to give, made row by row.
std::vector<graph::Row> renamed_rows(const graph::QuadSource& source, const SameAsView& view, const graph::Pattern& pattern) {
  std::vector<graph::Row> out;
  const auto same_as = source.find(rdf::iri("http://www.w3.org/2002/07/owl#sameAs"));
  for (graph::Row row : all_rows(*source.scan({}))) {
    if (same_as && row[graph::predicate] == *same_as)
      continue;
    for (const graph::Position position : {graph::subject, graph::object})
      row[position] = *view.find(source.term(row[position]));
    bool wanted = true;
    for (std::size_t i = 0; i < 3; ++i)
      wanted = wanted && (!pattern.terms[i].defined() || pattern.terms[i] == row[i]);
    if (wanted)
      out.push_back(row);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<graph::Row> in_order(std::vector<graph::Row> rows) {
  std::sort(rows.begin(), rows.end());
  return rows;
}

bool is_sorted_by(const std::vector<graph::Row>& rows, const std::vector<graph::Position>& order) {
  return std::is_sorted(rows.begin(), rows.end(), [&](const graph::Row& a, const graph::Row& b) {
    for (const graph::Position position : order)
      if (a[position] != b[position])
        return a[position] < b[position];
    return false;
  });
}

/// One pattern of each shape: nothing bound, a property, a thing that is linked, one that is not …
std::vector<graph::Pattern> patterns_of(const graph::QuadSource& view) {
  const auto id = [&](const char* name) { return *view.find(rdf::iri(std::string("https://example.org/") + name)); };
  const graph::ValueId any;
  std::vector<graph::Pattern> out;
  for (const graph::ValueId s : {any, id("t1"), id("t5")})
    for (const graph::ValueId p : {any, id("kind"), id("after"), id("number")})
      for (const graph::ValueId o : {any, id("t0"), id("t17"), id("k3")}) {
        graph::Pattern pattern;
        pattern.terms = {s, p, o, any};
        out.push_back(pattern);
      }
  return out;
}

const std::vector<std::vector<graph::Position>> all_orders{{},
                                                           {graph::subject},
                                                           {graph::object},
                                                           {graph::predicate, graph::subject, graph::object},
                                                           {graph::object, graph::subject, graph::predicate},
                                                           {graph::subject, graph::object, graph::predicate}};

} // namespace

namespace {

void check_runs(const SameAsView& view, const graph::Pattern& pattern, const std::vector<graph::Position>& order, const std::vector<graph::Row>& rows) {
  const auto scan = view.scan(pattern, order);
  if (order.empty() || !scan->counts_runs(order.front()))
    return;
  std::vector<std::pair<graph::ValueId, std::uint64_t>> wanted, runs;
  for (const graph::Row& row : rows) {
    if (wanted.empty() || wanted.back().first != row[order.front()])
      wanted.emplace_back(row[order.front()], 0);
    ++wanted.back().second;
  }
  for (graph::RowRun run = scan->next_run(order.front()); run.rows != 0; run = scan->next_run(order.front()))
    runs.emplace_back(run.term, run.rows);
  CHECK(runs == wanted);
}

} // namespace

TEST_CASE("the view keeps the order of the source, its counts and its parts") {
  for (const int gap : {2, 20, 150}) {
    const auto graph = graph_from(linked_trig(1500, gap));
    const SameAsView view(*graph);
    REQUIRE(view.clusters() != 0);
    for (const graph::Pattern& pattern : patterns_of(view)) {
      const std::vector<graph::Row> wanted = renamed_rows(*graph, view, pattern);
      for (const auto& order : all_orders) {
        const std::vector<graph::Row> whole = all_rows(*view.scan(pattern, order));
        CHECK(in_order(whole) == wanted);
        CHECK((!graph->can_sort(pattern, order) || view.can_sort(pattern, order)));
        if (view.can_sort(pattern, order))
          CHECK(is_sorted_by(whole, order));
        if (const auto count = view.scan(pattern, order)->remaining())
          CHECK(*count == whole.size());
        check_runs(view, pattern, order, whole);
        if (!view.can_split(pattern))
          continue;
        for (const std::uint64_t parts : {2, 5}) {
          std::vector<graph::Row> joined;
          for (std::uint64_t part = 0; part < parts; ++part) {
            const auto scan = view.scan(pattern, order);
            REQUIRE(scan->narrow(part, parts));
            const auto rows = all_rows(*scan, 300);
            joined.insert(joined.end(), rows.begin(), rows.end());
          }
          CHECK(joined.size() == whole.size());
          CHECK(in_order(joined) == wanted);
          if (view.can_sort(pattern, order))
            CHECK(is_sorted_by(joined, order));
        }
      }
    }
  }
}

TEST_CASE("no run of one subject is in two parts if that is asked for") {
  const auto graph = graph_from(linked_trig(1500, 3));
  const SameAsView view(*graph);
  const std::array<graph::Position, 2> order{graph::subject, graph::predicate};
  REQUIRE(view.can_sort({}, order));
  std::set<graph::ValueId> ended;
  for (std::uint64_t part = 0; part < 7; ++part) {
    const auto scan = view.scan({}, order);
    REQUIRE(scan->narrow(part, 7, graph::subject));
    std::set<graph::ValueId> subjects;
    for (const graph::Row& row : all_rows(*scan))
      subjects.insert(row[graph::subject]);
    for (const graph::ValueId subject : subjects)
      CHECK(ended.insert(subject).second);
  }
  CHECK(ended.size() == 1000);
}

TEST_CASE("what has no linked name is split as the source splits it") {
  const auto graph = graph_from(linked_trig(1500, 150));
  const SameAsView view(*graph);
  graph::Pattern pattern;
  pattern.terms[graph::predicate] = *view.find(rdf::iri("https://example.org/number"));
  CHECK(view.can_split(pattern));
  pattern.terms[graph::subject] = *view.find(rdf::iri("https://example.org/t1"));
  CHECK(!view.can_split(pattern));
}

TEST_CASE("a scan may pass over what is below") {
  const auto graph = graph_from(linked_trig(1500, 3));
  const SameAsView view(*graph);
  const std::array<graph::Position, 1> order{graph::subject};
  const std::vector<graph::Row> all = all_rows(*view.scan({}, order));
  const graph::ValueId least = all[all.size() / 2][graph::subject];
  const auto scan = view.scan({}, order);
  scan->seek(graph::subject, least);
  std::vector<graph::Row> rest = all_rows(*scan);
  std::erase_if(rest, [&](const graph::Row& row) { return row[graph::subject] < least; });
  std::vector<graph::Row> wanted = all;
  std::erase_if(wanted, [&](const graph::Row& row) { return row[graph::subject] < least; });
  CHECK(in_order(rest) == in_order(wanted));
}
