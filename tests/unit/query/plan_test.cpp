// The plan that `query --explain` shows: as numbers, as text for people, as JSON.

#include "query_fixture.hpp"

#include "base/json.hpp"
#include "query/explain.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using micrograph::query::plan_text;
using micrograph::query::PlanStep;
using micrograph::query::PreparedQuery;
using micrograph::test::graph_of;

namespace {

PlanStep plan(const micrograph::graph::QuadSource& data, const std::string& text) {
  return PreparedQuery(micrograph::test::prefixes + text, "query").plan(data, true);
}

PlanStep measured(double estimated, std::uint64_t rows, std::uint64_t openings, std::uint64_t exhausted) {
  PlanStep step;
  step.kind = "Scan";
  step.estimated_rows = estimated;
  step.rows = rows;
  step.openings = openings;
  step.exhausted = exhausted;
  return step;
}

} // namespace

TEST_CASE("a plan is a tree that counts what came") {
  const auto data = graph_of(":a :p 3 , 1 , 2 . :b :p 4 .");
  const PlanStep order = plan(*data, "SELECT ?v { ?s :p ?v } ORDER BY ?v");
  CHECK(order.kind == "Order");
  CHECK(order.rows == 4);
  CHECK(order.openings == 1);
  CHECK(order.most_bytes >= 4 * 2 * sizeof(std::uint64_t)); // four rows of two variables
  REQUIRE(order.children.size() == 1);
  const PlanStep& scan = order.children.front();
  CHECK(scan.kind == "Scan");
  CHECK(scan.detail == "?s <http://e/p> ?v");
  CHECK(scan.estimated_rows == 4);
  CHECK(scan.rows == 4);
  CHECK(scan.exhausted == 1);
  CHECK(scan.time <= order.time);
  CHECK(scan.children.empty());
}

TEST_CASE("an estimate is wrong from ten times on, in rows each opening gave") {
  CHECK_FALSE(measured(10, 100, 1, 1).is_misestimated());
  CHECK(measured(10, 101, 1, 1).is_misestimated());
  CHECK_FALSE(measured(10, 1000, 10, 10).is_misestimated());
  CHECK(measured(100, 9, 1, 1).is_misestimated());
  CHECK_FALSE(measured(100, 9, 1, 0).is_misestimated()); // its reader had enough
  CHECK_FALSE(measured(5, 0, 1, 1).is_misestimated());
  CHECK_FALSE(measured(1000, 0, 0, 0).is_misestimated()); // never asked
}

TEST_CASE("the text has a column for each number, and marks what was wrong") {
  PlanStep root = measured(12, 7, 1, 1);
  root.kind = "HashJoin";
  root.most_bytes = 2'345'678;
  root.children.push_back(measured(3, 1234, 1, 1));
  root.children.back().detail = "?s <http://e/p> ?o";
  CHECK(plan_text(root, true) == "estimated    rows  opened     ms  memory  step\n"
                                 "       12       7       1  0.000  2.3 MB  HashJoin\n"
                                 "        3  ! 1234       1  0.000            Scan ?s <http://e/p> ?o\n"
                                 "! more than ten times as many rows as estimated each time it was opened, or less than a tenth\n");
  CHECK(plan_text(root, false) == "estimated  step\n"
                                  "       12  HashJoin\n"
                                  "        3    Scan ?s <http://e/p> ?o\n");
  const std::string shortened = plan_text(root, false, [](const std::string& iri) { return ":" + iri.substr(9); });
  CHECK(shortened.find("Scan ?s :p ?o\n") != std::string::npos);
}

TEST_CASE("as JSON it is the same tree") {
  PlanStep root = measured(1000, 9, 1, 1);
  root.children.push_back(measured(3, 4, 2, 2));
  std::ostringstream out;
  micrograph::JsonWriter json(out, micrograph::JsonWriter::Layout::compact);
  write_plan(json, root, true);
  json.finish();
  CHECK(out.str() == R"({"kind":"Scan","detail":"","estimated_rows":1000,"actual_rows":9,"rows_read":0,"openings":1,"misestimated":true,)"
                     R"("milliseconds":0,"most_bytes":0,"children":[{"kind":"Scan","detail":"","estimated_rows":3,)"
                     R"("actual_rows":4,"rows_read":0,"openings":2,"misestimated":false,"milliseconds":0,"most_bytes":0,"children":[]}]})");
}
