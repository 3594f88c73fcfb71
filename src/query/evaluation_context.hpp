#pragma once

#include "graph/value_id.hpp"
#include "query/engine.hpp"
#include "query/expression.hpp"
#include "query/local_terms.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>

namespace micrograph::query {

// What the operators ask of expressions/evaluate.hpp:
//
//   void prepare(Expression& expression);
//     Once per query, recursively: compiles constant regexes and the like into `prepared`. A wrong constant
//     regex is no error here (evaluation yields an error value). The result is shared by threads, so it must
//     be read-only.
//   Value evaluate(const Expression&, EvaluationContext&);
//     Value (expressions/value.hpp) is an error, or a term: held as an id, as a native number, as text …
//     until asked. A variable without value is an error, except to BOUND and COALESCE. Never throws for what
//     a query says.
//   bool holds(const Expression&, EvaluationContext&);
//     FILTER: the effective boolean value is true; errors are false.
//   ValueId to_id(const Value&, EvaluationContext&);
//     The id of the term, by LocalTerms::intern where it must; `undefined` for an error.
//   Value from_id(ValueId, EvaluationContext&);
//     `undefined` gives an error.
//   rdf::Term to_term(const Value&, EvaluationContext&);
//     Kind none for an error.
//   int compare_for_order(const Value&, const Value&, EvaluationContext&);
//     Negative, zero, positive. ORDER BY's order (section 15.1) made total and deterministic: unbound or
//     error < blank < IRI < literal; literals first by `<` where it is defined for both, then by datatype,
//     lexical form, language. It must be a strict weak order over any mix of values, since it drives sorts.
//     Also MIN's and MAX's.
//   Value add(const Value&, const Value&, EvaluationContext&);
//   Value divide(const Value&, const Value&, EvaluationContext&);
//     The numeric operators of SPARQL with type promotion, for SUM and AVG: errors in, errors out.
//   Value integer(std::int64_t);
//   Value text(std::string);
//     An xsd:integer, a plain literal.
//   bool is_error(const Value&);

/// What an expression sees of the run it is evaluated in. One thread; reused from row to row.
struct EvaluationContext {
  LocalTerms& terms;
  const FunctionTable* functions = nullptr; ///< extension functions; may be null

  /// The solution, by VariableIndex; `undefined` is unbound.
  std::span<const graph::ValueId> row;

  /// Answers EXISTS for the expression (kind exists or not_exists; its exists_index says which) and the row:
  /// true if the pattern has a solution. NOT EXISTS is negated by the evaluation, not here.
  std::function<bool(const Expression&, std::span<const graph::ValueId> row)> exists;

  /// NOW(): the same throughout a run, which sets it.
  std::chrono::system_clock::time_point now{};

  /// BNODE(): the run advances `solution` for each row that an expression is evaluated on; BNODE("x") twice
  /// in one solution is one node, in two solutions two. `blank_count` numbers the nodes that BNODE() makes.
  /// Labels are made of these two, so that the same query on the same data gives the same labels.
  std::uint64_t solution = 0;
  std::uint64_t blank_count = 0;
};

} // namespace micrograph::query
