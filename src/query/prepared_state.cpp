#include "query/prepared_state.hpp"

#include "base/error.hpp"
#include "query/service.hpp"

namespace micrograph::query {

void PreparedQuery::State::require(std::initializer_list<Form> forms, const char* what) const {
  if (query.unsupported)
    throw QueryError("query.unsupported", query.unsupported->what, query.unsupported->place);
  require_answers(query.services);
  for (const Form form : forms)
    if (query.form == form)
      return;
  throw QueryError("query.form", std::string("the query is not of the form ") + what);
}

std::unique_ptr<graph::QuadSource> PreparedQuery::State::own_data_set(const graph::QuadSource& source) const {
  if (query.from.empty() && query.from_named.empty())
    return nullptr;
  return std::make_unique<DatasetView>(source, query.from, query.from_named);
}

Plan PreparedQuery::State::plan(Run& run, bool explain) const {
  run.options = options;
  if (query.form == Form::ask)
    run.options.threads = 1; // one row is enough
  return make_plan(run, *query.root, in_ids(parameters, run), explain);
}

void PreparedQuery::State::decode(const Run& run, const Plan& plan, const graph::ValueId* row, Solution& out) {
  out.resize(plan.columns.size());
  for (std::size_t i = 0; i < plan.columns.size(); ++i)
    out[i] = run.terms.term(row[plan.columns[i]]);
}

} // namespace micrograph::query
