#include "query/operators/path_steps.hpp"

#include "base/free_storage.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace micrograph::query {

using graph::ValueId;

void Adjacency::add(ValueId from, ValueId to) {
  look_up(from_, from);
  look_up(to_, to);
  edges_.emplace_back(from_.number, to_.number);
}

void Adjacency::look_up(Numbered& end, ValueId node) {
  if (end.node != node || end.number == none)
    end = {node, nodes_.number(node)};
}

void Adjacency::freeze() {
  offsets_.assign(nodes_.size() + 1, 0);
  for (const auto& edge : edges_)
    ++offsets_[edge.first + 1];
  for (std::size_t i = 1; i < offsets_.size(); ++i)
    offsets_[i] += offsets_[i - 1];
  targets_.resize(edges_.size());
  std::vector<std::uint32_t> at(offsets_.begin(), offsets_.end());
  for (const auto& [from, to] : edges_)
    targets_[at[from]++] = to;
  free_storage(edges_);
  seen_.assign(nodes_.size(), 0);
}

void Adjacency::closure(std::uint32_t from, std::vector<ValueId>& out, Run& run) {
  ++closures_;
  last_start_ = from;
  queue_.assign(1, from);
  for (std::size_t next = 0; next < queue_.size(); ++next) {
    if ((next & 1023) == 0)
      run.tick();
    const std::uint32_t node = queue_[next];
    for (std::uint32_t i = offsets_[node]; i < offsets_[node + 1]; ++i) {
      const std::uint32_t target = targets_[i];
      if (seen_[target] == closures_)
        continue;
      seen_[target] = closures_;
      out.push_back(nodes_.id(target));
      if (target != from)
        queue_.push_back(target);
    }
  }
}

PathSteps::PathSteps(Run& run, const Path& path)
    : run_(run), share_(run, "a property path"), step_(compile(path)) {}

void PathSteps::hold(std::size_t rows, std::uint64_t more) {
  for (const auto& edges : edges_)
    more += edges ? edges->bytes() : 0;
  share_.hold(rows, more);
}

PathSteps::Step PathSteps::compile(const Path& path) const {
  const auto look_up = [this](const rdf::Term& iri) {
    return run_.source.find(iri).value_or(graph::undefined);
  };
  Step step;
  step.kind = path.kind;
  step.forward_part = path.forward_part;
  if (path.kind == PathKind::link)
    step.iri = look_up(path.iri);
  for (const Path& part : path.parts)
    step.parts.push_back(compile(part));
  for (const rdf::Term& iri : path.negated)
    step.negated.push_back(look_up(iri));
  for (const rdf::Term& iri : path.negated_inverse)
    step.negated_inverse.push_back(look_up(iri));
  return step;
}

void PathSteps::enter(graph::GraphScope scope, ValueId graph) {
  if (scope == scope_ && graph == graph_ && run_.restarts() == restarts_)
    return;
  restarts_ = run_.restarts();
  scope_ = scope;
  graph_ = graph;
  scans_ = 0;
  edge_count_.reset();
  edges_[0].reset();
  edges_[1].reset();
}

graph::Pattern PathSteps::pattern() const {
  graph::Pattern pattern;
  pattern.scope = scope_;
  if (scope_ == graph::GraphScope::named_graphs)
    pattern.terms[graph::graph_name] = graph_;
  return pattern;
}

template <class Each> void PathSteps::scan(const graph::Pattern& pattern, Each each) {
  run_.tick();
  for (const ValueId id : pattern.terms)
    if (LocalTerms::owns(id))
      return;
  const auto rows = run_.source.scan(pattern);
  std::array<graph::Row, 64> buffer;
  while (const std::size_t count = rows->next(buffer)) {
    run_.tick();
    rows_read_ += count;
    for (std::size_t i = 0; i < count; ++i)
      each(buffer[i]);
  }
}

bool PathSteps::is_node(ValueId id) {
  for (const graph::Position end : {graph::subject, graph::object}) {
    graph::Pattern any = pattern();
    any.terms[end] = id;
    if (LocalTerms::owns(id))
      return false;
    std::array<graph::Row, 1> row;
    if (run_.source.scan(any)->next(row) != 0)
      return true;
  }
  return false;
}

void PathSteps::reach(ValueId from, bool forward, std::vector<ValueId>& out) {
  walk(step_, from, forward, out);
}

void PathSteps::walk(const Step& step, ValueId from, bool forward, std::vector<ValueId>& out) {
  switch (step.kind) {
  case PathKind::link:
    return walk_link(step.iri, from, forward, out);
  case PathKind::inverse:
    return walk(step.parts.front(), from, !forward, out);
  case PathKind::alternative:
    for (const Step& part : step.parts)
      walk(part, from, forward, out);
    return;
  case PathKind::sequence: {
    std::vector<ValueId> here{from};
    for (std::size_t i = 0; i < step.parts.size(); ++i) {
      const Step& part = step.parts[forward ? i : step.parts.size() - 1 - i];
      std::vector<ValueId> there;
      for (const ValueId node : here)
        walk(part, node, forward, there);
      std::sort(there.begin(), there.end());
      there.erase(std::unique(there.begin(), there.end()), there.end());
      // A variable stands between two steps, so a term that is no node gets no further by a step of length zero.
      const auto stayed = std::lower_bound(there.begin(), there.end(), from);
      if (i == 0 && step.parts.size() > 1 && stayed != there.end() && *stayed == from && !is_node(from))
        there.erase(stayed);
      here = std::move(there);
    }
    out.insert(out.end(), here.begin(), here.end());
    return;
  }
  case PathKind::zero_or_one: {
    std::vector<ValueId> reached{from};
    walk(step.parts.front(), from, forward, reached);
    std::unordered_set<ValueId> seen;
    for (const ValueId node : reached)
      if (seen.insert(node).second)
        out.push_back(node);
    return;
  }
  case PathKind::zero_or_more:
  case PathKind::one_or_more:
    return walk_closure(step, from, forward, out);
  case PathKind::negated_set:
    return walk_negated(step, from, forward, out);
  }
}

void PathSteps::walk_link(ValueId iri, ValueId from, bool forward, std::vector<ValueId>& out) {
  if (!iri.defined())
    return;
  const graph::Position start = forward ? graph::subject : graph::object;
  const graph::Position end = forward ? graph::object : graph::subject;
  graph::Pattern edges = pattern();
  edges.terms[start] = from;
  edges.terms[graph::predicate] = iri;
  ++scans_;
  scan(edges, [&](const graph::Row& row) { out.push_back(row[end]); });
}

void PathSteps::walk_negated(const Step& step, ValueId from, bool forward, std::vector<ValueId>& out) {
  const auto along = [&](const std::vector<ValueId>& excluded, bool with_statement) {
    const graph::Position start = with_statement ? graph::subject : graph::object;
    const graph::Position end = with_statement ? graph::object : graph::subject;
    graph::Pattern edges = pattern();
    edges.terms[start] = from;
    scan(edges, [&](const graph::Row& row) {
      if (std::find(excluded.begin(), excluded.end(), row[graph::predicate]) == excluded.end())
        out.push_back(row[end]);
    });
  };
  if (step.forward_part)
    along(step.negated, forward);
  if (!step.negated_inverse.empty())
    along(step.negated_inverse, !forward);
}

void PathSteps::walk_closure(const Step& step, ValueId from, bool forward, std::vector<ValueId>& out) {
  const bool with_start = step.kind == PathKind::zero_or_more;
  if (&step == &step_ && is_simple(step.parts.front()) && pays_adjacency(forward)) {
    Adjacency& edges = adjacency(forward);
    const std::uint32_t number = edges.number(from);
    const std::size_t first = out.size();
    if (with_start)
      out.push_back(from);
    if (number == Adjacency::none)
      return;
    edges.closure(number, out, run_);
    if (with_start) // a cycle comes back to the start, which is there already
      out.erase(std::remove(out.begin() + static_cast<std::ptrdiff_t>(first) + 1, out.end(), from),
                out.end());
    return;
  }
  std::unordered_set<ValueId> seen;
  std::vector<ValueId> queue{from};
  if (with_start) {
    seen.insert(from);
    out.push_back(from);
  }
  std::vector<ValueId> reached;
  for (std::size_t next = 0; next < queue.size(); ++next) {
    reached.clear();
    walk(step.parts.front(), queue[next], forward, reached);
    for (const ValueId node : reached)
      if (seen.insert(node).second) {
        out.push_back(node);
        if (node != from)
          queue.push_back(node);
      }
    hold(seen.size(), seen.size() * (set_entry_bytes<ValueId> + 2 * sizeof(ValueId)));
  }
}

/// Looking up neighbours one by one has cost about as much by now as reading all edges would. (Whoever waits for that never
/// does more than twice the work of the better way, without having to guess.)
bool PathSteps::pays_adjacency(bool forward) {
  constexpr std::uint64_t edges_for_a_scan = 5;
  if (edges_[forward] != nullptr)
    return true;
  if (scans_ < least_scans)
    return false;
  if (!edge_count_)
    edge_count_ = count_edges(step_.parts.front());
  return scans_ * edges_for_a_scan > *edge_count_;
}

std::uint64_t PathSteps::count_edges(const Step& step) const {
  std::uint64_t sum = 0;
  for (const Step& part : step.parts)
    sum += count_edges(part);
  if (step.kind == PathKind::link && step.iri.defined()) {
    graph::Pattern all = pattern();
    all.terms[graph::predicate] = step.iri;
    sum += run_.source.estimate(all);
  }
  return sum;
}

bool PathSteps::is_simple(const Step& step) {
  switch (step.kind) {
  case PathKind::link:
    return true;
  case PathKind::inverse:
  case PathKind::alternative:
    return std::all_of(step.parts.begin(), step.parts.end(), is_simple);
  default:
    return false;
  }
}

void PathSteps::collect_edges(const Step& step, bool forward, Adjacency& edges) {
  if (step.kind != PathKind::link) {
    for (const Step& part : step.parts)
      collect_edges(part, forward != (step.kind == PathKind::inverse), edges);
    return;
  }
  if (!step.iri.defined())
    return;
  graph::Pattern all = pattern();
  all.terms[graph::predicate] = step.iri;
  const graph::Position start = forward ? graph::subject : graph::object;
  const graph::Position end = forward ? graph::object : graph::subject;
  std::size_t count = 0;
  scan(all, [&](const graph::Row& row) {
    edges.add(row[start], row[end]);
    if ((++count & 4095) == 0)
      hold(edges.size(), 0);
  });
}

Adjacency& PathSteps::adjacency(bool forward) {
  if (!edges_[forward]) {
    edges_[forward] = std::make_unique<Adjacency>();
    collect_edges(step_.parts.front(), forward, *edges_[forward]);
    edges_[forward]->freeze();
    hold(edges_[forward]->size(), 0);
  }
  return *edges_[forward];
}

std::vector<ValueId> PathSteps::starts() {
  std::vector<ValueId> nodes;
  if (step_.kind == PathKind::one_or_more && is_simple(step_.parts.front())) {
    const Adjacency& edges = adjacency(true);
    for (std::uint32_t i = 0; i < edges.size(); ++i)
      if (edges.has_successors(i))
        nodes.push_back(edges.node(i));
    return nodes;
  }
  graph::ValueId last;
  scan(pattern(), [&](const graph::Row& row) {
    if (row[graph::subject] != last)
      nodes.push_back(last = row[graph::subject]);
    nodes.push_back(row[graph::object]);
    if (nodes.size() > 1u << 20 && nodes.size() == nodes.capacity()) {
      std::sort(nodes.begin(), nodes.end());
      nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    }
  });
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  hold(nodes.size(), nodes.capacity() * sizeof(ValueId));
  return nodes;
}

} // namespace micrograph::query
