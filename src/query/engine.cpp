#include "query/engine.hpp"

#include "base/error.hpp"
#include "query/construct.hpp"
#include "query/dataset_view.hpp"
#include "query/describe.hpp"
#include "query/explain.hpp"
#include "query/optimize.hpp"
#include "query/parser.hpp"
#include "query/plan_rows.hpp"
#include "query/planner.hpp"
#include "query/service.hpp"

#include <map>
#include <utility>

namespace micrograph::query {

struct PreparedQuery::State {
  ParsedQuery query;
  const FunctionTable* functions = nullptr;
  PlanOptions options;
  std::map<std::string, rdf::Term, std::less<>> parameters;

  /// Refuses what was parsed but cannot be carried out.
  void require(std::initializer_list<Form> forms, const char* what) const {
    if (query.unsupported)
      throw QueryError("query.unsupported", query.unsupported->what, query.unsupported->place);
    require_answers(query.services);
    for (const Form form : forms)
      if (query.form == form)
        return;
    throw QueryError("query.form", std::string("the query is not of the form ") + what);
  }

  /// What FROM makes of the source; null if the query has none.
  std::unique_ptr<graph::QuadSource> own_data_set(const graph::QuadSource& source) const {
    if (query.from.empty() && query.from_named.empty())
      return nullptr;
    return std::make_unique<DatasetView>(source, query.from, query.from_named);
  }

  Plan plan(Run& run, bool explain) const {
    run.options = options;
    if (query.form == Form::ask)
      run.options.threads = 1; // one row is enough
    Parameters values;
    for (const auto& [name, term] : parameters)
      values.emplace(name, run.terms.intern(term));
    return make_plan(run, *query.root, values, explain);
  }

  static void decode(const Run& run, const Plan& plan, const graph::ValueId* row, Solution& out) {
    out.resize(plan.columns.size());
    for (std::size_t i = 0; i < plan.columns.size(); ++i)
      out[i] = run.terms.term(row[plan.columns[i]]);
  }
};

PreparedQuery::PreparedQuery(std::string_view text, const std::string& name, const FunctionTable* functions,
                             const std::string& base, const PlanOptions& options)
    : state_(std::make_unique<State>()) {
  state_->query = parse_query(text, name, base);
  state_->functions = functions;
  state_->options = options;
  optimize(*state_->query.root, options);
}
PreparedQuery::~PreparedQuery() = default;
PreparedQuery::PreparedQuery(PreparedQuery&&) noexcept = default;
PreparedQuery& PreparedQuery::operator=(PreparedQuery&&) noexcept = default;

Form PreparedQuery::form() const {
  return state_->query.form;
}

PatternPredicates PreparedQuery::predicates() const {
  if (form() != Form::describe && state_->query.from.empty() && state_->query.from_named.empty())
    return predicates_of(*state_->query.root);
  PatternPredicates all;
  all.any = true;
  return all;
}
const std::vector<std::string>& PreparedQuery::variables() const {
  return state_->query.variables;
}
const std::map<std::string, std::string>& PreparedQuery::prefixes() const {
  return state_->query.prefixes;
}

void PreparedQuery::bind(const std::string& variable, const rdf::Term& value) {
  state_->parameters[variable] = value;
}

void PreparedQuery::call_services(const ServiceAccess& access) {
  for (std::size_t number = 0; number < state_->query.services.size(); ++number)
    query::answer(*state_->query.services[number], access, number);
}

std::uint64_t PreparedQuery::select(const graph::QuadSource& source,
                                    const std::function<void(const Solution&)>& each,
                                    const Limits& limits, const std::function<void()>& pause) const {
  state_->require({Form::select}, "SELECT");
  const auto own = state_->own_data_set(source);
  Run run(own ? *own : source, state_->functions, limits);
  Plan plan = state_->plan(run, false);
  std::uint64_t count = 0;
  Solution solution;
  const auto take = [&](const graph::ValueId* row) {
    State::decode(run, plan, row, solution);
    each(solution);
    ++count;
    return true;
  };
  for_each_row(plan, take, pause);
  return count;
}

bool PreparedQuery::ask(const graph::QuadSource& source, const Limits& limits) const {
  state_->require({Form::ask}, "ASK");
  const auto own = state_->own_data_set(source);
  Run run(own ? *own : source, state_->functions, limits);
  Plan plan = state_->plan(run, false);
  bool found = false;
  for_each_row(plan, [&](const graph::ValueId*) {
    found = true;
    return false;
  });
  return found;
}

void PreparedQuery::construct(const graph::QuadSource& source, rdf::StatementSink& sink,
                              const Limits& limits) const {
  state_->require({Form::construct, Form::describe}, "CONSTRUCT or DESCRIBE");
  const auto own = state_->own_data_set(source);
  Run run(own ? *own : source, state_->functions, limits);
  Plan plan = state_->plan(run, false);
  if (state_->query.form == Form::describe) {
    Description description(run, sink);
    for (const PatternTerm& target : state_->query.describe)
      if (!target.is_variable())
        description.add(run.terms.intern(target.term));
    for_each_row(plan, [&](const graph::ValueId* row) {
      for (const PatternTerm& target : state_->query.describe)
        if (target.is_variable())
          description.add(row[plan.columns[target.variable]]);
      return true;
    });
    return;
  }
  TemplateInstances triples(run, state_->query.construct_template, plan.columns);
  for_each_row(plan, [&](const graph::ValueId* row) {
    for (const TemplateInstances::Triple& triple : triples.of(row))
      if (triples.is_first(triple)) {
        const rdf::Quad quad = triples.quad(triple);
        sink.statement(quad);
      }
    return true;
  });
}

void PreparedQuery::construct_solutions(
    const graph::QuadSource& source,
    const std::function<void(std::span<const rdf::Quad>, const Solution&)>& each,
    const Limits& limits) const {
  state_->require({Form::construct}, "CONSTRUCT");
  const auto own = state_->own_data_set(source);
  Run run(own ? *own : source, state_->functions, limits);
  Plan plan = state_->plan(run, false);
  TemplateInstances triples(run, state_->query.construct_template, plan.columns);
  std::vector<rdf::Quad> quads;
  Solution solution;
  for_each_row(plan, [&](const graph::ValueId* row) {
    quads.clear();
    for (const TemplateInstances::Triple& triple : triples.of(row))
      quads.push_back(triples.quad(triple));
    State::decode(run, plan, row, solution);
    each(quads, solution);
    return true;
  });
}

PlanStep PreparedQuery::plan(const graph::QuadSource& source, bool run_it, const Limits& limits) const {
  state_->require({Form::select, Form::ask, Form::construct, Form::describe}, "a query");
  const auto own = state_->own_data_set(source);
  Run run(own ? *own : source, state_->functions, limits);
  run.measure = run_it;
  Plan plan = state_->plan(run, true);
  if (run_it)
    for_each_row(plan, [](const graph::ValueId*) { return true; });
  return plan_of(*plan.root);
}

std::string PreparedQuery::explain(const graph::QuadSource& source, bool run_it) const {
  return plan_text(plan(source, run_it), run_it);
}

} // namespace micrograph::query
