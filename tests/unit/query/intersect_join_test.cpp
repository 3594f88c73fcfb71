// Patterns that leave the same variable free, joined at once: the same rows as one after the other, and no
// more work than the shorter lists are long.

#include "query_fixture.hpp"

#include "base/error.hpp"
#include "query/explain.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

using micrograph::QueryError;
using micrograph::query::Limits;
using micrograph::query::PlanOptions;
using micrograph::query::PlanStep;
using micrograph::query::PreparedQuery;
using micrograph::test::graph_of;
using micrograph::test::rows_in_order;

namespace {

enum class Way { chosen, pairwise, together };

PreparedQuery prepared(const std::string& text, Way way, unsigned threads = 1) {
  PlanOptions options;
  options.threads = threads;
  options.fewest_rows_for_threads = threads > 1 ? 0 : options.fewest_rows_for_threads;
  options.intersect_joins = way != Way::pairwise;
  if (way == Way::together)
    options.lookup_joins = options.merge_joins = options.hash_joins = false;
  return {micrograph::test::prefixes + text, "query", nullptr, {}, options};
}

std::vector<std::string> sorted(std::vector<std::string> rows) {
  std::sort(rows.begin(), rows.end());
  return rows;
}

bool intersects(const PlanStep& step) {
  return step.kind == "IntersectJoin" || std::any_of(step.children.begin(), step.children.end(), intersects);
}

std::uint64_t rows_read(const PlanStep& step) {
  std::uint64_t rows = step.rows_read;
  for (const PlanStep& child : step.children)
    rows += rows_read(child);
  return rows;
}

std::uint64_t rows_made(const PlanStep& step) {
  std::uint64_t rows = step.rows;
  for (const PlanStep& child : step.children)
    rows += rows_made(child);
  return rows;
}

/// Two thousand things, each linked to four others; with `hub`, one is linked to half of them and half of
/// them to it.
std::shared_ptr<const micrograph::graph::Snapshot> network(bool hub) {
  std::string trig;
  for (int i = 0; i < 2000; ++i) {
    const std::string name = ":n" + std::to_string(i);
    for (const int step : {1, 2, 3, 1997})
      trig += name + " :to :n" + std::to_string((i + step) % 2000) + " .\n";
    if (i % 20 == 0)
      trig += name + " a :Mark .\n";
    if (i % 20 == 3)
      trig += name + " :is :Odd ; a :Strange .\n";
    if (hub)
      trig += i % 2 == 0 ? name + " :to :hub .\n" : ":hub :to " + name + " .\n";
  }
  return graph_of(trig);
}

const std::string triangle = "SELECT * { ?a :to ?b . ?b :to ?c . ?a :to ?c }";

const std::vector<std::string> cycles{
    triangle,
    "SELECT * { ?a :to ?b . ?b :to ?c . ?c :to ?a }",
    "SELECT * { ?a a :Mark ; :to ?b . ?b :to ?d . ?a :to ?c . ?c :to ?d FILTER (?b != ?c) }",
    "SELECT * { ?a :to ?b . ?b :to ?c . ?a :to ?c . ?b :to ?d . ?a :to ?d . ?c :to ?d }",
    "SELECT (COUNT(*) AS ?n) { ?a :to ?b . ?b :to ?c . ?a :to ?c . ?c :is :Odd }",
    "SELECT DISTINCT ?a { ?a :to ?b . ?b :to ?c . ?a :to ?c . ?c a ?kind }",
    "SELECT ?a ?c { ?a a :Mark OPTIONAL { ?a :to ?b . ?b :to ?c . ?a :to ?c } }",
    "SELECT ?a { ?a a :Mark FILTER EXISTS { ?a :to ?b . ?b :to ?c . ?a :to ?c . ?c :is :Odd } }",
};

} // namespace

TEST_CASE("patterns joined at once give the rows of patterns joined one after the other") {
  for (const bool hub : {false, true}) {
    const auto data = network(hub);
    for (const std::string& text : cycles) {
      CAPTURE(text);
      const auto expected = sorted(rows_in_order(*data, prepared(text, Way::pairwise)));
      CHECK_FALSE(expected.empty());
      const auto together = rows_in_order(*data, prepared(text, Way::together));
      CHECK(sorted(together) == expected);
      CHECK(rows_in_order(*data, prepared(text, Way::together, 3)) == together);
      CHECK(sorted(rows_in_order(*data, prepared(text, Way::chosen))) == expected);
      CHECK(intersects(prepared(text, Way::together).plan(*data, true)));
      CHECK_FALSE(intersects(prepared(text, Way::pairwise).plan(*data, true)));
    }
  }
}

TEST_CASE("lists of any length meet, in graphs and with parameters") {
  // 10,000 partners of :a and 3,000 of :b, of which every sixth is shared; both are asked for time and again.
  std::string trig = ":g {\n";
  for (int i = 0; i < 10'000; ++i)
    trig += ":a :p :x" + std::to_string(i) + " .\n";
  for (int i = 0; i < 3'000; ++i)
    trig += ":b :q :x" + std::to_string(i * 6) + " .\n";
  for (int i = 0; i < 4; ++i)
    trig += ":a :r" + std::to_string(i % 2) + " :b . :k" + std::to_string(i) + " :on :a ; :off :b .\n";
  const auto data = graph_of(trig + "}");
  const std::string pattern = "{ ?k :on ?a ; :off ?b . ?a :p ?x . ?b :q ?x }";
  for (const std::string& text : {"SELECT (COUNT(*) AS ?n) { GRAPH :g " + pattern + " }",
                                 "SELECT (COUNT(*) AS ?n) { GRAPH ?g " + pattern + " }",
                                 "SELECT (COUNT(*) AS ?n) FROM :g " + pattern}) {
    CAPTURE(text);
    CHECK(intersects(prepared(text, Way::together).plan(*data, false)));
    CHECK(rows_in_order(*data, prepared(text, Way::together)) ==
          std::vector<std::string>{"6668"}); // 4 * 1,667
    PreparedQuery of_one = prepared(text, Way::together);
    of_one.bind("k", micrograph::rdf::Term(micrograph::rdf::TermKind::iri, "http://e/k1"));
    CHECK(rows_in_order(*data, of_one) == std::vector<std::string>{"1667"});
    PreparedQuery met = prepared(text, Way::together);
    met.bind("x", micrograph::rdf::Term(micrograph::rdf::TermKind::iri, "http://e/x6"));
    CHECK(rows_in_order(*data, met) == std::vector<std::string>{"4"});
  }
}

TEST_CASE("what cannot be intersected is joined otherwise") {
  const auto data = network(false);
  for (const std::string text :
       {"SELECT * { ?a :to ?b . ?b :to ?c . ?c :is ?d }",   // no two leave the same variable free
        "SELECT * { ?a :is ?b . ?b ?p ?c . ?a ?p ?c }",     // the property varies
        "SELECT * { ?a :is ?b . ?b :to ?c . ?a ?c ?d }",    // it would meet as a property
        "SELECT * { ?a :is ?b . ?c :to ?c . ?c ?p ?a }"}) { // it stands twice
    CAPTURE(text);
    CHECK_FALSE(intersects(prepared(text, Way::together).plan(*data, false)));
    CHECK(sorted(rows_in_order(*data, prepared(text, Way::together))) ==
          sorted(rows_in_order(*data, prepared(text, Way::pairwise))));
  }
}

TEST_CASE("a hub is noticed, and costs no more than its edges") {
  CHECK_FALSE(intersects(prepared(triangle, Way::chosen).plan(*network(false), true)));
  const auto data = network(true);
  const PlanStep chosen = prepared(triangle, Way::chosen).plan(*data, true);
  CHECK(intersects(chosen));
  const PlanStep pairwise = prepared(triangle, Way::pairwise).plan(*data, true);
  CHECK(rows_made(chosen) < 25'000);
  CHECK(rows_made(pairwise) > 1'000'000);
  CHECK(rows_read(chosen) < 200'000);
}

TEST_CASE("a join at once keeps to the limits of the run") {
  const auto data = network(true);
  std::atomic<bool> stop{true};
  Limits limits;
  limits.cancelled = &stop;
  const auto run = [&] { (void)rows_in_order(*data, prepared(triangle, Way::together), limits); };
  CHECK_THROWS_WITH_AS(run(), "the query was cancelled", QueryError);
  limits = {};
  limits.bytes = 100;
  CHECK_THROWS_WITH_AS(run(), doctest::Contains("IntersectJoin"), QueryError);
  limits.bytes = 10'000'000;
  CHECK_NOTHROW(run());
}
