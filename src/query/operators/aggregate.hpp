#pragma once

#include "query/algebra.hpp"
#include "query/expressions/evaluate.hpp"
#include "query/expressions/number_sum.hpp"
#include "query/operators/id_set.hpp"
#include "query/run.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace micrograph::query {

/// One aggregate over one group while rows come in (SPARQL 1.1, section 18.5.1).
///
/// An error among the values makes SUM, AVG, MIN, MAX and GROUP_CONCAT an error, which leaves the variable
/// unbound; COUNT and SAMPLE pass over it.
class Accumulator {
public:
  /// A value of the argument by its id, where the argument is a plain variable.
  void add(const Aggregate& aggregate, graph::ValueId id, EvaluationContext& context);
  void add(const Aggregate& aggregate, const Value& value, EvaluationContext& context);
  /// For COUNT(DISTINCT) of ids that come sorted: equal ones follow each other. All values must come this way, or none.
  void count_in_order(graph::ValueId id) {
    if (!id.defined() || id == last_)
      return;
    if (!first_.defined())
      first_ = id;
    last_ = id;
    ++count_;
  }
  void add_rows(std::uint64_t rows) { count_ += rows; }
  /// Takes over what came to another one, as if its values came after those of this one. Not for all aggregates: see
  /// can_be_merged().
  void merge(const Aggregate& aggregate, const Accumulator& other, EvaluationContext& context);
  [[nodiscard]] graph::ValueId result(const Aggregate& aggregate, EvaluationContext& context) const;
  /// Values held to tell the distinct ones.
  [[nodiscard]] std::size_t held() const { return seen_.size(); }
  /// Of memory that the values and texts held take, about.
  [[nodiscard]] std::uint64_t bytes() const {
    return seen_.bytes() + (text_.capacity() > sizeof text_ ? text_.capacity() : 0);
  }

private:
  void take(const Aggregate& aggregate, const Value& value, EvaluationContext& context);
  [[nodiscard]] bool is_new(graph::ValueId id);

  std::uint64_t count_ = 0;
  bool failed_ = false;
  Value value_;
  std::unique_ptr<NumberSum> sum_; ///< of SUM and AVG, once there is a value
  std::string text_;
  IdSet seen_;
  graph::ValueId first_; ///< of count_in_order()
  graph::ValueId last_;  ///< of is_new() and count_in_order()
};

/// True if the values can be aggregated in parts, whose results are then put together.
[[nodiscard]] bool can_be_merged(const Aggregate& aggregate);

} // namespace micrograph::query
