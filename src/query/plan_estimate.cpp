#include "query/frame_planner.hpp"

#include "query/service.hpp"

#include <algorithm>

namespace micrograph::query {

using graph::Position;

Slot FramePlanner::slot(const PatternTerm& term, bool& known) const {
  Slot slot;
  slot.variable = term.variable;
  if (term.is_variable())
    return slot;
  const auto id = run_.source.find(term.term);
  known = known && id.has_value();
  if (id)
    slot.constant = *id;
  return slot;
}

std::optional<ScanSpec> FramePlanner::scan_spec(const TriplePattern& triple, const Context& context,
                                                std::string& why_empty) const {
  ScanSpec spec;
  spec.scope = context.scope;
  spec.slots[graph::graph_name] = context.graph;
  const PatternTerm* terms[] = {&triple.subject, &triple.predicate, &triple.object};
  for (std::size_t i = 0; i < 3; ++i) {
    bool known = true;
    spec.slots[i] = slot(*terms[i], known);
    spec.unread[i] = terms[i]->is_variable() && frame_.unread.contains(terms[i]->variable);
    if (!known) {
      why_empty = text(*terms[i]) + " does not occur";
      return std::nullopt;
    }
  }
  if (explain_)
    spec.text = text(triple.subject) + " " + text(triple.predicate) + " " + text(triple.object);
  return spec;
}

/// What is known of the pattern while planning: constants and the query's parameters.
graph::Pattern FramePlanner::constant_pattern(const ScanSpec& scan) const {
  graph::Pattern pattern;
  pattern.scope = scan.scope;
  const std::size_t positions = scan.scope == graph::GraphScope::named_graphs ? 4 : 3;
  for (std::size_t i = 0; i < positions; ++i) {
    const Slot& slot = scan.slots[i];
    pattern.terms[i] = slot.variable == no_variable ? slot.constant : outer_[slot.variable];
    if (LocalTerms::owns(pattern.terms[i]))
      pattern.terms[i] = {};
  }
  return pattern;
}

/// Rows of one opening, where `bound` variables have some value that is not known yet.
double FramePlanner::scan_rows(const ScanSpec& scan, const VariableSet& bound) const {
  const graph::Pattern pattern = constant_pattern(scan);
  double rows = static_cast<double>(run_.source.estimate(pattern));
  const std::size_t positions = scan.scope == graph::GraphScope::named_graphs ? 4 : 3;
  for (std::size_t i = 0; i < positions && rows > 0; ++i) {
    const VariableIndex variable = scan.slots[i].variable;
    if (variable != no_variable && bound.contains(variable) && !pattern.terms[i].defined())
      rows /= static_cast<double>(
          std::max<std::uint64_t>(1, run_.source.estimate_distinct(pattern, static_cast<Position>(i))));
  }
  return rows * passing_share(scan, pattern, bound);
}

double FramePlanner::element_rows(const Element& element, const Context& context) const {
  if (element.candidates)
    return context.bound.contains(element.variable) ? 0 : static_cast<double>(element.candidates->size());
  return element.node == nullptr ? scan_rows(element.scan, context.bound) : node_rows(*element.node, context);
}

double FramePlanner::fanout_after(const std::vector<Element>& elements, const std::vector<std::size_t>& joined,
                                  const Element& element, const Context& context) const {
  const auto of_star = star_fanout(elements, joined, element, context);
  return of_star ? *of_star : element_rows(element, context);
}

/// With fewer rows any order is good, and looking through the sets would take longer than the query.
constexpr double worth_a_star = 1000;

/// Counts of one predicate say how many rows a subject has that has it at all. If the subjects come from patterns with other
/// predicates, those that they have together say how many have it.
std::optional<double> FramePlanner::star_fanout(const std::vector<Element>& elements,
                                                const std::vector<std::size_t>& joined, const Element& element,
                                                const Context& context) const {
  const auto in_star = [](const Element& other) {
    return other.node == nullptr && !other.candidates && other.scan.scope == graph::GraphScope::default_graph &&
           other.scan.slots[graph::subject].variable != no_variable &&
           other.scan.slots[graph::predicate].variable == no_variable;
  };
  if (!in_star(element) || joined.empty() || elements[joined.front()].rows < worth_a_star)
    return std::nullopt;
  const VariableIndex subject = element.scan.slots[graph::subject].variable;
  const graph::ValueId predicate = element.scan.slots[graph::predicate].constant;
  std::vector<graph::ValueId> predicates;
  for (const std::size_t i : joined)
    if (in_star(elements[i]) && elements[i].scan.slots[graph::subject].variable == subject)
      predicates.push_back(elements[i].scan.slots[graph::predicate].constant);
  std::sort(predicates.begin(), predicates.end());
  predicates.erase(std::unique(predicates.begin(), predicates.end()), predicates.end());
  if (predicates.empty() || std::binary_search(predicates.begin(), predicates.end(), predicate))
    return std::nullopt;
  const auto before = run_.source.estimate_star(predicates, element.scan.scope);
  predicates.push_back(predicate);
  const auto after = before ? run_.source.estimate_star(predicates, element.scan.scope) : std::nullopt;
  if (!after || before->rows <= 0 || after->rows <= 0)
    return std::nullopt; // sets that are rare were not counted

  // What the object narrows down, it narrows down here, too.
  graph::Pattern any;
  any.terms[graph::predicate] = predicate;
  VariableSet bound = context.bound;
  bound.erase(subject);
  const double all = static_cast<double>(run_.source.estimate(any));
  return after->rows / before->rows * scan_rows(element.scan, bound) / std::max(1.0, all);
}

/// A rough figure for patterns that are no triples, good enough to put them in order.
double FramePlanner::node_rows(const Algebra& node, const Context& context) const {
  const auto child = [&](std::size_t i) { return node_rows(*node.children[i], context); };
  switch (node.kind) {
  case AlgebraKind::basic: {
    if (node.triples.empty())
      return 1;
    double least = 1e18;
    std::string why;
    for (const TriplePattern& triple : node.triples) {
      const auto spec = scan_spec(triple, context, why);
      least = std::min(least, spec ? scan_rows(*spec, context.bound) : 0.0);
    }
    return least;
  }
  case AlgebraKind::path: {
    const auto is_bound = [&](const PatternTerm& end) {
      return !end.is_variable() || context.bound.contains(end.variable);
    };
    graph::Pattern all;
    const double quads = static_cast<double>(run_.source.estimate(all));
    const bool from = is_bound(node.subject), to = is_bound(node.object);
    return from && to ? 1 : from || to ? std::min(16.0, quads) : quads;
  }
  case AlgebraKind::join: {
    double least = 1e18;
    for (std::size_t i = 0; i < node.children.size(); ++i)
      least = std::min(least, child(i));
    return least;
  }
  case AlgebraKind::union_: {
    double sum = 0;
    for (std::size_t i = 0; i < node.children.size(); ++i)
      sum += child(i);
    return sum;
  }
  case AlgebraKind::values:
    return static_cast<double>(node.service ? node.service->rows.size() : node.rows.size());
  case AlgebraKind::group:
    return node.keys.empty() ? 1 : child(0) / 4;
  case AlgebraKind::slice:
    return node.limit ? std::min(static_cast<double>(*node.limit), child(0)) : child(0);
  case AlgebraKind::graph: {
    Context inner = context;
    inner.scope = graph::GraphScope::named_graphs;
    bool known = true;
    inner.graph = slot(node.name, known);
    return known ? node_rows(*node.children.front(), inner) : 0;
  }
  case AlgebraKind::project:
    // The variables of the frame inside are others: nothing of the context holds there.
    return 1000;
  default:
    return child(0);
  }
}

std::string FramePlanner::text(const PatternTerm& term) const {
  return term.is_variable() ? "?" + frame_.names[term.variable] : rdf::to_ntriples(term.term);
}

std::string FramePlanner::text(const Path& path) const {
  const auto joined = [&](const char* sign) {
    std::string out = "(";
    for (std::size_t i = 0; i < path.parts.size(); ++i)
      out += (i ? sign : "") + text(path.parts[i]);
    return out + ")";
  };
  switch (path.kind) {
  case PathKind::link:
    return rdf::to_ntriples(path.iri);
  case PathKind::inverse:
    return "^" + text(path.parts.front());
  case PathKind::sequence:
    return joined("/");
  case PathKind::alternative:
    return joined("|");
  case PathKind::zero_or_more:
    return text(path.parts.front()) + "*";
  case PathKind::one_or_more:
    return text(path.parts.front()) + "+";
  case PathKind::zero_or_one:
    return text(path.parts.front()) + "?";
  case PathKind::negated_set:
    return "!(" + std::to_string(path.negated.size() + path.negated_inverse.size()) + " properties)";
  }
  return {};
}

} // namespace micrograph::query
