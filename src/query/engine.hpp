#pragma once

#include "graph/quad_source.hpp"
#include "query/pattern_predicates.hpp"
#include "query/plan_options.hpp"
#include "rdf/statement_sink.hpp"
#include "rdf/term.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::query {

enum class Form { select, ask, construct, describe };

struct PlanStep;

/// An extension function, called by its IRI (SPARQL 1.1, section 17.6). Returns no term (kind none) for an
/// error, which leaves the expression unbound as any other error does.
using ExtensionFunction = std::function<rdf::Term(std::span<const rdf::Term> arguments)>;

/// Extension functions by IRI. Must outlive the queries that were prepared with it.
using FunctionTable = std::map<std::string, ExtensionFunction, std::less<>>;

/// Bounds on one run; reaching one throws QueryError with its code (`query.time-limit`, …).
struct Limits {
  std::chrono::milliseconds time{0}; ///< 0 = none
  std::uint64_t rows = 0;            ///< rows held at once by any operator; 0 = none
  std::uint64_t bytes = 0;           ///< held at once by all operators together, about; 0 = none
  const std::atomic<bool>* cancelled = nullptr;
};

/// One row of a result. Positions are those of PreparedQuery::variables(); a term of kind none is unbound.
using Solution = std::vector<rdf::Term>;

/// The answer of another server.
struct ResultRows {
  std::optional<bool> boolean;        ///< of an ASK; the rest is then empty
  std::vector<std::string> variables; ///< of the solutions, by position
  std::vector<Solution> solutions;
};

/// Whom SERVICE may ask, and how.
struct ServiceAccess {
  std::vector<std::string> endpoints; ///< exactly these
  /// Sends a query. Throws Error if there is no answer, or none within `time` (0: whatever time the asker finds right).
  std::function<ResultRows(const std::string& endpoint, const std::string& query, std::chrono::milliseconds time)> ask;
};

/// A query that was parsed, translated to the algebra and rewritten once, to be planned and run on any number
/// of sources. Immutable; threads may run it at the same time. A StandingQuery (standing_query.hpp) is planned only once, too.
class PreparedQuery {
public:
  /// `name` is what messages call the text: a file name, or "query".
  /// Throws QueryError `query.syntax` with line and column, saying what was expected.
  /// Relative IRIs are resolved against `base` unless the query has a BASE of its own.
  PreparedQuery(std::string_view text, const std::string& name, const FunctionTable* functions = nullptr,
                const std::string& base = {}, const PlanOptions& options = {});
  ~PreparedQuery();
  PreparedQuery(PreparedQuery&&) noexcept;
  PreparedQuery& operator=(PreparedQuery&&) noexcept;

  [[nodiscard]] Form form() const;
  /// Of a SELECT, in the order of its head (for `*`: of first mention). For the other forms: every variable
  /// in scope of the pattern.
  [[nodiscard]] const std::vector<std::string>& variables() const;

  /// Prefixes that the query declares, from name to IRI.
  [[nodiscard]] const std::map<std::string, std::string>& prefixes() const;

  /// What the patterns can match, by predicate. A DESCRIBE has to see everything. For `told` see PatternPredicates.
  [[nodiscard]] PatternPredicates predicates(std::string_view told = {}) const;

  /// Replaces a variable by a term everywhere before planning: how ready questions take their parameters.
  void bind(const std::string& variable, const rdf::Term& value);

  /// Asks other servers for what the query's SERVICE patterns want; runs on the same source then use the answers. Where the
  /// rest of a pattern leaves few values for what it shares with a SERVICE, only these are asked for. SERVICE with a variable
  /// asks every endpoint that is allowed. Without this, a run throws QueryError `query.service-not-allowed` for a SERVICE that
  /// is not SILENT, as this does for an endpoint that is not listed. Returns the limits that are left for the run.
  Limits call_services(const ServiceAccess& access, const graph::QuadSource& source, const Limits& limits = {});

  /// SELECT: each solution. Returns how many. `pause` is called whenever the run has handed out what it found and
  /// goes on to look for more, which may take long; the moment to write out what waits in a buffer.
  std::uint64_t select(const graph::QuadSource& source, const std::function<void(const Solution&)>& each,
                       const Limits& limits = {}, const std::function<void()>& pause = {}) const;
  [[nodiscard]] bool ask(const graph::QuadSource& source, const Limits& limits = {}) const;
  /// CONSTRUCT and DESCRIBE: each triple once, blank nodes named by content of the solution, so that the same
  /// data gives the same names.
  void construct(const graph::QuadSource& source, rdf::StatementSink& sink, const Limits& limits = {}) const;
  /// CONSTRUCT, one call per solution with the triples it gave and the solution itself (variables()).
  void construct_solutions(const graph::QuadSource& source,
                           const std::function<void(std::span<const rdf::Quad>, const Solution&)>& each,
                           const Limits& limits = {}) const;
  /// The plan with estimated rows, and actual rows, times and memory if `run` is true (query/explain.hpp).
  [[nodiscard]] PlanStep plan(const graph::QuadSource& source, bool run, const Limits& limits = {}) const;
  /// The same as text for people.
  [[nodiscard]] std::string explain(const graph::QuadSource& source, bool run) const;

private:
  friend class StandingQuery;
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace micrograph::query
