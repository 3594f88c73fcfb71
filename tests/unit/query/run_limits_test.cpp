// A run ends when its steps hold more bytes than it may, and says which step it was; it can be stopped at any time, and it
// hands rows on as they come.

#include "query_fixture.hpp"
#include "support/watched_source.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <span>
#include <string>

using micrograph::QueryError;
using micrograph::query::Limits;
using micrograph::query::PreparedQuery;
using micrograph::test::graph_of;

namespace {

constexpr int things = 20'000;

/// Things with a value, each pointing to the next one.
const micrograph::graph::QuadSource& many() {
  static const auto data = [] {
    std::string trig;
    for (int i = 0; i < things; ++i)
      trig += ":n" + std::to_string(i) + " :p \"value " + std::to_string(i) + "\" ; :next :n" + std::to_string(i + 1) + " .\n";
    return graph_of(trig);
  }();
  return *data;
}

/// What the error of a run says that may hold so many bytes; empty if it came to its end.
std::string refusal(const std::string& text, std::uint64_t bytes, const micrograph::query::PlanOptions& options = {}) {
  Limits limits;
  limits.bytes = bytes;
  const PreparedQuery query(micrograph::test::prefixes + text, "query", nullptr, {}, options);
  try {
    if (query.form() == micrograph::query::Form::select) {
      (void)query.select(many(), [](const auto&) {}, limits);
    } else {
      micrograph::rdf::QuadList list;
      query.construct(many(), list, limits);
    }
  } catch (const QueryError& error) {
    CHECK(error.code() == "query.memory-limit");
    return error.what();
  }
  return {};
}

void check_limited(const std::string& query, const std::string& step) {
  CAPTURE(query);
  const std::string said = refusal(query, 100'000);
  CHECK_MESSAGE(said.find("in the step: " + step) != std::string::npos, said);
  CHECK(said.find("100.0 kB") != std::string::npos);
  CHECK(refusal(query, 100'000'000).empty());
}

} // namespace

TEST_CASE("steps that hold rows are bounded in bytes") {
  check_limited("SELECT ?v { ?s :p ?v } ORDER BY ?v", "Order");
  check_limited("SELECT DISTINCT ?v { ?s :p ?v }", "Distinct");
  check_limited("SELECT ?v (MIN(?s) AS ?n) { ?s :p ?v } GROUP BY ?v", "Group");
  check_limited("SELECT (COUNT(DISTINCT ?v) AS ?n) (SAMPLE(?s) AS ?any) { ?s :p ?v }", "Group");
  check_limited("SELECT (COUNT(DISTINCT *) AS ?n) { ?s :p ?v }", "Group");
  check_limited("SELECT (GROUP_CONCAT(?v) AS ?all) { ?s :p ?v }", "Group");
  check_limited("SELECT * { ?s :p ?v MINUS { ?s :next ?o } }", "Minus");
  check_limited("SELECT ?s ?t { { SELECT ?s { ?s :p ?v } } { SELECT ?t { ?t :next ?o } } } LIMIT 1", "NestedLoopJoin");
}

TEST_CASE("so are paths, constructed triples and terms that are worked out") {
  check_limited("SELECT ?o { :n0 :next+ ?o }", "a property path");
  check_limited("SELECT ?s ?o { ?s :next+ ?o } LIMIT 1", "a property path");
  check_limited("CONSTRUCT { ?s :is ?v } { ?s :p ?v }", "CONSTRUCT");
  check_limited("DESCRIBE ?s { ?s :p ?v }", "DESCRIBE");
  check_limited("SELECT ?t { ?s :p ?v BIND (CONCAT(?v, \"!\") AS ?t) }", "the texts and numbers");
}

TEST_CASE("one row can be too much") {
  std::string doubled = "SELECT (STRLEN(?x40) AS ?n) { BIND (\"text\" AS ?x0)";
  for (int i = 1; i <= 40; ++i) {
    const std::string before = "?x" + std::to_string(i - 1);
    doubled += " BIND (CONCAT(" + before + ", " + before + ") AS ?x" + std::to_string(i) + ")";
  }
  CHECK(refusal(doubled + " }", 1'000'000).find("the texts and numbers") != std::string::npos);
}

TEST_CASE("what is held is given back when a step starts anew") {
  // Each of the inner sorts holds a little, all of them together much more than the limit.
  const std::string query = "SELECT ?s { ?s :p ?v FILTER EXISTS { SELECT ?o { ?o :p ?w } ORDER BY ?w LIMIT 5 } } LIMIT 100";
  CHECK(refusal(query, 4'000'000).empty());
}

TEST_CASE("what a step held is given back when it has given all its rows") {
  // Beside its hash table, whose right side is counted first, nothing of a count stays.
  const std::string count = "{ SELECT (COUNT(DISTINCT ?v) AS ?n) { ?s :next ?o . ?o :next ?t . ?t :p ?v } }";
  std::string all = "SELECT ?n { " + count;
  for (int i = 0; i < 15; ++i)
    all += " UNION " + count;
  micrograph::query::PlanOptions options;
  options.fewest_rows_for_threads = 0;
  for (const unsigned threads : {1U, 3U}) {
    CAPTURE(threads);
    options.threads = threads;
    std::uint64_t bytes = 1'000'000;
    while (!refusal("SELECT ?n " + count, bytes, options).empty())
      bytes += bytes / 8;
    CHECK(bytes > 1'200'000); // or the limit says nothing
    // Sixteen times as much with two times the memory: how far threads are ahead of each other differs.
    CHECK(refusal(all + " }", 2 * bytes, options).empty());
  }
}

TEST_CASE("distinct values that come in their order are counted without being held") {
  CHECK(refusal("SELECT (COUNT(DISTINCT ?v) AS ?n) { ?s :p ?v }", 100'000).empty());
  CHECK(refusal("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s :p ?v ; :next ?o FILTER (?o != :n7) }", 1'000'000).empty());
}

TEST_CASE("without a limit anything may be held") {
  CHECK(refusal("SELECT ?v { ?s :p ?v } ORDER BY ?v", 0).empty());
}

TEST_CASE("rows are handed on as they come") {
  // Whoever stops after the first row has made the source give a handful: these steps do not wait for more.
  for (const std::string text : {"SELECT * { ?s :p ?v }", "SELECT ?o { ?s :p ?v . ?s :next ?o }", "SELECT DISTINCT ?s { ?s ?p ?v }",
                           "SELECT * { ?s :p ?v FILTER (?v != \"none\") }",
                           "SELECT * { { ?s :p ?v } UNION { ?s :next ?v } }"}) {
    CAPTURE(text);
    const micrograph::test::WatchedSource watched(many());
    struct Enough {};
    std::size_t rows = 0;
    const auto stop_at_first = [&](const micrograph::query::Solution&) {
      ++rows;
      throw Enough();
    };
    const PreparedQuery query(micrograph::test::prefixes + text, "query");
    CHECK_THROWS_AS((void)query.select(watched, stop_at_first), Enough);
    CHECK(rows == 1);
    CHECK(watched.rows() < 500);
  }
}

TEST_CASE("a sort can be stopped") {
  // The flag is raised while the last row is read, so only the sort itself can notice it.
  std::atomic<bool> stop{false};
  int read = 0;
  const micrograph::query::FunctionTable functions{
      {"http://e/watch", [&](std::span<const micrograph::rdf::Term> arguments) {
         stop = ++read == things;
         return arguments.front();
       }}};
  Limits limits;
  limits.cancelled = &stop;
  const PreparedQuery query(std::string(micrograph::test::prefixes) + "SELECT ?s { ?s :p ?v } ORDER BY :watch(?v)", "query",
                            &functions);
  std::size_t rows = 0;
  const auto run = [&] { (void)query.select(many(), [&](const auto&) { ++rows; }, limits); };
  CHECK_THROWS_WITH_AS(run(), "the query was cancelled", QueryError);
  CHECK(read == things);
  CHECK(rows == 0);
}

TEST_CASE("before each search for more rows there is a pause") {
  const PreparedQuery query(std::string(micrograph::test::prefixes) + "SELECT ?s { ?s :p ?v }", "query");
  int rows = 0, pauses = 0, before_first_pause = 0;
  const auto row = [&](const auto&) { ++rows; };
  const auto pause = [&] {
    if (++pauses == 1)
      before_first_pause = rows;
  };
  CHECK(query.select(many(), row, {}, pause) == things);
  CHECK(before_first_pause <= 16);
  CHECK(pauses >= things / 1024);
}
