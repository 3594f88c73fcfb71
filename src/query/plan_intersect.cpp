#include "query/frame_planner.hpp"
#include "query/join_sample.hpp"
#include "query/operators/scan_cursor.hpp"
#include "query/plan_costs.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

namespace micrograph::query {

using graph::Position;

namespace {

/// With fewer rows any way is fast, and looking at some of them would take longer than the query.
constexpr double worth_a_sample = 1000;
/// Of so many rows one is looked at.
constexpr double rows_of_walk = 512;
constexpr double fewest_walks = 32, most_walks = 512;

/// How much faster than one pattern after the other it must be expected to be: these also gain by what comes
/// sorted. But where one cycle runs through hubs the next is likely to, and of rows that closed a cycle a
/// sample has few: then who is wrong should be wrong by a constant, and not by the size of a hub.
double margin(bool after_another) {
  return after_another ? 0.5 : 1.5;
}

/// Of one pattern after the other, each in the cheapest way: `left` rows have `met` partners in the first,
/// `first` rows long, and some of these are left by the others, as long as `others`.
double pairwise_cost(double left, double met, double first, const std::vector<double>& others) {
  double cost = met * row_cost + std::min({left * open_cost, first * hash_cost + left * hash_cost / 2,
                                           (first + left) * row_cost});
  for (const double rows : others)
    cost += std::min(met * open_cost, rows * hash_cost + met * hash_cost / 2);
  return cost;
}

VariableSet only(VariableIndex variable) {
  VariableSet set;
  set.insert(variable);
  return set;
}

VariableSet without(VariableSet set, const VariableSet& others) {
  for (const VariableIndex variable : others.list())
    set.erase(variable);
  return set;
}

} // namespace

/// The position of the variable, if it is the only one that rows of these variables leave unbound, and the
/// source gives its terms in order whatever the others are bound to.
std::optional<Position> FramePlanner::meeting_position(const Element& element, VariableIndex variable,
                                                       const VariableSet& certain) const {
  const ScanSpec& scan = element.scan;
  // With a constant property the rows of one subject are sorted by object, and the other way round.
  if (element.node != nullptr || element.candidates || scan.slots[graph::predicate].variable != no_variable)
    return std::nullopt;
  const auto position = position_of(scan, variable);
  if (!position || (*position != graph::subject && *position != graph::object) || scan.unread[*position])
    return std::nullopt;
  VariableSet others = element.variables;
  others.erase(variable);
  const std::array<Position, 1> wish{*position};
  return certain.includes(others) && run_.source.can_sort(constant_pattern(scan), wish) ? position
                                                                                        : std::nullopt;
}

/// The elements from place `at` of the order on that leave the same variable free as the one there, which is
/// the first; none if that one leaves none or several.
std::vector<std::size_t> FramePlanner::meeting_elements(const std::vector<std::size_t>& order, std::size_t at,
                                                        const std::vector<Element>& elements,
                                                        const VariableSet& variables,
                                                        const VariableSet& certain,
                                                        const Context& context) const {
  std::vector<std::size_t> meeting;
  const std::vector<VariableIndex> free = without(elements[order[at]].variables, certain).list();
  if (!run_.options.intersect_joins || free.size() != 1 || variables.contains(free.front()) ||
      context.perhaps.contains(free.front()))
    return meeting;
  std::copy_if(
      order.begin() + static_cast<std::ptrdiff_t>(at), order.end(), std::back_inserter(meeting),
      [&](std::size_t i) { return meeting_position(elements[i], free.front(), certain).has_value(); });
  if (!meeting.empty() && meeting.front() != order[at])
    meeting.clear();
  return meeting;
}

/// How many of the lists are opened for each row. The others stay the same over rows that follow each other,
/// since they do not hang on what the last steps before place `at` have added to these.
std::size_t FramePlanner::opened_lists(const Part& left, const std::vector<std::size_t>& order,
                                       std::size_t at, const std::vector<std::size_t>& meeting,
                                       VariableIndex variable, const std::vector<Element>& elements) const {
  constexpr double worth_keeping = 2; // so many rows that follow each other
  VariableSet stay;
  double rows = 1;
  for (std::size_t i = at; i-- > 0 && rows < worth_keeping;) {
    const Element& step = elements[order[i]];
    rows *= step.fanout;
    stay.clear();
    for (std::size_t before = 0; before < i; ++before)
      stay.insert(elements[order[before]].variables);
    const auto sorted =
        i > 0 || left.sorted_by == no_variable ? std::nullopt : position_of(step.scan, left.sorted_by);
    if (sorted && step.rows >= worth_keeping * static_cast<double>(run_.source.estimate_distinct(
                                                   constant_pattern(step.scan), *sorted)))
      stay.insert(left.sorted_by);
  }
  stay.insert(variable);
  return static_cast<std::size_t>(std::count_if(meeting.begin(), meeting.end(), [&](std::size_t i) {
    return !stay.includes(elements[i].variables) ||
           scan_rows(elements[i].scan, without(elements[i].variables, only(variable))) > most_kept_terms;
  }));
}

/// Joins these elements at once, if that is expected to be faster than one after the other.
std::optional<FramePlanner::Part> FramePlanner::intersect(Part& left, const std::vector<std::size_t>& order,
                                                          std::size_t at,
                                                          const std::vector<std::size_t>& meeting,
                                                          const std::vector<Element>& elements,
                                                          const VariableSet& certain) {
  const Element& first = elements[meeting.front()];
  const VariableIndex variable = without(first.variables, certain).list().front();
  double left_rows = left.rows, fanout = first.fanout;
  std::vector<double> others;
  Part joined;
  joined.rows = left.rows;
  for (const std::size_t i : meeting) {
    joined.rows *= elements[i].fanout;
    if (i != meeting.front())
      others.push_back(elements[i].rows);
  }

  // A source whose scans cannot jump would read long lists from one end to the other.
  const bool may_be_pairwise =
      run_.options.lookup_joins || run_.options.merge_joins || run_.options.hash_joins;
  const bool can_jump = std::all_of(meeting.begin(), meeting.end(),
                                    [&](std::size_t i) { return can_split(run_, elements[i].scan); });
  if (may_be_pairwise && !can_jump)
    return std::nullopt;

  // Averages hide what makes the difference: few terms that many rows meet at.
  const std::span<const std::size_t> before(order.data(), at);
  const bool can_sample = std::none_of(before.begin(), before.end(), [&](std::size_t i) {
    return elements[i].node != nullptr || elements[i].candidates;
  });
  for (double expected = 0; can_sample && left_rows >= worth_a_sample && left_rows > expected * 4;) {
    expected = left_rows; // if there are many more, it is worth looking at more of them
    std::vector<const ScanSpec*> patterns;
    for (const std::size_t i : before)
      patterns.push_back(&elements[i].scan);
    const auto walks =
        static_cast<std::size_t>(std::clamp(left_rows / rows_of_walk, fewest_walks, most_walks));
    const JoinSample sample(run_, outer_, patterns, walks);
    if (!sample.any())
      break;
    left_rows = sample.rows();
    fanout = sample.fanout(first.scan);
  }
  const double pairwise =
      pairwise_cost(left_rows, left_rows * fanout, first.rows, others) + refusal(may_be_pairwise);
  const double opened = static_cast<double>(opened_lists(left, order, at, meeting, variable, elements));
  const double shortest = std::min(fanout, first.fanout); // of a hub's list most is passed over
  const double together =
      left_rows * (opened * open_cost + (static_cast<double>(meeting.size()) + shortest) * row_cost);
  if (pairwise <= together * margin(left.is_intersection))
    return std::nullopt;

  std::vector<ScanSpec> patterns;
  for (const std::size_t i : meeting)
    patterns.push_back(elements[i].scan);
  joined.sorted_by = left.sorted_by;
  joined.is_intersection = true;
  joined.op = make_intersect_join(run_, std::move(left.op), std::move(patterns), variable);
  joined.op->estimated_rows = joined.rows;
  joined.op->work_per_row = static_cast<double>(meeting.size()) * open_cost / row_cost;
  return joined;
}

} // namespace micrograph::query
