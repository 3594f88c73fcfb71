#pragma once

#include "graph/quad_source.hpp"
#include "query/engine.hpp"
#include "query/evaluation_context.hpp"
#include "query/local_terms.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace micrograph::query {

/// One run of one query on one source: its terms, its clock, its bounds. One thread.
class Run {
public:
  Run(const graph::QuadSource& source, const FunctionTable* functions, const Limits& limits);
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  const graph::QuadSource& source;
  LocalTerms terms;
  EvaluationContext evaluation;
  PlanOptions options;  ///< what the planner may choose from
  bool measure = false; ///< operators take their times, for explain

  /// Call once per block of work and per opened scan. Throws QueryError `query.time-limit`,
  /// `query.cancelled`.
  void tick() {
    if (bounded_ && ++ticks_ % 16 == 0)
      check();
  }
  /// Call with the rows that an operator holds now. Throws QueryError `query.row-limit`.
  void hold(std::size_t rows) const {
    if (limits_.rows != 0 && rows > limits_.rows)
      fail_rows();
  }

private:
  void check() const;
  [[noreturn]] void fail_rows() const;

  Limits limits_;
  bool bounded_;
  std::uint32_t ticks_ = 0;
  std::chrono::steady_clock::time_point deadline_;
};

} // namespace micrograph::query
