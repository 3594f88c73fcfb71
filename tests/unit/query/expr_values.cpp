#include "query/expressions/comparison.hpp"
#include "unit/query/expr_harness.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <new>

using namespace micrograph;
using namespace micrograph::query;
using query::test::Run;

namespace {

std::atomic<std::size_t> allocations = 0; // threads of other tests allocate, too

const std::string xsd = "http://www.w3.org/2001/XMLSchema#";

rdf::Term literal(std::string lexical, const std::string& type = {}) {
  return {rdf::TermKind::literal, std::move(lexical), type.empty() ? type : xsd + type};
}

} // namespace

// Counted for the whole program: how a test can see that something does not allocate.
void* operator new(std::size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size ? size : 1))
    return memory;
  throw std::bad_alloc();
}
// What the standard library asks for in vain if there is none, such as std::stable_sort; it is freed below like all else.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

TEST_CASE("a filter on numbers in ids allocates nothing") {
  Run run;
  Expression expression = Expression::of_operation(
      Operation::greater, {Expression::of_variable(0), Expression::of_term(literal("5", "integer"))});
  prepare(expression);
  const graph::ValueId rows[] = {to_id(integer(4), run.context), to_id(integer(6), run.context),
                                 *graph::ValueId::from_term(literal("5.5", "decimal")),
                                 *graph::ValueId::from_term(literal("4.5E0", "double"))};
  bool found[4] = {};
  const std::size_t before = allocations;
  for (std::size_t i = 0; i < 4; ++i) {
    run.context.row = std::span(rows).subspan(i, 1);
    found[i] = holds(expression, run.context);
  }
  const std::size_t used = allocations - before;
  CHECK(used == 0);
  CHECK_FALSE(found[0]);
  CHECK(found[1]);
  CHECK(found[2]);
  CHECK_FALSE(found[3]);
}

TEST_CASE("order: families, then values, then spelling; strict and weak over any mix") {
  Run run;
  // In the order expected, ties broken by datatype and lexical form.
  const std::vector<rdf::Term> terms = {
      {},
      {rdf::TermKind::blank, "a"},
      {rdf::TermKind::iri, "http://e/a"},
      {rdf::TermKind::iri, "http://e/b"},
      literal("NaN", "double"),
      literal("-INF", "double"),
      literal("-1", "integer"),
      literal("1.0", "decimal"),
      literal("1.0E0", "double"),
      literal("1", "integer"),
      literal("9007199254740992", "integer"),
      literal("9.007199254740993E15", "double"), // the double is 2^53 + 1 rounded to even: 9007199254740992
      literal("9007199254740993", "integer"),
      literal("INF", "double"),
      literal("false", "boolean"),
      literal("true", "boolean"),
      literal("2010-01-01T00:00:00+01:00", "dateTime"),
      literal("2010-01-01T00:00:00Z", "dateTime"),
      literal("2010-01-01", "date"),
      literal(""),
      literal("a"),
      literal("b"),
      {rdf::TermKind::literal, "a", "", "en"},
      {rdf::TermKind::literal, "a", "", "fr"},
      literal("x", "integer"),
      {rdf::TermKind::literal, "a", "http://z/t"},
  };
  std::vector<Value> values;
  for (const rdf::Term& term : terms)
    values.emplace_back(run.context.terms.intern(term));
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = 0; j < values.size(); ++j) {
      const int order = compare_for_order(values[i], values[j], run.context);
      const bool tie_of_2_to_53 = (i == 10 && j == 11) || (i == 11 && j == 10);
      if (!tie_of_2_to_53)
        CHECK_MESSAGE((order < 0) == (i < j), rdf::to_ntriples(terms[i])
                                                  << " and " << rdf::to_ntriples(terms[j]));
      CHECK((order == 0) == (i == j));
    }
}

TEST_CASE("values come back as the terms they were") {
  Run run;
  for (const rdf::Term& term : {literal("01", "integer"), literal("1", "integer"), literal("1.50", "decimal"),
                                literal("a"), rdf::Term(rdf::TermKind::iri, "http://e/")}) {
    CHECK(to_term(Value(term), run.context) == term);
    CHECK(to_term(Value(to_id(Value(term), run.context)), run.context) == term);
  }
  CHECK(to_id(Value(), run.context) == graph::undefined);
  CHECK(is_error(from_id(graph::undefined, run.context)));
  CHECK(to_id(integer(std::int64_t{1} << 59), run.context) ==
        to_id(Value(literal("576460752303423488", "integer")), run.context));
  CHECK(to_id(integer(-5), run.context) == *graph::ValueId::from_term(literal("-5", "integer")));
}

TEST_CASE("times in ids compare as times in text do") {
  Run run;
  const rdf::Term spellings[] = {literal("2010-01-01T00:00:00Z", "dateTime"),
                                 literal("2010-01-01T00:00:00.000Z", "dateTime"),
                                 literal("2009-12-31T19:00:00-05:00", "dateTime")};
  for (const rdf::Term& a : spellings)
    for (const rdf::Term& b : spellings) {
      CHECK(equals(Value(*graph::ValueId::from_term(a)), Value(*graph::ValueId::from_term(b)), run.context) ==
            true);
      CHECK(equals(Value(a), Value(*graph::ValueId::from_term(b)), run.context) == true);
    }
}

TEST_CASE("sums and averages") {
  Run run;
  Value sum = integer(0);
  for (const char* part : {"0.1", "0.2", "0.30"})
    sum = add(sum, Value(literal(part, "decimal")), run.context);
  CHECK(to_term(sum, run.context) == literal("0.6", "decimal"));
  CHECK(to_term(divide(sum, integer(3), run.context), run.context) == literal("0.2", "decimal"));
  CHECK(is_error(add(sum, text("a"), run.context)));
  CHECK(is_error(divide(sum, integer(0), run.context)));
}
