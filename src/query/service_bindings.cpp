#include "query/service_bindings.hpp"

#include "query/optimize.hpp"
#include "query/plan_rows.hpp"
#include "query/run.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace micrograph::query {

namespace {

/// Where a SERVICE stands: what must hold together with it.
struct Surroundings {
  const Frame* frame = nullptr; ///< of the innermost SELECT around it
  std::vector<const Algebra*> partners;
  std::vector<const Expression*> conditions; ///< that its solutions and theirs must pass
  bool open = true; ///< what is joined further up is joined with its solutions, too
  std::size_t times = 0; ///< the service stands in the pattern; the rewriting may have copied it
};

bool find(const Algebra& node, const ServiceCall& call, Surroundings& found);

/// The child of `node` that holds the service, or null.
const Algebra* find_below(const Algebra& node, const ServiceCall& call, Surroundings& found) {
  const Algebra* holder = nullptr;
  for (const AlgebraPtr& child : node.children)
    if (find(*child, call, found))
      holder = child.get();
  return holder;
}

bool find(const Algebra& node, const ServiceCall& call, Surroundings& found) {
  if (node.service.get() == &call) {
    ++found.times;
    return true;
  }
  const Algebra* holder = find_below(node, call, found);
  if (holder == nullptr)
    return false;
  switch (node.kind) {
  case AlgebraKind::join:
    for (const AlgebraPtr& child : node.children)
      if (found.open && child.get() != holder)
        found.partners.push_back(child.get());
    break;
  case AlgebraKind::left_join:
    // A solution of the left side stays without a match, and what it is joined with further up must not take the match away.
    if (found.open && holder == node.children[1].get()) {
      found.partners.push_back(node.children[0].get());
      found.open = false;
    }
    break;
  case AlgebraKind::filter:
    for (const Expression& condition : node.expressions)
      if (found.open && !has_exists(condition))
        found.conditions.push_back(&condition);
    break;
  case AlgebraKind::extend:
    break;
  case AlgebraKind::graph: // the partners are to be asked of a graph that is not known here
    found.partners.clear();
    found.conditions.clear();
    found.open = false;
    break;
  case AlgebraKind::project:
    if (found.frame == nullptr)
      found.frame = node.frame.get();
    found.open = false;
    break;
  default:
    found.open = false;
  }
  return true;
}

AlgebraPtr copy_of(const Algebra& node) {
  auto copy = std::make_unique<Algebra>();
  static_cast<AlgebraNode&>(*copy) = node;
  for (const AlgebraPtr& child : node.children)
    copy->children.push_back(copy_of(*child));
  return copy;
}

/// The join of the partners, with those conditions that are settled by it.
AlgebraPtr joined(const Surroundings& around) {
  auto join = std::make_unique<Algebra>(AlgebraKind::join);
  for (const Algebra* partner : around.partners) {
    join->certain.insert(partner->certain);
    join->possible.insert(partner->possible);
    join->children.push_back(copy_of(*partner));
  }
  auto filter = std::make_unique<Algebra>(AlgebraKind::filter);
  filter->certain = join->certain;
  filter->possible = join->possible;
  for (const Expression* condition : around.conditions)
    if (join->certain.includes(mentioned_variables(*condition)))
      filter->expressions.push_back(*condition);
  filter->children.push_back(std::move(join));
  return filter;
}

/// `SELECT` of the variables, in their order, from a pattern.
Algebra selection(const Frame& frame, const std::vector<VariableIndex>& variables, AlgebraPtr pattern) {
  Algebra root(AlgebraKind::project);
  root.frame = std::make_shared<Frame>();
  root.frame->names = frame.names;
  for (const VariableIndex variable : variables)
    root.frame->projected.emplace_back(variable, static_cast<VariableIndex>(root.frame->projected.size()));
  root.children.push_back(std::move(pattern));
  return root;
}

} // namespace

std::optional<ServiceBindings> service_bindings(Run& run, const Algebra& root, const ServiceCall& call,
                                                const Parameters& parameters) {
  Surroundings around;
  if (!find(root, call, around) || around.times != 1 || around.partners.empty())
    return std::nullopt;
  VariableSet bound;
  for (const Algebra* partner : around.partners)
    bound.insert(partner->certain);
  ServiceBindings out;
  std::vector<VariableIndex> shared;
  const std::vector<std::string>& names = around.frame->names;
  for (std::size_t column = 0; column < call.variables.size(); ++column) {
    const auto name = std::find(names.begin(), names.end(), call.variables[column]);
    const auto variable = static_cast<VariableIndex>(name - names.begin());
    if (name != names.end() && call.certain[column] && bound.contains(variable)) {
      out.columns.push_back(column);
      shared.push_back(variable);
    }
  }
  if (shared.empty())
    return std::nullopt;
  const Algebra select = selection(*around.frame, shared, joined(around));
  Plan plan = make_plan(run, select, parameters, false);
  std::set<std::vector<rdf::Term>> rows;
  for_each_row(plan, [&](const graph::ValueId* row) {
    std::vector<rdf::Term> terms;
    for (const VariableIndex column : plan.columns)
      terms.push_back(run.terms.term(row[column]));
    const auto is_blank = [](const rdf::Term& term) { return term.kind == rdf::TermKind::blank; };
    if (std::none_of(terms.begin(), terms.end(), is_blank))
      rows.insert(std::move(terms));
    return rows.size() <= most_service_bindings;
  });
  if (rows.size() > most_service_bindings)
    return std::nullopt;
  out.rows.assign(rows.begin(), rows.end());
  return out;
}

Limits ask_services(const ParsedQuery& query, const ParameterTerms& parameters, const ServiceAccess& access,
                    const graph::QuadSource& source, const FunctionTable* functions, const Limits& limits) {
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t number = 0; number < query.services.size(); ++number) {
    Run run(source, functions, limits);
    const auto bindings = service_bindings(run, *query.root, *query.services[number], in_ids(parameters, run));
    answer(*query.services[number], access, number, bindings, limits, start);
  }
  return remaining(limits, start);
}

} // namespace micrograph::query
