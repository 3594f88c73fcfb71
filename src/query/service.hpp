#pragma once

#include "base/error.hpp"
#include "query/engine.hpp"
#include "rdf/term.hpp"

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
  std::string text;                   ///< the query for it, without prefixes
  std::vector<std::string> variables; ///< columns of `rows`; if a variable says the endpoint, that is the last
  std::vector<std::vector<rdf::Term>> rows;
  bool answered = false;
};

/// Asks the endpoint, or all allowed ones if a variable says it. Throws QueryError `query.service-not-allowed`, and what
/// `access.ask` throws, unless the call is silent. `number` makes blank nodes of this call different from others'.
void answer(ServiceCall& call, const ServiceAccess& access, std::size_t number);

/// Throws QueryError `query.service-not-allowed` for the first call that is neither answered nor silent.
void require_answers(const std::vector<std::shared_ptr<ServiceCall>>& calls);

} // namespace micrograph::query
