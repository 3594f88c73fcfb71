#include "query/expressions/number_sum.hpp"

#include "expr_harness.hpp"
#include "rdf/vocabulary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace micrograph;
using namespace micrograph::query;

namespace {

double sum_of(const std::vector<double>& values) {
  ExactSum sum;
  for (const double value : values)
    sum.add(value);
  return sum.rounded();
}

} // namespace

TEST_CASE("a sum of doubles is rounded once") {
  CHECK(sum_of({}) == 0);
  CHECK(sum_of({0.1, 0.2, 0.3}) == 0.6); // one after the other they give 0.6000000000000001
  CHECK(sum_of({1e100, 1, -1e100}) == 1);
  CHECK(sum_of({1e16, 1, 1e-16}) == 1e16 + 2); // just above the half between two doubles
  CHECK(sum_of({1e16, 1, -1e-16}) == 1e16);
  CHECK(sum_of({1e16, 1}) == 1e16); // half way: to the even one
  CHECK(sum_of({-0.0, 0.0}) == 0);
  constexpr double infinite = std::numeric_limits<double>::infinity();
  CHECK(sum_of({infinite, 1}) == infinite);
  CHECK(std::isnan(sum_of({infinite, -infinite})));
  CHECK(std::isnan(sum_of({1, std::numeric_limits<double>::quiet_NaN()})));
  CHECK(sum_of({1e308, 1e308}) == infinite);
}

TEST_CASE("it does not depend on the order, nor on what is put together first") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> values;
    for (int i = 0; i < 50; ++i)
      values.push_back(std::ldexp(static_cast<double>(static_cast<std::int64_t>(random())), static_cast<int>(random() % 200) - 160));
    const double expected = sum_of(values);
    std::shuffle(values.begin(), values.end(), random);
    ExactSum first, second;
    for (std::size_t i = 0; i < values.size(); ++i)
      (i < 20 ? first : second).add(values[i]);
    first.add(second);
    CHECK(first.rounded() == expected);
  }
}

TEST_CASE("numbers are added in the greatest of their types") {
  namespace xsd = rdf::vocabulary::xsd;
  const auto sum = [](const std::vector<rdf::Term>& terms) {
    query::test::Run run;
    NumberSum first, second;
    for (std::size_t i = 0; i < terms.size(); ++i)
      (i % 2 == 0 ? first : second).add(from_id(run.terms.intern(terms[i]), run.context), run.context);
    first.add(second);
    return query::test::shown(to_term(first.result(), run.context));
  };
  const rdf::Term whole(rdf::literal("4", xsd::integer)), tenth(rdf::literal("0.1", xsd::decimal)),
      two_tenths(rdf::literal("0.2", xsd::double_)), one_and_a_half(rdf::literal("1.5", "http://www.w3.org/2001/XMLSchema#float")),
      most(rdf::literal("576460752303423487", xsd::integer)), long_spelling(rdf::literal("+4", xsd::integer)),
      word(rdf::literal("four"));
  CHECK(sum({}) == "\"0\"^^xsd:integer");
  CHECK(sum({whole, long_spelling, whole}) == "\"12\"^^xsd:integer");
  CHECK(sum({whole, tenth, tenth}) == "\"4.2\"^^xsd:decimal");
  CHECK(sum({one_and_a_half, whole}) == "\"5.5E0\"^^xsd:float");
  CHECK(sum({one_and_a_half, two_tenths, tenth, tenth, tenth}) == "\"2.0E0\"^^xsd:double");
  CHECK(sum(std::vector<rdf::Term>(40, most)) == "\"23058430092136939480\"^^xsd:integer"); // far beyond 64 bits
  CHECK(sum({whole, word}) == "error");
}
