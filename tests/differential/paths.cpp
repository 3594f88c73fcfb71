#include "differential/paths.hpp"

#include <algorithm>

namespace micrograph::differential {

using query::Path;
using query::PathKind;

namespace {

bool fits(TermNumber wanted, TermNumber value) {
  return wanted == unbound || wanted == value;
}

Path inverse_of(const Path& path) {
  Path inverse;
  inverse.kind = PathKind::inverse;
  inverse.parts = {path};
  return inverse;
}

PathEvaluation::Pairs swapped(PathEvaluation::Pairs pairs) {
  for (auto& pair : pairs)
    std::swap(pair.first, pair.second);
  return pairs;
}

} // namespace

PathEvaluation::PathEvaluation(const Graph& graph, TermTable& terms, Budget& budget)
    : graph_(graph), terms_(terms), budget_(budget) {
  for (const Triple& triple : graph) {
    nodes_.insert(triple.subject);
    nodes_.insert(triple.object);
  }
}

PathEvaluation::Pairs PathEvaluation::solutions(const Path& path, TermNumber from, TermNumber to) {
  budget_.spend();
  switch (path.kind) {
  case PathKind::link:
    return link(path, from, to);
  case PathKind::inverse:
    return swapped(solutions(path.parts.front(), to, from));
  case PathKind::sequence:
    return sequence(path, from, to);
  case PathKind::alternative: {
    Pairs all;
    for (const Path& part : path.parts) {
      const Pairs some = solutions(part, from, to);
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  }
  case PathKind::negated_set:
    return negated_set(path, from, to);
  case PathKind::zero_or_one:
    return zero_or_one(path, from, to);
  case PathKind::zero_or_more:
  case PathKind::one_or_more:
    return closure(path, from, to);
  }
  return {};
}

PathEvaluation::Pairs PathEvaluation::link(const Path& path, TermNumber from, TermNumber to) {
  const TermNumber predicate = terms_.number(path.iri);
  Pairs out;
  for (const Triple& triple : graph_)
    if (triple.predicate == predicate && fits(from, triple.subject) && fits(to, triple.object))
      out.emplace_back(triple.subject, triple.object);
  return out;
}

PathEvaluation::Pairs PathEvaluation::negated_set(const Path& path, TermNumber from, TermNumber to) {
  const auto is_in = [this](const std::vector<rdf::Term>& set, TermNumber predicate) {
    return std::find(set.begin(), set.end(), terms_.term(predicate)) != set.end();
  };
  Pairs out;
  for (const Triple& triple : graph_) {
    if (path.forward_part && !is_in(path.negated, triple.predicate) && fits(from, triple.subject) &&
        fits(to, triple.object))
      out.emplace_back(triple.subject, triple.object);
    if (!path.negated_inverse.empty() && !is_in(path.negated_inverse, triple.predicate) &&
        fits(from, triple.object) && fits(to, triple.subject))
      out.emplace_back(triple.object, triple.subject);
  }
  return out;
}

/// Each step joins with the next by a variable that nobody else sees.
PathEvaluation::Pairs PathEvaluation::sequence(const Path& path, TermNumber from, TermNumber to) {
  Pairs left = solutions(path.parts.front(), from, path.parts.size() == 1 ? to : unbound);
  for (std::size_t i = 1; i < path.parts.size(); ++i) {
    const Pairs right = solutions(path.parts[i], unbound, i + 1 == path.parts.size() ? to : unbound);
    budget_.spend(left.size() * right.size());
    Pairs joined;
    for (const auto& a : left)
      for (const auto& b : right)
        if (a.second == b.first)
          joined.emplace_back(a.first, b.second);
    left = std::move(joined);
  }
  return left;
}

PathEvaluation::Pairs PathEvaluation::zero_or_one(const Path& path, TermNumber from, TermNumber to) {
  const Pairs one = solutions(path.parts.front(), from, to);
  std::set<std::pair<TermNumber, TermNumber>> all(one.begin(), one.end());
  if (from == unbound && to == unbound)
    for (const TermNumber node : nodes_)
      all.emplace(node, node);
  else if (from == unbound || to == unbound || from == to)
    all.emplace(std::max(from, to), std::max(from, to)); // the one that is a term
  return {all.begin(), all.end()};
}

PathEvaluation::Pairs PathEvaluation::closure(const Path& path, TermNumber from, TermNumber to) {
  const Path& step = path.parts.front();
  Pairs out;
  if (from == unbound && to != unbound) {
    Path backwards = path;
    backwards.parts = {inverse_of(step)};
    return swapped(closure(backwards, to, from));
  }
  if (from == unbound) {
    for (const TermNumber node : nodes_) {
      const Pairs some = closure(path, node, to);
      out.insert(out.end(), some.begin(), some.end());
    }
    return out;
  }
  std::set<TermNumber> reached;
  if (path.kind == PathKind::zero_or_more)
    arbitrary_length(from, step, reached);
  else
    for (const auto& first : solutions(step, from, unbound))
      arbitrary_length(first.second, step, reached);
  for (const TermNumber end : reached)
    if (fits(to, end))
      out.emplace_back(from, end);
  return out;
}

void PathEvaluation::arbitrary_length(TermNumber from, const Path& step, std::set<TermNumber>& seen) {
  budget_.spend();
  if (!seen.insert(from).second)
    return;
  for (const auto& next : solutions(step, from, unbound))
    arbitrary_length(next.second, step, seen);
}

} // namespace micrograph::differential
