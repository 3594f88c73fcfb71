#pragma once

#include "graph/quad_source.hpp"
#include "query/engine.hpp"
#include "query/evaluation_context.hpp"
#include "query/local_terms.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::query {

class Run;

/// The share of a run's memory that one step holds which is no operator.
class MemoryShare {
public:
  MemoryShare(Run& run, std::string step) : run_(run), step_(std::move(step)) {}
  /// Call with what the step holds now. Throws QueryError `query.row-limit`, `query.memory-limit`.
  void hold(std::size_t rows, std::uint64_t bytes);

private:
  Run& run_;
  std::string step_;
  std::uint64_t bytes_ = 0;
};

class Operator;

/// What a step of a plan works on in another thread.
enum class CopyKind {
  part, ///< one part after the other of what the original would give, with whatever the original has prepared
  whole ///< what it is opened with, like the original
};

/// Thrown in a thread whose rows nobody waits for any more.
struct LaneStopped {};

/// One run of one query on one source: its terms, its clock, its bounds. One thread; further threads have lanes.
class Run {
public:
  Run(const graph::QuadSource& source, const FunctionTable* functions, const Limits& limits);
  /// A lane: the same run as another thread sees it. Source, terms and bounds are those of `whole`, which must outlive it and
  /// have shared its terms (LocalTerms::share()). Once `stopped` is true, tick() throws LaneStopped.
  Run(Run& whole, const std::atomic<bool>& stopped);
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

private:
  std::unique_ptr<LocalTerms> own_terms_; ///< null in a lane
  std::atomic<std::uint64_t> own_held_{0};

public:
  const graph::QuadSource& source;
  LocalTerms& terms;
  EvaluationContext evaluation;
  PlanOptions options;  ///< what the planner may choose from
  bool measure = false; ///< operators take their times, for explain
  struct Copy {
    Operator* step;
    Operator* original;
    CopyKind kind;
  };
  std::vector<Copy> copies; ///< of a lane: the steps that were made for it

  /// Makes the run another one, of the same plan on other data: terms that were made are forgotten, times begin anew.
  void restart();
  /// Gives back what the terms took that were made; nothing is asked of them any more.
  void forget() { terms.clear(); }
  /// How often the run was made another one. What a step holds from before is of no use then.
  [[nodiscard]] std::uint64_t restarts() const { return restarts_; }

  /// Call once per block of work and per opened scan. Throws QueryError `query.time-limit`,
  /// `query.cancelled`, and `query.memory-limit` for the terms that the query made.
  void tick() {
    if (bounded_ && ++ticks_ % 16 == 0)
      check();
  }
  /// Call with the rows that an operator holds now. Throws QueryError `query.row-limit`.
  void hold(std::size_t rows) const {
    if (limits_.rows != 0 && rows > limits_.rows)
      fail_rows();
  }
  /// Call when what a step holds in memory has changed from `before` to `now` bytes. False if the run holds more than
  /// its limit; who knows the name of the step then calls fail_memory().
  [[nodiscard]] bool account(std::uint64_t before, std::uint64_t now) {
    if (now == before)
      return true;
    const std::uint64_t held = held_.fetch_add(now - before, std::memory_order_relaxed) + now - before;
    return limits_.bytes == 0 || held + terms.bytes() <= limits_.bytes;
  }
  /// Throws QueryError `query.memory-limit`.
  [[noreturn]] void fail_memory(const std::string& step, std::uint64_t step_bytes) const;

private:
  void check() const;
  [[noreturn]] void fail_rows() const;

  Limits limits_;
  bool bounded_;
  std::atomic<std::uint64_t>& held_; ///< bytes, by all steps of all lanes
  const std::atomic<bool>* stopped_ = nullptr;
  std::uint32_t ticks_ = 0;
  std::uint64_t restarts_ = 0;
  std::chrono::steady_clock::time_point deadline_;
};

inline void MemoryShare::hold(std::size_t rows, std::uint64_t bytes) {
  run_.hold(rows);
  const bool fits = run_.account(bytes_, bytes);
  bytes_ = bytes;
  if (!fits)
    run_.fail_memory(step_, bytes);
}

/// What a node-based set or map of the standard library takes for each entry, about: the entry, a pointer, the hash, its
/// share of the buckets and of what the allocator adds.
template <class Entry> inline constexpr std::size_t set_entry_bytes = sizeof(Entry) + 40;

} // namespace micrograph::query
