#pragma once

#include "base/error.hpp"
#include "query/engine.hpp"
#include "rdf/term.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::query {

/// One SERVICE of a query (SPARQL 1.1 Federated Query): what to ask whom, and, once asked, what came.
///
/// In the algebra it is a VALUES whose rows are filled in before the query runs. Its first row, all UNDEF, is what SILENT makes
/// of a server that does not answer.
struct ServiceCall {
  Place place;
  bool silent = false;
  std::string endpoint;               ///< IRI; empty if a variable says it
  std::string pattern;                ///< what it is asked for, a group in braces, without prefixes
  std::vector<std::string> variables; ///< columns of `rows`; if a variable says the endpoint, that is the last
  std::vector<bool> certain;          ///< of each: every solution of the pattern binds it
  std::vector<std::vector<rdf::Term>> rows;
  bool answered = false;
};

/// The values that some of a call's variables can have at all, by what else the query asks for: others need not be asked.
struct ServiceBindings {
  std::vector<std::size_t> columns;         ///< which of ServiceCall::variables
  std::vector<std::vector<rdf::Term>> rows; ///< each once, without blank nodes, which no other server knows
};

/// Asks the endpoint, or all allowed ones if a variable says it; of `bindings`, some hundred in one request. Throws
/// QueryError `query.service-not-allowed`, `query.time-limit` if `limits.time` after `start` has passed, and what
/// `access.ask` throws, unless the call is silent. `number` makes blank nodes of this call different from others'.
void answer(ServiceCall& call, const ServiceAccess& access, std::size_t number,
            const std::optional<ServiceBindings>& bindings, const Limits& limits,
            std::chrono::steady_clock::time_point start);

/// The limits with what is left of the time since `start`. Throws QueryError `query.time-limit` if none is.
[[nodiscard]] Limits remaining(const Limits& limits, std::chrono::steady_clock::time_point start);

/// Throws QueryError `query.service-not-allowed` for the first call that is neither answered nor silent.
void require_answers(const std::vector<std::shared_ptr<ServiceCall>>& calls);

} // namespace micrograph::query
