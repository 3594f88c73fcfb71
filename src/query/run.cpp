#include "query/run.hpp"

#include "base/error.hpp"
#include "query/memory_limit.hpp"

#include <string>

namespace micrograph::query {

Run::Run(const graph::QuadSource& data, const FunctionTable* functions, const Limits& limits)
    : own_terms_(std::make_unique<LocalTerms>(data, limits.bytes)), source(data), terms(*own_terms_),
      evaluation{terms, functions, {}, {}, std::chrono::system_clock::now()}, limits_(limits),
      bounded_(limits.time.count() > 0 || limits.cancelled != nullptr || limits.bytes != 0), held_(own_held_),
      deadline_(std::chrono::steady_clock::now() + limits.time) {}

void Run::restart() {
  ++restarts_;
  terms.clear();
  evaluation.now = std::chrono::system_clock::now();
  evaluation.solution = evaluation.blank_count = 0;
  deadline_ = std::chrono::steady_clock::now() + limits_.time;
}
Run::Run(Run& whole, const std::atomic<bool>& stopped)
    : source(whole.source), terms(whole.terms),
      evaluation{terms, whole.evaluation.functions, {}, {}, whole.evaluation.now}, options(whole.options),
      measure(whole.measure), limits_(whole.limits_), bounded_(true), held_(whole.held_), stopped_(&stopped),
      deadline_(whole.deadline_) {}

void Run::check() const {
  if (stopped_ != nullptr && stopped_->load(std::memory_order_relaxed))
    throw LaneStopped();
  if (limits_.cancelled != nullptr && limits_.cancelled->load(std::memory_order_relaxed))
    throw QueryError("query.cancelled", "the query was cancelled");
  if (limits_.time.count() > 0 && std::chrono::steady_clock::now() > deadline_)
    throw QueryError("query.time-limit", "the query took longer than its limit of " +
                                             std::to_string(limits_.time.count()) + " ms");
  if (limits_.bytes != 0 && held_.load(std::memory_order_relaxed) + terms.bytes() > limits_.bytes)
    fail_memory(made_terms, terms.bytes());
}

void Run::fail_memory(const std::string& step, std::uint64_t step_bytes) const {
  query::fail_memory(limits_.bytes, step, step_bytes);
}

void Run::fail_rows() const {
  throw QueryError("query.row-limit",
                   "a step of the query holds more rows than its limit of " + std::to_string(limits_.rows));
}

} // namespace micrograph::query
