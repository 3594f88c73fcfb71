#include "query/service.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::query {

namespace {

[[noreturn]] void refuse(const ServiceCall& call) {
  throw QueryError("query.service-not-allowed",
                   call.endpoint.empty() ? "SERVICE: no endpoint may be asked"
                                         : "SERVICE <" + call.endpoint + ">: this endpoint may not be asked",
                   call.place);
}

/// Appends what one endpoint answers, in the order of the call's variables.
void append(ServiceCall& call, const ServiceAccess& access, const std::string& endpoint, const std::string& blank_prefix,
            std::vector<std::vector<rdf::Term>>& rows) {
  const ResultRows answer = access.ask(endpoint, call.text);
  for (const Solution& solution : answer.solutions) {
    std::vector<rdf::Term>& row = rows.emplace_back(call.variables.size());
    for (std::size_t column = 0; column < answer.variables.size(); ++column) {
      const auto place = std::find(call.variables.begin(), call.variables.end(), answer.variables[column]);
      if (place == call.variables.end())
        continue;
      rdf::Term& term = row[static_cast<std::size_t>(place - call.variables.begin())];
      term = solution[column];
      if (term.kind == rdf::TermKind::blank)
        term.value.insert(0, blank_prefix);
    }
    if (call.endpoint.empty())
      row.back() = rdf::Term(rdf::iri(endpoint));
  }
}

} // namespace

void answer(ServiceCall& call, const ServiceAccess& access, std::size_t number) {
  std::vector<std::string> endpoints = access.endpoints;
  if (!call.endpoint.empty())
    std::erase_if(endpoints, [&](const std::string& allowed) { return allowed != call.endpoint; });
  std::vector<std::vector<rdf::Term>> rows;
  try {
    if (endpoints.empty())
      refuse(call);
    for (std::size_t i = 0; i < endpoints.size(); ++i)
      append(call, access, endpoints[i], "s" + std::to_string(number) + "-" + std::to_string(i) + "-", rows);
    call.rows = std::move(rows);
  } catch (const Error&) {
    if (!call.silent)
      throw;
  }
  call.answered = true;
}

void require_answers(const std::vector<std::shared_ptr<ServiceCall>>& calls) {
  for (const auto& call : calls)
    if (!call->answered && !call->silent)
      refuse(*call);
}

} // namespace micrograph::query
