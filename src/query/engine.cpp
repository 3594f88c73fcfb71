#include "query/engine.hpp"

#include "base/error.hpp"
#include "query/construct.hpp"
#include "query/dataset_view.hpp"
#include "query/describe.hpp"
#include "query/explain.hpp"
#include "query/optimize.hpp"
#include "query/parser.hpp"
#include "query/planner.hpp"

#include <chrono>
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
    Parameters values;
    for (const auto& [name, term] : parameters)
      values.emplace(name, run.terms.intern(term));
    return make_plan(run, *query.root, values, explain);
  }

  /// Opens the plan and calls `each` with every row until it returns false, and `pause` after each block of rows.
  /// Blocks grow as long as they come fast: where rows are hard to find, few wait for each other.
  template <class Each> static void for_each_row(Plan& plan, Each each, const std::function<void()>& pause = {}) {
    using Clock = std::chrono::steady_clock;
    constexpr auto fast = std::chrono::milliseconds(50);
    plan.root->open(plan.outer.data());
    Block block(plan.root->width());
    for (bool more = true; more;) {
      const auto start = Clock::now();
      block.clear();
      more = plan.root->append(block);
      const bool was_fast = Clock::now() - start < fast;
      for (std::size_t i = 0; i < block.size(); ++i)
        if (!each(block.row(i)))
          return;
      if (pause)
        pause();
      was_fast ? block.want_more() : block.want(Block::first_rows);
    }
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
  State::for_each_row(plan, take, pause);
  return count;
}

bool PreparedQuery::ask(const graph::QuadSource& source, const Limits& limits) const {
  state_->require({Form::ask}, "ASK");
  const auto own = state_->own_data_set(source);
  Run run(own ? *own : source, state_->functions, limits);
  Plan plan = state_->plan(run, false);
  bool found = false;
  State::for_each_row(plan, [&](const graph::ValueId*) {
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
    State::for_each_row(plan, [&](const graph::ValueId* row) {
      for (const PatternTerm& target : state_->query.describe)
        if (target.is_variable())
          description.add(row[plan.columns[target.variable]]);
      return true;
    });
    return;
  }
  TemplateInstances triples(run, state_->query.construct_template, plan.columns);
  State::for_each_row(plan, [&](const graph::ValueId* row) {
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
  State::for_each_row(plan, [&](const graph::ValueId* row) {
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
    State::for_each_row(plan, [](const graph::ValueId*) { return true; });
  return plan_of(*plan.root);
}

std::string PreparedQuery::explain(const graph::QuadSource& source, bool run_it) const {
  return plan_text(plan(source, run_it), run_it);
}

} // namespace micrograph::query
