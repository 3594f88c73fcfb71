#include "graph_text.hpp"
#include "identity/same_as_view.hpp"

#include <doctest/doctest.h>

#include <array>
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
