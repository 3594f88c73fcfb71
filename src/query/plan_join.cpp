#include "query/frame_planner.hpp"

#include "query/optimize.hpp"
#include "query/plan_costs.hpp"

#include <algorithm>
#include <limits>

namespace micrograph::query {

using graph::Position;

std::optional<Position> FramePlanner::position_of(const ScanSpec& scan, VariableIndex variable) const {
  std::optional<Position> found;
  for (std::size_t i = 0; i < scan.slots.size(); ++i) {
    if (scan.slots[i].variable != variable)
      continue;
    if (found)
      return std::nullopt; // stands twice
    found = static_cast<Position>(i);
  }
  return found;
}

/// The position of the variable, if the scan's rows can come in its order whatever is bound when it is opened: with one more
/// position bound, a source may have to walk another of its orders.
std::optional<Position> FramePlanner::sortable(const ScanSpec& scan, VariableIndex wanted, const Context& context) const {
  const auto position = wanted == no_variable ? std::nullopt : position_of(scan, wanted);
  if (!position)
    return std::nullopt;
  for (std::size_t i = 0; i < scan.slots.size(); ++i) {
    const VariableIndex variable = scan.slots[i].variable;
    const bool is_parameter = variable != no_variable && i != *position && outer_[variable].defined();
    if (variable != no_variable && !is_parameter &&
        (context.bound.contains(variable) || context.perhaps.contains(variable)))
      return std::nullopt;
  }
  const std::array<Position, 1> wish{*position};
  return run_.source.can_sort(constant_pattern(scan), wish) ? position : std::nullopt;
}

/// Takes a join apart into triples and other nodes. False if one of the triples cannot match.
bool FramePlanner::collect(const Algebra& node, const Context& context, std::vector<Element>& out,
                           std::string& why_empty) {
  if (node.kind == AlgebraKind::join) {
    for (const AlgebraPtr& child : node.children)
      if (!collect(*child, context, out, why_empty))
        return false;
    return true;
  }
  if (node.kind != AlgebraKind::basic) {
    Element element;
    element.node = &node;
    element.variables = node.possible;
    element.certain = node.certain;
    out.push_back(std::move(element));
    return true;
  }
  for (const TriplePattern& triple : node.triples) {
    auto spec = scan_spec(triple, context, why_empty);
    if (!spec)
      return false;
    Element element;
    element.scan = std::move(*spec);
    const std::size_t positions = context.scope == graph::GraphScope::named_graphs ? 4 : 3;
    for (std::size_t i = 0; i < positions; ++i)
      if (element.scan.slots[i].variable != no_variable)
        element.variables.insert(element.scan.slots[i].variable);
    element.certain = element.variables;
    out.push_back(std::move(element));
  }
  return true;
}

/// Greedy: start with the fewest rows, then always the connected element that leaves the fewest.
std::vector<std::size_t> FramePlanner::join_order(std::vector<Element>& elements,
                                                  const Context& context) const {
  std::vector<std::size_t> order;
  Context now = context;
  VariableSet joined;
  for (Element& element : elements)
    element.rows = element_rows(element, context);
  std::vector<double> fanout(elements.size(), -1);
  while (order.size() < elements.size()) {
    run_.tick();
    std::size_t best = elements.size();
    bool best_connected = false;
    double best_rows = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < elements.size(); ++i) {
      Element& element = elements[i];
      if (element.used)
        continue;
      const bool connected = order.empty() || element.variables.intersects(joined);
      if (fanout[i] < 0)
        fanout[i] = order.empty() ? element.rows : fanout_after(elements, order, element, now);
      const bool better =
          (connected && !best_connected) ||
          (connected == best_connected &&
           (fanout[i] < best_rows || (fanout[i] == best_rows && element.rows < elements[best].rows)));
      if (best == elements.size() || (better && run_.options.order_joins)) {
        best = i;
        best_rows = fanout[i];
        best_connected = connected;
      }
    }
    elements[best].used = true;
    elements[best].fanout = fanout[best];
    order.push_back(best);
    joined.insert(elements[best].variables);
    now.bound.insert(elements[best].certain);
    for (std::size_t i = 0; i < elements.size(); ++i)
      if (elements[i].variables.intersects(elements[best].variables))
        fanout[i] = -1;
    if (order.size() == 1)
      std::fill(fanout.begin(), fanout.end(), -1);
  }
  return order;
}

FramePlanner::Part FramePlanner::plan_join(const Algebra& node, const Context& context, Conditions conditions,
                                           const VariableSet* needed) {
  std::vector<Element> elements;
  Part part;
  if (!collect(node, context, elements, part.why_empty))
    return part;
  add_text_restrictions(elements, conditions, context);
  VariableSet variables, certain = context.bound;
  VariableSet shown; ///< of `variables`, those by which the rows differ
  VariableSet reachable = context.bound;
  for (const Element& element : elements)
    reachable.insert(element.variables);
  part.op = make_unit(run_, width_);
  part.rows = 1;
  if (needed != nullptr && elements.size() == 1 && conditions.empty())
    if (auto runs = plan_runs(elements.front(), needed->intersection(elements.front().variables), {}, context))
      return std::move(*runs);
  std::vector<std::size_t> order = join_order(elements, context);
  for (std::size_t i = 0; i < order.size(); ++i) {
    Element& element = elements[order[i]];
    std::vector<std::size_t> meeting;
    if (i > 0)
      meeting = meeting_elements(order, i, elements, variables, certain, context);
    auto together = meeting.size() < 2 ? std::nullopt : intersect(part, order, i, meeting, elements, certain);
    if (together)
      part = std::move(*together);
    else if (i == 0)
      part = first_part(element, order.size() > 1 ? &elements[order[1]] : nullptr, context);
    else if (element.candidates)
      part = join_candidates(std::move(part), certain, element);
    else if (element.node == nullptr)
      part = join_scan(std::move(part), variables, certain, element, context, JoinKind::inner);
    else
      part = join_node(std::move(part), variables, certain, *element.node, context, JoinKind::inner, {});
    if (part.empty())
      return part;
    if (together) {
      std::stable_partition(order.begin() + static_cast<std::ptrdiff_t>(i), order.end(),
                            [&](std::size_t other) { return std::find(meeting.begin(), meeting.end(), other) != meeting.end(); });
      i += meeting.size() - 1; // which bind the same variables
    }
    variables.insert(element.variables);
    shown.insert(element.variables);
    certain.insert(element.certain);
    part = take_ready(std::move(part), conditions, certain, reachable, context);
    if (needed != nullptr && !part.empty())
      part = drop_repeated(std::move(part), variables.intersection(live_after(order, i, elements, conditions, *needed)), shown);
    if (i > 0 && i + 1 < order.size())
      part = dealt(std::move(part), context);
  }
  return add_filters(std::move(part), std::move(conditions), context, certain, reachable);
}

/// The variables that what comes after step `done` of the order looks at.
VariableSet FramePlanner::live_after(const std::vector<std::size_t>& order, std::size_t done,
                                     const std::vector<Element>& elements, const Conditions& waiting,
                                     const VariableSet& needed) const {
  VariableSet live = needed;
  for (std::size_t i = done + 1; i < order.size(); ++i)
    live.insert(elements[order[i]].variables);
  for (const Expression* condition : waiting)
    live.insert(mentioned_variables(*condition));
  return live;
}

/// Where only the set of solutions counts, rows that differ only in what nobody looks at any more are one. `shown` are the
/// variables by which they may differ, `live` those that are looked at. The others keep some value.
FramePlanner::Part FramePlanner::drop_repeated(Part part, const VariableSet& live, VariableSet& shown) {
  if (live.includes(shown) || part.rows < run_.options.fewest_rows_to_drop)
    return part;
  shown = live;
  const bool in_a_row = part.sorted_by != no_variable && live.list() == std::vector<VariableIndex>{part.sorted_by};
  part.op = make_distinct(run_, std::move(part.op), live.list(), in_a_row ? Repeats::in_a_row : Repeats::some);
  part.op->estimated_rows = part.rows;
  return part;
}

/// Filters whose variables are all bound by now, or never will be. EXISTS waits for the end, being dear.
FramePlanner::Part FramePlanner::take_ready(Part part, Conditions& waiting, const VariableSet& certain,
                                            const VariableSet& reachable, const Context& context) {
  Conditions ready;
  for (const Expression* condition : waiting)
    if (!has_exists(*condition) && certain.includes(mentioned_variables(*condition).intersection(reachable)))
      ready.push_back(condition);
  if (ready.empty())
    return part;
  waiting.erase(std::remove_if(waiting.begin(), waiting.end(),
                               [&](const Expression* c) {
                                 return std::find(ready.begin(), ready.end(), c) != ready.end();
                               }),
                waiting.end());
  return add_filters(std::move(part), std::move(ready), context, certain, certain);
}

FramePlanner::Part FramePlanner::first_part(Element& element, const Element* second, const Context& context) {
  if (element.node != nullptr)
    return plan(*element.node, context);
  if (element.candidates)
    return candidates_part(element);
  Part part;
  part.rows = element.rows;
  // Sorted by what the next scan is joined on, the two can be merged; so it may be with what follows this join, which is
  // most often about the same subject.
  if (second != nullptr && second->node == nullptr && !second->candidates)
    part.sorted_by = sort_scan(element, element.variables.intersection(second->variables).list(), context);
  if (part.sorted_by == no_variable)
    part.sorted_by = sort_scan(
        element, {context.wish, element.scan.slots[graph::subject].variable, element.scan.slots[graph::object].variable}, context);
  part.op = make_scan(run_, width_, element.scan);
  part.op->estimated_rows = part.rows;
  return part;
}

/// A scan that gives each term of one variable once, if `wanted` is just that and the source can sort by it.
std::optional<FramePlanner::Part> FramePlanner::plan_runs(Element& element, const VariableSet& wanted,
                                                          std::vector<VariableIndex> counts, const Context& context) {
  const std::vector<VariableIndex> variables = wanted.list();
  if (!run_.options.scan_runs || element.node != nullptr || element.candidates || variables.size() != 1 ||
      sort_scan(element, variables, context) == no_variable)
    return std::nullopt;
  Part part;
  const auto position = element.scan.sorted_by.front();
  part.rows = static_cast<double>(run_.source.estimate_distinct(constant_pattern(element.scan), position));
  part.sorted_by = variables.front();
  part.op = make_scan_runs(run_, width_, element.scan, variables.front(), std::move(counts));
  part.op->estimated_rows = part.rows;
  return part;
}

/// Has the scan sorted by the first of these variables by which it can be, and tells which.
VariableIndex FramePlanner::sort_scan(Element& element, const std::vector<VariableIndex>& wishes,
                                      const Context& context) const {
  for (const VariableIndex variable : wishes)
    if (const auto position = sortable(element.scan, variable, context)) {
      element.scan.sorted_by = {*position};
      return variable;
    }
  return no_variable;
}

FramePlanner::Part FramePlanner::join_scan(Part left, const VariableSet& left_variables,
                                           const VariableSet& left_certain, Element& element,
                                           const Context& context, JoinKind kind) {
  const double fanout = element.fanout >= 0 ? element.fanout : scan_rows(element.scan, left_certain);
  const VariableSet shared = left_variables.intersection(element.variables);
  const std::vector<VariableIndex> keys = shared.intersection(left_certain).list();
  const bool keys_are_all = left_certain.includes(shared);

  // A left join gives a row at least for each on its left: with a LIMIT above, no more of these are read.
  const double read = kind == JoinKind::left ? std::min(left.rows, context.wanted) : left.rows;
  const double by_lookup = read * (open_cost + fanout * row_cost) + refusal(run_.options.lookup_joins);
  double by_merge = std::numeric_limits<double>::infinity();
  double by_hash = std::numeric_limits<double>::infinity();
  if (keys_are_all && keys.size() == 1 && keys.front() == left.sorted_by && sortable(element.scan, keys.front(), context))
    by_merge = (element.rows + left.rows) * row_cost * read / std::max(1.0, left.rows) + refusal(run_.options.merge_joins);
  if (!keys.empty() || left.rows > 1)
    by_hash = element.rows * hash_cost + read * hash_cost / 2 + refusal(run_.options.hash_joins);

  Part joined;
  joined.rows = kind == JoinKind::left ? std::max(left.rows, left.rows * fanout) : left.rows * fanout;
  joined.sorted_by = left.sorted_by;
  if (by_merge <= by_lookup && by_merge <= by_hash) {
    ScanSpec sorted = element.scan;
    sorted.sorted_by = {*position_of(element.scan, keys.front())};
    joined.op = make_merge_join(run_, std::move(left.op), std::move(sorted), keys.front(), kind);
  } else if (by_hash < by_lookup) {
    OperatorPtr scan = make_scan(run_, width_, element.scan);
    scan->estimated_rows = element.rows;
    JoinSpec spec;
    spec.kind = kind;
    spec.keys = keys;
    spec.right_variables = element.variables.list();
    joined.op = make_hash_join(run_, std::move(left.op), std::move(scan), std::move(spec), {});
  } else {
    OperatorPtr scan = make_scan(run_, width_, element.scan);
    scan->estimated_rows = fanout;
    joined.op = make_bind_join(run_, std::move(left.op), std::move(scan), kind, {});
  }
  joined.op->estimated_rows = joined.rows;
  return joined;
}

/// Joins with a pattern that is not one triple: a nested loop where that keeps the meaning and is cheaper,
/// else by hash.
FramePlanner::Part FramePlanner::join_node(Part left, const VariableSet& left_variables,
                                           const VariableSet& left_certain, const Algebra& node,
                                           const Context& context, JoinKind kind, Conditions conditions) {
  Context bound = context;
  bound.reopened = true;
  bound.bound.insert(left_certain);
  bound.perhaps.insert(left_variables);
  const double rows_bound = node_rows(node, bound);
  const double rows_alone = node_rows(node, context);
  const double dear = node.kind == AlgebraKind::path ? 10 : 1;
  const bool shares = node.possible.intersects(left_variables);
  const double read = kind == JoinKind::left ? std::min(left.rows, context.wanted) : left.rows; // see join_scan()
  const bool nested = node.kind != AlgebraKind::project && shares &&
                      can_take_bindings(node, left_variables) &&
                      read * (open_cost + rows_bound * row_cost * dear) + refusal(run_.options.lookup_joins) <
                          rows_alone * hash_cost * dear + read * hash_cost + refusal(run_.options.hash_joins);

  VariableSet certain = left_certain;
  certain.insert(node.certain);
  Part right = plan(node, nested ? bound : context);
  if (right.empty()) {
    if (kind == JoinKind::left)
      return left;
    return right;
  }
  Part joined;
  const double fanout = nested   ? right.rows
                        : shares ? std::max(rows_bound, right.rows / std::max(1.0, left.rows))
                                 : right.rows;
  joined.rows = std::max(kind == JoinKind::left ? left.rows : 0.0, left.rows * fanout);
  joined.sorted_by = left.sorted_by;
  VariableSet possible = left_variables;
  possible.insert(node.possible);
  ExpressionRunner condition = runner(std::move(conditions), context, certain, possible);
  if (nested) {
    joined.op = make_bind_join(run_, std::move(left.op), std::move(right.op), kind, std::move(condition));
  } else {
    JoinSpec spec;
    spec.kind = kind;
    spec.keys = left_certain.intersection(node.certain).list();
    spec.right_variables = node.possible.list();
    joined.op =
        make_hash_join(run_, std::move(left.op), std::move(right.op), std::move(spec), std::move(condition));
  }
  joined.op->estimated_rows = joined.rows;
  return joined;
}

} // namespace micrograph::query
