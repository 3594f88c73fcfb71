#include "query/expressions/id_test.hpp"

#include "expr_harness.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::query;
using Answer = IdTest::Answer;

namespace {

const std::vector<std::string> terms{
    "0", "1", "-1", "2047", "2048", "4096", "20000000000", "576460752303423487", "0.1", "-0.1", "1.0", "1.00", "0.100000001",
    "\"0.1\"^^xsd:double", "\"0.10\"^^xsd:double", "\"-0.02464\"^^xsd:double", "\"9007199.254740991\"^^xsd:double", "1.0E-1",
    "2.5E0", "-2.5E0", "0.0E0", "\"-0.0E0\"^^xsd:double", "1.0E300", "\"INF\"^^xsd:double", "\"NaN\"^^xsd:double",
    "\"1.5\"^^xsd:float", "\"01\"^^xsd:integer", "\"+0.1\"^^xsd:decimal", "123456789012345678901234567890", "true",
    "\"text\"", "\"text\"@en", "\"2020-05-01\"^^xsd:date", "\"2020-05-01Z\"^^xsd:date", "\"2021-01-01\"^^xsd:date",
    "\"2020-05-01T10:00:00\"^^xsd:dateTime", "\"2020-05-01T10:00:00.000\"^^xsd:dateTime", "\"2020-05-01T10:00:00Z\"^^xsd:dateTime",
    "\"2020-05-01T11:00:00+01:00\"^^xsd:dateTime", "<http://e/a>", "<http://e/b>", "\"x\"^^<http://e/type>"};

/// The variable ?v of a parsed expression, for which rows give values.
void find_variable(const Expression& expression, VariableIndex& out) {
  if (expression.kind == ExpressionKind::variable)
    out = expression.variable;
  for (const Expression& argument : expression.arguments)
    find_variable(argument, out);
}

struct Tally {
  int decided = 0, unknown = 0;
};

/// Asks both ways for each term as the value of ?v, and for none.
void compare_both(const std::string& text, Tally& tally) {
  query::test::Run run;
  const Expression expression = query::test::parsed(text);
  VariableIndex variable = no_variable;
  find_variable(expression, variable);
  const auto test = IdTest::of(expression, run.terms);
  if (!test)
    return;
  std::vector<graph::ValueId> row(variable + 1);
  const auto ask = [&](const std::string& value) {
    run.context.row = row;
    const auto truth = effective_boolean(evaluate(expression, run.context), run.context);
    const Answer expected = !truth ? Answer::error : *truth ? Answer::yes : Answer::no;
    const Answer answer = test->answer(row.data());
    ++(answer == Answer::unknown ? tally.unknown : tally.decided);
    INFO(text, " of ", value);
    CHECK((answer == Answer::unknown || answer == expected));
  };
  ask("nothing");
  for (const std::string& value : terms) {
    row[variable] = run.terms.intern(query::test::parsed(value).term);
    ask(value);
  }
}

Answer answer_of(const std::string& text, const std::string& value) {
  query::test::Run run;
  const Expression expression = query::test::parsed(text);
  VariableIndex variable = no_variable;
  find_variable(expression, variable);
  std::vector<graph::ValueId> row(variable + 1);
  row[variable] = run.terms.intern(query::test::parsed(value).term);
  const auto test = IdTest::of(expression, run.terms);
  return test ? test->answer(row.data()) : Answer::unknown;
}

} // namespace

TEST_CASE("tests on ids never contradict the evaluation of terms") {
  Tally tally;
  for (const std::string& constant : terms)
    for (const char* operation : {"=", "!=", "<", ">", "<=", ">="}) {
      compare_both("?v " + std::string(operation) + " " + constant, tally);
      compare_both(constant + " " + operation + " ?v", tally);
    }
  for (const char* text : {"?v > 0 && ?v < 1", "?v < 0 || ?v > 2047", "!(?v = <http://e/a>)", "!(?v < 1 || ?v = <http://e/a>)",
                           "?v IN (1, 0.1, <http://e/a>)", "?v NOT IN (1, 0.1, <http://e/a>)", "BOUND(?v)", "!BOUND(?v)",
                           "BOUND(?v) && ?v != 1", "!BOUND(?v) || ?v >= 0.1"})
    compare_both(text, tally);
  // Where the two are of one kind; most of these pairs are not.
  CHECK(tally.decided * 3 > tally.unknown);
}

TEST_CASE("numbers, dates and IRIs are decided without their terms") {
  for (const auto& [text, value] : std::vector<std::array<std::string, 2>>{
           {"?v >= 2048", "2048"}, {"?v < 20000000001", "20000000000"}, {"?v < 0.1", "\"0.0999\"^^xsd:double"},
           {"?v <= 0.1", "\"0.1\"^^xsd:double"}, {"?v > 1.0E-2", "\"0.1\"^^xsd:double"}, {"?v > 0.05", "0.1"},
           {"?v < 1.5", "1"}, {"?v = <http://e/a>", "<http://e/a>"}, {"?v != <http://e/a>", "\"text\""},
           {"?v > \"2020-01-01T00:00:00Z\"^^xsd:dateTime", "\"2020-05-01T10:00:00Z\"^^xsd:dateTime"}}) {
    INFO(text, " of ", value);
    CHECK(answer_of(text, value) == Answer::yes);
  }
}
