#include "query/standing_query.hpp"

#include "base/error.hpp"
#include "query/construct.hpp"
#include "query/plan_rows.hpp"
#include "query/prepared_state.hpp"
#include "query/run.hpp"

namespace micrograph::query {

struct StandingQuery::State {
  State(const PreparedQuery::State& prepared, const graph::QuadSource& source)
      : own(prepared.own_data_set(source)), run(own ? *own : source, prepared.functions, {}),
        plan(prepared.plan(run, false)), triples(run, prepared.query.construct_template, plan.columns) {
    // An id of the run's own in the plan would mean another term, or none, in the next run.
    MICROGRAPH_EXPECTS(run.terms.size() == 0);
  }

  std::unique_ptr<graph::QuadSource> own;
  Run run;
  Plan plan;
  TemplateInstances triples;
  std::vector<graph::ValueId> values; ///< of the variables that are wanted
};

StandingQuery::StandingQuery(const PreparedQuery& query, const graph::QuadSource& source) {
  query.state_->require({Form::construct}, "CONSTRUCT");
  state_ = std::make_unique<State>(*query.state_, source);
}
StandingQuery::~StandingQuery() = default;
StandingQuery::StandingQuery(StandingQuery&&) noexcept = default;
StandingQuery& StandingQuery::operator=(StandingQuery&&) noexcept = default;

void StandingQuery::construct_solutions(std::span<const std::size_t> wanted,
                                        const std::function<void(const Constructed&)>& each) {
  State& state = *state_;
  state.run.restart();
  // Not only when it runs again, which may be never: a source of a hundred thousand nodes leaves as many terms behind.
  struct Forgetting {
    State& state;
    ~Forgetting() {
      state.run.forget();
      state.triples.clear();
    }
  } const at_the_end{state};
  state.values.resize(wanted.size());
  for_each_row(state.plan, [&](const graph::ValueId* row) {
    for (std::size_t i = 0; i < wanted.size(); ++i)
      state.values[i] = row[state.plan.columns[wanted[i]]];
    each({state.triples.of(row), state.values});
    return true;
  });
}

rdf::Term StandingQuery::term(graph::ValueId id) const {
  return state_->run.terms.term(id);
}

} // namespace micrograph::query
