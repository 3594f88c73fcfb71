#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace micrograph {
class JsonWriter;
}

namespace micrograph::query {

class Operator;

/// One step of a plan, with those it takes its rows from.
struct PlanStep {
  std::string kind;          ///< `Scan`, `HashJoin` …
  std::string detail;        ///< what it works on; may be empty
  double estimated_rows = 0; ///< each time it is opened
  // What came of a run; zero without one.
  std::uint64_t rows = 0;           ///< in all openings together
  std::uint64_t openings = 0;       ///< how often it was started: a step in a nested loop once for each outer row
  std::uint64_t exhausted = 0;      ///< openings that gave all their rows, since nobody had enough before
  std::chrono::nanoseconds time{0}; ///< with the children
  std::uint64_t most_bytes = 0;     ///< the most memory it held, about; without the children
  std::vector<PlanStep> children;

  /// True if more than ten times as many rows came as were estimated; or less than a tenth, and not because whoever
  /// read them had enough.
  [[nodiscard]] bool is_misestimated() const;
};

/// How an IRI is to be shown.
using IriShortener = std::function<std::string(const std::string& iri)>;

/// What an operator and those below it have noted so far.
[[nodiscard]] PlanStep plan_of(const Operator& root);

/// The plan for people, a line each step, indented by depth behind columns of numbers: the estimated rows and, with
/// `measured`, what came and how long it took. `!` marks an estimate that was wrong by more than ten times. IRIs are
/// written as `shorten` says, or in angle brackets.
[[nodiscard]] std::string plan_text(const PlanStep& root, bool measured, const IriShortener& shorten = {});

/// The plan as an object with the same numbers.
void write_plan(JsonWriter& json, const PlanStep& root, bool measured);

} // namespace micrograph::query
