#pragma once

#include "query/algebra.hpp"
#include "query/expressions/evaluate.hpp"
#include "query/run.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>

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
  void add_rows(std::uint64_t rows) { count_ += rows; }
  [[nodiscard]] graph::ValueId result(const Aggregate& aggregate, EvaluationContext& context) const;
  /// Values held to tell the distinct ones.
  [[nodiscard]] std::size_t held() const { return seen_ ? seen_->size() : 0; }
  /// Of memory that the values and texts held take, about.
  [[nodiscard]] std::uint64_t bytes() const {
    return held() * set_entry_bytes<graph::ValueId> + (text_.capacity() > sizeof text_ ? text_.capacity() : 0);
  }

private:
  void take(const Aggregate& aggregate, const Value& value, EvaluationContext& context);
  [[nodiscard]] bool is_new(graph::ValueId id);

  std::uint64_t count_ = 0;
  bool failed_ = false;
  Value value_;
  std::string text_;
  std::unique_ptr<std::unordered_set<graph::ValueId>> seen_;
  graph::ValueId last_; ///< of is_new()
};

} // namespace micrograph::query
