#include "query/service.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace micrograph::query {

namespace {

/// Solutions sent in one request: the protocol has no bound, but servers have one for the length of a query.
constexpr std::size_t rows_per_request = 250;

[[noreturn]] void refuse(const ServiceCall& call) {
  throw QueryError("query.service-not-allowed",
                   call.endpoint.empty() ? "SERVICE: no endpoint may be asked"
                                         : "SERVICE <" + call.endpoint + ">: this endpoint may not be asked",
                   call.place);
}

/// One call on its way: which endpoints, with which values, until when.
class Asking {
public:
  Asking(ServiceCall& call, const ServiceAccess& access, const std::optional<ServiceBindings>& bindings,
         const Limits& limits, std::chrono::steady_clock::time_point start)
      : call_(call), access_(access), limits_(limits), start_(start) {
    if (bindings)
      bindings_ = *bindings;
    by_endpoint_ = call.endpoint.empty() && !bindings_.columns.empty() && bindings_.columns.back() + 1 == call.variables.size();
  }

  [[nodiscard]] std::vector<std::vector<rdf::Term>> run(const std::string& blank_prefix) {
    std::vector<std::string> endpoints = access_.endpoints;
    if (!call_.endpoint.empty())
      std::erase_if(endpoints, [&](const std::string& allowed) { return allowed != call_.endpoint; });
    if (endpoints.empty())
      refuse(call_);
    for (std::size_t i = 0; i < endpoints.size(); ++i)
      ask(endpoints[i], blank_prefix + std::to_string(i) + "-");
    return std::move(rows_);
  }

private:
  /// The values to be sent to an endpoint: where a variable says which, those that came with it.
  [[nodiscard]] std::vector<std::vector<rdf::Term>> values_for(const std::string& endpoint) const {
    std::set<std::vector<rdf::Term>> values;
    for (std::vector<rdf::Term> row : bindings_.rows) {
      if (by_endpoint_ && row.back() != rdf::Term(rdf::iri(endpoint)))
        continue;
      if (by_endpoint_)
        row.pop_back();
      values.insert(std::move(row));
    }
    return {values.begin(), values.end()};
  }

  void ask(const std::string& endpoint, const std::string& blank_prefix) {
    if (bindings_.columns.empty())
      return append(endpoint, "SELECT * WHERE " + call_.pattern, blank_prefix);
    const std::vector<std::vector<rdf::Term>> values = values_for(endpoint);
    if (!values.empty() && values.front().empty()) // nothing is shared but the endpoint
      return append(endpoint, "SELECT * WHERE " + call_.pattern, blank_prefix);
    for (std::size_t from = 0; from < values.size(); from += rows_per_request) {
      const std::size_t count = std::min(rows_per_request, values.size() - from);
      append(endpoint, with_values(std::span(values).subspan(from, count)), blank_prefix + std::to_string(from) + "-");
    }
  }

  [[nodiscard]] std::string with_values(std::span<const std::vector<rdf::Term>> values) const {
    std::string text = "SELECT * WHERE { VALUES (";
    for (std::size_t i = 0; i < values.front().size(); ++i)
      text += (i == 0 ? "?" : " ?") + call_.variables[bindings_.columns[i]];
    text += ") {";
    for (const std::vector<rdf::Term>& row : values) {
      text += " (";
      for (std::size_t i = 0; i < row.size(); ++i)
        text += (i == 0 ? "" : " ") + rdf::to_ntriples(row[i]);
      text += ')';
    }
    return text + " } " + call_.pattern + " }";
  }

  /// Appends what one endpoint answers, in the order of the call's variables.
  void append(const std::string& endpoint, const std::string& text, const std::string& blank_prefix) {
    const ResultRows answer = access_.ask(endpoint, text, remaining(limits_, start_).time);
    for (const Solution& solution : answer.solutions) {
      std::vector<rdf::Term>& row = rows_.emplace_back(call_.variables.size());
      for (std::size_t column = 0; column < answer.variables.size(); ++column) {
        const auto place = std::find(call_.variables.begin(), call_.variables.end(), answer.variables[column]);
        if (place == call_.variables.end())
          continue;
        rdf::Term& term = row[static_cast<std::size_t>(place - call_.variables.begin())];
        term = solution[column];
        if (term.kind == rdf::TermKind::blank)
          term.value.insert(0, blank_prefix);
      }
      if (call_.endpoint.empty())
        row.back() = rdf::Term(rdf::iri(endpoint));
    }
  }

  const ServiceCall& call_;
  const ServiceAccess& access_;
  ServiceBindings bindings_;
  const Limits& limits_;
  std::chrono::steady_clock::time_point start_;
  bool by_endpoint_ = false; ///< the last of the bindings' columns is the endpoint
  std::vector<std::vector<rdf::Term>> rows_;
};

} // namespace

Limits remaining(const Limits& limits, std::chrono::steady_clock::time_point start) {
  Limits left = limits;
  if (limits.time.count() == 0)
    return left;
  const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  if (passed >= limits.time)
    throw QueryError("query.time-limit", "the time limit of " + std::to_string(limits.time.count()) +
                                             " ms was reached while other servers were asked");
  left.time -= passed;
  return left;
}

void answer(ServiceCall& call, const ServiceAccess& access, std::size_t number,
            const std::optional<ServiceBindings>& bindings, const Limits& limits,
            std::chrono::steady_clock::time_point start) {
  try {
    call.rows = Asking(call, access, bindings, limits, start).run("s" + std::to_string(number) + "-");
  } catch (const Error&) {
    (void)remaining(limits, start); // an answer that came too late is no failure of the server
    if (!call.silent)
      throw;
    call.rows = {std::vector<rdf::Term>(call.variables.size())};
  }
  call.answered = true;
}

void require_answers(const std::vector<std::shared_ptr<ServiceCall>>& calls) {
  for (const auto& call : calls)
    if (!call->answered && !call->silent)
      refuse(*call);
}

} // namespace micrograph::query
