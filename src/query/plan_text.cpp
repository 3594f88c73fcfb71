// Filters on texts: where the source can tell which terms may pass, patterns give only those, or start from them. Whatever
// it says, the filter itself runs on what is left, so the answer never depends on it.
#include "query/frame_planner.hpp"
#include "query/plan_costs.hpp"

#include <algorithm>
#include <limits>

namespace micrograph::query {

using graph::Position;

void FramePlanner::add_text_restrictions(std::vector<Element>& elements, const Conditions& conditions,
                                         const Context& context) const {
  for (const Expression* condition : conditions)
    if (const auto filter = text_filter(*condition, run_.terms, outer_);
        filter && !context.bound.contains(filter->variable))
      restrict_texts(elements, *filter, context);
}

void FramePlanner::restrict_texts(std::vector<Element>& elements, const TextFilter& filter,
                                  const Context& context) const {
  double fewest = std::numeric_limits<double>::infinity();
  for (const Element& element : elements)
    if (element.node == nullptr && !element.candidates && element.variables.contains(filter.variable))
      fewest = std::min(fewest, element_rows(element, context));
  if (fewest < run_.options.fewest_rows_for_text || fewest == std::numeric_limits<double>::infinity())
    return;
  auto found = run_.source.text_candidates(filter.requirement, context.scope, static_cast<std::uint64_t>(fewest));
  if (!found)
    return;
  const auto candidates = std::make_shared<const graph::TextCandidates>(std::move(*found));
  // Looking up each candidate in the pattern of fewest rows, or walking over all of these?
  if (candidates->complete && static_cast<double>(candidates->size()) * open_cost <= fewest * row_cost) {
    Element element;
    element.candidates = candidates;
    element.variable = filter.variable;
    element.variables.insert(filter.variable);
    element.certain = element.variables;
    elements.push_back(std::move(element));
    return;
  }
  for (Element& element : elements)
    if (element.node == nullptr && !element.candidates)
      for (std::size_t i = 0; i < element.scan.slots.size(); ++i)
        if (element.scan.slots[i].variable == filter.variable)
          element.scan.restrictions.push_back({static_cast<Position>(i), candidates});
}

FramePlanner::Part FramePlanner::candidates_part(const Element& element) {
  Part part;
  if (element.candidates->ranges.empty()) {
    part.why_empty = "no text passes the filter on ?" + frame_.names[element.variable];
    return part;
  }
  part.rows = static_cast<double>(element.candidates->size());
  part.sorted_by = element.variable;
  part.op = make_text_candidates(run_, width_, element.variable, element.candidates, frame_.names[element.variable]);
  part.op->estimated_rows = part.rows;
  return part;
}

FramePlanner::Part FramePlanner::join_candidates(Part left, const VariableSet& left_certain, const Element& element) {
  if (left_certain.contains(element.variable))
    return left; // the filter says the same
  Part right = candidates_part(element);
  if (right.empty())
    return right;
  Part joined;
  joined.rows = left.rows * right.rows;
  joined.sorted_by = left.sorted_by;
  joined.op = make_bind_join(run_, std::move(left.op), std::move(right.op), JoinKind::inner, {});
  joined.op->estimated_rows = joined.rows;
  return joined;
}

/// The share of a scan's rows that its restrictions leave, as far as it is not known to be less.
double FramePlanner::passing_share(const ScanSpec& scan, const graph::Pattern& pattern, const VariableSet& bound) const {
  double share = 1;
  for (const TextRestriction& restriction : scan.restrictions) {
    if (bound.contains(scan.slots[restriction.position].variable) || pattern.terms[restriction.position].defined())
      continue;
    const auto terms = static_cast<double>(run_.source.estimate_distinct(pattern, restriction.position));
    share *= std::min(1.0, static_cast<double>(restriction.candidates->size()) / std::max(1.0, terms));
  }
  return share;
}

} // namespace micrograph::query
