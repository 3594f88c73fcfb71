// Several threads on one query: the same rows in the same order, the same bounds, and counts that add up.

#include "query_fixture.hpp"
#include "support/watched_source.hpp"

#include "base/error.hpp"
#include "query/explain.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using micrograph::Error;
using micrograph::QueryError;
using micrograph::query::Limits;
using micrograph::query::PlanOptions;
using micrograph::query::PlanStep;
using micrograph::query::PreparedQuery;
using micrograph::test::graph_of;
using micrograph::test::rows_in_order;

namespace {

constexpr int things = 30'000;

/// Things in an order that is not that of their numbers, with values of several kinds; one in three has a mark.
const micrograph::graph::QuadSource& many() {
  static const auto data = [] {
    std::string trig;
    for (int i = 0; i < things; ++i) {
      const std::string name = ":n" + std::to_string(i * 7919 % things);
      trig += name + " a :T ; :number " + std::to_string(i % 1000) + " ; :group :g" + std::to_string(i % 17) +
              " ; :size \"" + std::to_string(i % 97) + "." + std::to_string(i % 7 + 1) + "\"^^<http://www.w3.org/2001/XMLSchema#double>" +
              " ; :next :n" + std::to_string(i) + " .\n";
      if (i % 3 == 0)
        trig += name + " :mark \"m" + std::to_string(i % 50) + "\" .\n";
    }
    for (int i = 0; i < 17; ++i)
      trig += ":g" + std::to_string(i) + " :name \"group " + std::to_string(i) + "\" .\n";
    return graph_of(trig);
  }();
  return *data;
}

PlanOptions with_threads(unsigned threads) {
  PlanOptions options;
  options.threads = threads;
  options.fewest_rows_for_threads = 0;
  return options;
}

PreparedQuery prepared(const std::string& text, unsigned threads, const micrograph::query::FunctionTable* functions = nullptr) {
  return {micrograph::test::prefixes + text, "query", functions, {}, with_threads(threads)};
}

/// The first step of this kind, in the order of explain; null if there is none.
const PlanStep* find(const PlanStep& step, const std::string& kind) {
  if (step.kind == kind)
    return &step;
  for (const PlanStep& child : step.children)
    if (const PlanStep* found = find(child, kind))
      return found;
  return nullptr;
}

bool uses_threads(const PlanStep& plan) {
  const PlanStep* group = find(plan, "Group");
  return find(plan, "Gather") != nullptr || (group != nullptr && group->detail.find("parts") != std::string::npos);
}

/// Its scans fail once they have given so many rows; it can be split as the other one can.
class FailingSource final : public micrograph::test::WatchedSource {
public:
  FailingSource(const micrograph::graph::QuadSource& source, std::uint64_t rows) : WatchedSource(source), source_(source), left_(rows) {}
  [[nodiscard]] bool can_split(const micrograph::graph::Pattern& pattern) const override { return source_.can_split(pattern); }
  [[nodiscard]] std::unique_ptr<micrograph::graph::QuadScan>
  scan(const micrograph::graph::Pattern& pattern, std::span<const micrograph::graph::Position> sorted_by) const override {
    return std::make_unique<Scan>(source_.scan(pattern, sorted_by), left_);
  }

private:
  class Scan final : public micrograph::graph::QuadScan {
  public:
    Scan(std::unique_ptr<micrograph::graph::QuadScan> scan, std::atomic<std::uint64_t>& left) : scan_(std::move(scan)), left_(left) {}
    std::size_t next(std::span<micrograph::graph::Row> out) override {
      const std::size_t count = scan_->next(out);
      if (left_.fetch_sub(count) < count || left_ > std::uint64_t{1} << 62)
        throw micrograph::FormatError("test.damaged", "the rows end here");
      return count;
    }
    bool narrow(std::uint64_t part, std::uint64_t parts, std::optional<micrograph::graph::Position> whole_runs) override {
      return scan_->narrow(part, parts, whole_runs);
    }

  private:
    std::unique_ptr<micrograph::graph::QuadScan> scan_;
    std::atomic<std::uint64_t>& left_;
  };
  const micrograph::graph::QuadSource& source_;
  mutable std::atomic<std::uint64_t> left_;
};

/// Its scans give rows to the thread that made it; others wait for them until they are let go, or for as long as a test may take.
class HeldSource final : public micrograph::test::WatchedSource {
public:
  explicit HeldSource(const micrograph::graph::QuadSource& source) : WatchedSource(source), source_(source) {}
  void let_go() const {
    const std::lock_guard lock(mutex_);
    free_ = true;
    changed_.notify_all();
  }
  /// Whether a thread waited in vain.
  [[nodiscard]] bool is_stuck() const { return stuck_; }

  [[nodiscard]] bool can_split(const micrograph::graph::Pattern& pattern) const override { return source_.can_split(pattern); }
  [[nodiscard]] std::unique_ptr<micrograph::graph::QuadScan>
  scan(const micrograph::graph::Pattern& pattern, std::span<const micrograph::graph::Position> sorted_by) const override {
    return std::make_unique<Scan>(source_.scan(pattern, sorted_by), *this);
  }

private:
  class Scan final : public micrograph::graph::QuadScan {
  public:
    Scan(std::unique_ptr<micrograph::graph::QuadScan> scan, const HeldSource& source) : scan_(std::move(scan)), source_(source) {}
    std::size_t next(std::span<micrograph::graph::Row> out) override {
      source_.wait();
      return scan_->next(out);
    }
    bool narrow(std::uint64_t part, std::uint64_t parts, std::optional<micrograph::graph::Position> whole_runs) override {
      return scan_->narrow(part, parts, whole_runs);
    }

  private:
    std::unique_ptr<micrograph::graph::QuadScan> scan_;
    const HeldSource& source_;
  };

  void wait() const {
    if (std::this_thread::get_id() == reader_)
      return;
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::seconds(10), [this] { return free_; }))
      stuck_ = true;
  }

  const micrograph::graph::QuadSource& source_;
  std::thread::id reader_ = std::this_thread::get_id();
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  mutable bool free_ = false;
  mutable std::atomic<bool> stuck_{false};
};

const std::vector<std::string> questions{
    "SELECT ?s ?v { ?s :number ?v FILTER (?v > 900) }",
    "SELECT ?s ?n ?g { ?s :number ?n ; :group ?g ; :mark ?m }",
    "SELECT (COUNT(*) AS ?n) { ?s :number ?v ; :size ?z FILTER (?z < 5) }",
    "SELECT ?g (COUNT(?s) AS ?n) (SUM(?z) AS ?sum) (AVG(?z) AS ?mean) (SAMPLE(?s) AS ?first) { ?s :group ?g ; :size ?z } GROUP BY ?g",
    "SELECT ?g (MIN(?m) AS ?least) (MAX(?m) AS ?most) (GROUP_CONCAT(?m) AS ?all) { ?s :group ?g ; :mark ?m } GROUP BY ?g",
    "SELECT ?k (COUNT(DISTINCT ?g) AS ?n) (MAX(DISTINCT ?v) AS ?most) { ?s :group ?g ; :number ?v } GROUP BY (STRLEN(STR(?v)) AS ?k)",
    "SELECT (SUM(DISTINCT ?v) AS ?sum) (COUNT(DISTINCT *) AS ?n) { ?s :number ?v ; :group ?g }",
    "SELECT (GROUP_CONCAT(DISTINCT ?g) AS ?all) { ?s :number ?v ; :group ?g }",
    "SELECT DISTINCT ?g ?m { ?s :group ?g ; :mark ?m }",
    "SELECT ?s ?z { ?s :size ?z ; :group ?g } ORDER BY DESC(?z) LIMIT 40",
    "SELECT ?s ?z { ?s :size ?z ; :group ?g } ORDER BY ?z OFFSET 7 LIMIT 5",
    "SELECT ?s ?z { ?s :size ?z . ?s :mark ?m } ORDER BY ?z",
    "SELECT ?s ?m { ?s :number ?v OPTIONAL { ?s :mark ?m } FILTER (?v = 12) }",
    "SELECT ?s { ?s :number ?v FILTER NOT EXISTS { ?s :mark ?m } FILTER (?v < 30) }",
    "SELECT ?s { ?s :number ?v MINUS { ?s :mark ?m } FILTER (?v < 30) }",
    "SELECT ?s { ?s :number ?v FILTER EXISTS { ?s :mark ?m FILTER (?v < 30) } }",
    "SELECT ?a ?c { ?a :next ?b . ?b :next ?c . ?c :mark ?m }",
    "SELECT ?s ?name { ?s :group ?g . ?g :name ?name FILTER (CONTAINS(?name, \"1\")) }",
    "SELECT ?s ?t { ?s :mark ?m BIND (CONCAT(?m, \"!\") AS ?t) }",
    "SELECT ?t (COUNT(*) AS ?n) { ?s :mark ?m } GROUP BY (CONCAT(?m, \"!\") AS ?t)",
    "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s :number ?v ; :size ?z FILTER (?z < 5) }",
    "SELECT ?s { ?s :mark ?m FILTER (STRSTARTS(?m, \"m1\")) }",
};

} // namespace

TEST_CASE("with threads the same rows come in the same order") {
  for (const std::string& text : questions) {
    CAPTURE(text);
    const auto one = rows_in_order(many(), prepared(text, 1));
    for (const unsigned threads : {2U, 5U})
      CHECK(rows_in_order(many(), prepared(text, threads)) == one);
    CHECK_FALSE(uses_threads(prepared(text, 1).plan(many(), true)));
    CHECK(uses_threads(prepared(text, 2).plan(many(), true)));
    CHECK_FALSE(one.empty());
  }
}

TEST_CASE("what is too large to be found ahead of the reader is read in its turn") {
  PlanOptions narrow = with_threads(3);
  narrow.most_bytes_ahead = 20'000;
  for (const std::string& text : questions) {
    CAPTURE(text);
    const PreparedQuery query(micrograph::test::prefixes + text, "query", nullptr, {}, narrow);
    CHECK(rows_in_order(many(), query) == rows_in_order(many(), prepared(text, 1)));
  }
  // An answer of hundreds of millions of rows streams, whoever finds them.
  narrow.most_bytes_ahead = 1'000'000;
  const PreparedQuery all(std::string(micrograph::test::prefixes) + "SELECT ?a ?b { ?a :number ?v . ?b :mark ?m }", "query", nullptr, {}, narrow);
  Limits limits;
  limits.bytes = 20'000'000;
  struct Enough {};
  int rows = 0;
  const auto read = [&](const auto&) {
    if (++rows == 500'000)
      throw Enough();
  };
  CHECK_THROWS_AS(all.select(many(), read, limits), Enough);
}

TEST_CASE("values that come in their order are counted once each, also where they lie across parts") {
  PlanOptions options = with_threads(1);
  options.fewest_rows_to_drop = 1e9; // all rows of a thing come to be counted
  const std::string pattern = "{ ?s ?p ?o FILTER (?o != 3) }";
  const auto answer = [&](const std::string& text) {
    return rows_in_order(many(), PreparedQuery(micrograph::test::prefixes + text, "query", nullptr, {}, options));
  };
  const auto right = answer("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s " + pattern + " }");
  for (const unsigned threads : {1U, 2U, 7U}) {
    options.threads = threads;
    CHECK(answer("SELECT (COUNT(DISTINCT ?s) AS ?n) " + pattern) == right);
    CHECK(answer("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o FILTER (?o < 0) }") == std::vector<std::string>{"0"});
  }
}

TEST_CASE("what threads would change is left to one") {
  for (const std::string text : {"SELECT ?s ?b { ?s :number ?v BIND (BNODE() AS ?b) }", "SELECT ?s { ?s :number ?v FILTER (RAND() < 2) }",
                                 "SELECT ?s { ?s :number ?v } LIMIT 10", "SELECT DISTINCT ?v { ?s :number ?v } LIMIT 10",
                                 "SELECT (COUNT(*) AS ?n) { ?s :number ?v }"}) {
    CAPTURE(text);
    CHECK_FALSE(uses_threads(prepared(text, 4).plan(many(), true)));
  }
  // Of an own function nobody knows whether it may be called by several threads.
  const micrograph::query::FunctionTable functions{{"http://e/f", [](auto arguments) { return arguments.front(); }}};
  CHECK_FALSE(uses_threads(prepared("SELECT ?s { ?s :number ?v FILTER (:f(?v) = 3) }", 4, &functions).plan(many(), true)));
}

TEST_CASE("a small question is answered by one thread") {
  const PreparedQuery query(std::string(micrograph::test::prefixes) + "SELECT ?s { :g1 :name ?n . ?s :group :g1 ; :number ?v }", "query");
  CHECK_FALSE(uses_threads(query.plan(many(), true)));
}

TEST_CASE("each row is counted once, whoever found it") {
  const std::string text = "SELECT ?g (COUNT(*) AS ?n) { ?s :number ?v ; :group ?g FILTER (?v < 500) } GROUP BY ?g";
  const PlanStep one = prepared(text, 1).plan(many(), true), four = prepared(text, 4).plan(many(), true);
  const PlanStep* const group = find(four, "Group");
  REQUIRE(group != nullptr);
  CHECK(group->detail == "by 1 keys, 1 aggregates, in 4 parts by 4 threads");
  const auto check_same = [](const auto& self, const PlanStep& a, const PlanStep& b) -> void {
    CHECK(a.rows == b.rows);
    CHECK(a.openings == b.openings);
    CHECK(a.exhausted == b.exhausted);
    CHECK(a.rows_read <= b.rows_read); // a part may look at a row or two of its neighbours
    CHECK(b.rows_read <= a.rows_read + 20'000);
    REQUIRE(a.children.size() == b.children.size());
    for (std::size_t i = 0; i < a.children.size(); ++i)
      self(self, a.children[i], b.children[i]);
  };
  check_same(check_same, one, four);
}

TEST_CASE("rows of a part that is given up are counted once") {
  PlanOptions narrow = with_threads(3);
  narrow.most_bytes_ahead = 20'000;
  const auto check_same = [](const auto& self, const PlanStep& one, const PlanStep& three) -> void {
    if (three.kind == "Gather" || three.kind == "Deal")
      return self(self, one, three.children.front());
    CAPTURE(one.kind);
    CHECK(three.rows == one.rows);
    CHECK(three.openings == one.openings);
    CHECK(three.exhausted == one.exhausted);
    REQUIRE(three.children.size() == one.children.size());
    for (std::size_t i = 0; i < one.children.size(); ++i)
      self(self, one.children[i], three.children[i]);
  };
  for (const std::string text : {"SELECT ?s ?v { ?s :number ?v FILTER (?v > 900) }", "SELECT ?s ?n ?g { ?s :number ?n ; :group ?g ; :mark ?m }",
                                 "SELECT ?s ?name { ?s :group ?g . ?g :name ?name FILTER (CONTAINS(?name, \"1\")) }"}) {
    CAPTURE(text);
    const PreparedQuery query(micrograph::test::prefixes + text, "query", nullptr, {}, narrow);
    const PlanStep three = query.plan(many(), true);
    CHECK(uses_threads(three));
    check_same(check_same, prepared(text, 1).plan(many(), true), three);
  }
}

TEST_CASE("an error of one thread ends the run, whichever way the rows are read") {
  for (const std::string text : {"SELECT ?s { ?s :number ?v FILTER (?v < 5) }", "SELECT (MAX(?v) AS ?n) { ?s :number ?v }",
                                 "SELECT DISTINCT ?v { ?s :number ?v }", "SELECT ?s { ?s :number ?v } ORDER BY ?v LIMIT 3"})
    for (const std::uint64_t rows : {0, 100, 5'000, 20'000}) {
      CAPTURE(text);
      const FailingSource source(many(), rows);
      CHECK_THROWS_WITH_AS((void)rows_in_order(source, prepared(text, 4)), "the rows end here", Error);
    }
}

TEST_CASE("threads keep to the limits of the run") {
  for (const std::string text : {"SELECT ?s ?z { ?s :size ?z ; :number ?v } ORDER BY ?z", "SELECT DISTINCT ?s ?v { ?s :number ?v }",
                                 "SELECT ?s (MAX(?v) AS ?m) { ?s :number ?v } GROUP BY ?s",
                                 "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s :next ?o ; :size ?z FILTER (?z > 0) }",
                                 "SELECT ?t { ?s :next ?o BIND (CONCAT(STR(?o), \"!\") AS ?t) }"}) {
    CAPTURE(text);
    Limits limits;
    limits.bytes = 200'000;
    const auto run = [&] { (void)rows_in_order(many(), prepared(text, 4), limits); };
    CHECK_THROWS_AS(run(), QueryError);
    limits.bytes = 200'000'000;
    CHECK_NOTHROW(run());
  }
}

TEST_CASE("a run with threads can be stopped") {
  std::atomic<bool> stop{true};
  Limits limits;
  limits.cancelled = &stop;
  // Each would find some fifty million rows.
  for (const std::string text : {"SELECT (COUNT(*) AS ?n) { ?a :group ?g . ?b :group ?g FILTER (?a != ?b) }",
                                 "SELECT ?a ?b { ?a :group ?g . ?b :group ?g }", "SELECT DISTINCT ?a ?b { ?a :group ?g . ?b :group ?g }",
                                 "SELECT ?a ?b { ?a :group ?g . ?b :group ?g } ORDER BY ?b LIMIT 5"}) {
    CAPTURE(text);
    CHECK_THROWS_WITH_AS((void)rows_in_order(many(), prepared(text, 4), limits), "the query was cancelled", QueryError);
  }
}

TEST_CASE("who stops reading stops the threads") {
  struct Enough {};
  int rows = 0;
  const auto first = [&](const micrograph::query::Solution&) {
    if (++rows == 3)
      throw Enough();
  };
  const auto run = [&] { (void)prepared("SELECT ?s ?v { ?s :number ?v FILTER (?v < 990) }", 4).select(many(), first); };
  CHECK_THROWS_AS(run(), Enough);
  CHECK(rows == 3);
}

TEST_CASE("the first rows come though no other thread gets on") {
  for (int run = 0; run < 20; ++run) {
    const HeldSource source(many());
    int rows = 0;
    const auto first = [&](const micrograph::query::Solution&) {
      if (++rows == 1)
        source.let_go();
    };
    (void)prepared("SELECT ?s ?v { ?s :number ?v FILTER (?v < 990) }", 4).select(source, first);
    CHECK(rows == 29'700);
    REQUIRE_FALSE(source.is_stuck());
  }
}
