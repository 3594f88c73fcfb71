#pragma once

#include "differential/budget.hpp"
#include "differential/data_set.hpp"
#include "differential/terms.hpp"
#include "query/algebra.hpp"
#include "query/engine.hpp"
#include "query/evaluation_context.hpp"
#include "query/expressions/evaluate.hpp"
#include "query/parser.hpp"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace micrograph::differential {

/// Values of variables, by name without `?`, that hold in the whole query.
using Parameters = std::map<std::string, rdf::Term>;

/// SPARQL 1.1, section 18.5 and 18.6, written down: each algebra node is a function from solutions to solutions, a join is
/// two nested loops. It takes the algebra as the parser makes it and shares nothing with optimiser, planner and operators;
/// only the values of expressions are the engine's, which have tests of their own.
///
/// EXISTS: where the recommendation substitutes, the leaves of the pattern are joined with the solution under test, and
/// filters and BIND see it; a sub-select sees nothing of it, and its rows are joined with it. To MINUS, a variable that both
/// its sides can bind and the solution does bind is bound on both.
class Reference {
public:
  /// `query` and `parameters` must outlive it.
  Reference(const query::ParsedQuery& query, const std::vector<rdf::Quad>& quads, bool merged,
            const Parameters& parameters = {});
  ~Reference();

  /// All solutions before the outermost OFFSET and LIMIT, projected; ordered if the query orders them. Throws TooLarge.
  [[nodiscard]] std::vector<query::Solution> solutions();
  /// The outermost OFFSET and LIMIT.
  [[nodiscard]] std::uint64_t offset() const;
  [[nodiscard]] std::optional<std::uint64_t> limit() const;
  /// True if the outermost ORDER BY looks at projected variables only, so that compare() can tell the order of results.
  [[nodiscard]] bool can_compare() const;
  /// Negative, zero, positive, by the outermost ORDER BY.
  [[nodiscard]] int compare(const query::Solution& a, const query::Solution& b);

private:
  struct NoData;
  /// What the evaluation of a pattern depends on besides the pattern.
  struct Scene {
    const query::Frame* frame = nullptr;
    TermNumber graph = unbound;     ///< the active graph; `unbound` is the default graph
    const Mapping* given = nullptr; ///< inside of EXISTS: the solution under test
  };

  /// The solution that binds nothing but parameters.
  [[nodiscard]] Mapping empty(const Scene& scene);
  [[nodiscard]] Solutions evaluate(const query::Algebra& node, const Scene& scene);
  [[nodiscard]] Solutions basic(const query::Algebra& node, const Scene& scene);
  [[nodiscard]] Solutions path(const query::Algebra& node, const Scene& scene);
  [[nodiscard]] Solutions values(const query::Algebra& node, const Scene& scene);
  [[nodiscard]] Solutions join(const Solutions& left, const Solutions& right);
  [[nodiscard]] Solutions left_join(const query::Algebra& node, const Scene& scene);
  [[nodiscard]] Solutions minus(const query::Algebra& node, const Scene& scene);
  [[nodiscard]] Solutions extend(const query::Algebra& node, const Scene& scene);
  [[nodiscard]] Solutions graph(const query::Algebra& node, const Scene& scene);
  [[nodiscard]] Solutions group(const query::Algebra& node, const Scene& scene);
  [[nodiscard]] query::Value aggregate(const query::Aggregate& aggregate, const Solutions& rows, const Scene& scene);
  [[nodiscard]] Solutions ordered(const query::Algebra& node, const Scene& scene);
  [[nodiscard]] Solutions project(const query::Algebra& node, const Scene& scene);
  [[nodiscard]] static Solutions sliced(const query::Algebra& node, Solutions rows);
  [[nodiscard]] static Solutions distinct(const query::Algebra& node, Solutions rows);
  /// Those compatible with the solution that EXISTS tests.
  [[nodiscard]] static Solutions agreeing(Solutions rows, const Scene& scene);

  [[nodiscard]] const Graph& active(const Scene& scene) const;
  [[nodiscard]] query::Value value(const query::Expression& expression, const Mapping& row, const Scene& scene);
  [[nodiscard]] bool holds(const std::vector<query::Expression>& conditions, const Mapping& row, const Scene& scene);
  [[nodiscard]] int compare_keys(const query::Algebra& order, const std::vector<query::Value>& a,
                                 const std::vector<query::Value>& b);
  [[nodiscard]] std::vector<query::Value> keys(const query::Algebra& order, const Mapping& row, const Scene& scene);
  [[nodiscard]] graph::ValueId id(TermNumber number);
  [[nodiscard]] TermNumber number(const query::Value& value);

  const query::ParsedQuery& query_;
  const Parameters& parameters_;
  TermTable terms_;
  DataSet data_;
  Budget budget_;
  std::unique_ptr<NoData> no_data_;
  query::LocalTerms engine_terms_; ///< for expressions
  query::EvaluationContext context_;
  std::vector<graph::ValueId> ids_; ///< by TermNumber; what expressions know the term by
  const query::Algebra* slice_ = nullptr;
  const query::Algebra* order_ = nullptr;
};

} // namespace micrograph::differential
