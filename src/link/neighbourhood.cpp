#include "link/neighbourhood.hpp"

#include "link/neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace micrograph::link {

using graph::ValueId;

Neighbourhood::Neighbourhood(const graph::QuadSource& source, const LinkRules& rules, ValueId a, ValueId b)
    : source_(source), rules_(rules) {
  for (const ValueId end : {a, b}) {
    Vertex& vertex = vertices_[vertex_of(end)];
    vertex.penalty = 0;
    vertex.passable = true;
  }
  for (std::uint32_t end = 0; end < sides_.size(); ++end)
    sides_[end].open.emplace(0.0, end);
}

std::uint32_t Neighbourhood::vertex_of(ValueId id) {
  const auto [at, is_new] = numbers_.try_emplace(id, static_cast<std::uint32_t>(vertices_.size()));
  if (is_new) {
    vertices_.push_back(make_vertex(id));
    links_at_.emplace_back();
  }
  return at->second;
}

Neighbourhood::Vertex Neighbourhood::make_vertex(ValueId id) const {
  const LinkRules::Passage passage = rules_.passage(id);
  return {id, std::log2(passage.factor), rules_.is_literal(id), passage.open, false};
}

void Neighbourhood::add_link(std::uint32_t subject, ValueId predicate, std::uint32_t object) {
  if (subject == object || !vertices_[subject].passable || !vertices_[object].passable)
    return;
  const auto [a, b] = std::minmax(subject, object);
  const auto [at, is_new] = link_between_.try_emplace(std::uint64_t{a} << 32 | b, static_cast<std::uint32_t>(links_.size()));
  if (is_new) {
    links_.push_back({a, b, {}, 0});
    links_at_[a].push_back(at->second);
    links_at_[b].push_back(at->second);
  }
  // Several statements between the same two things are one step of a path.
  Link& link = links_[at->second];
  rules_.take(link.step, predicate, subject == a);
  link.cost = std::log2(link.step.factor) + (vertices_[a].penalty + vertices_[b].penalty) / 2;
}

void Neighbourhood::expand(std::uint32_t vertex) {
  if (std::exchange(vertices_[vertex].expanded, true))
    return;
  const ValueId id = vertices_[vertex].id;
  const bool literal = vertices_[vertex].literal;
  std::uint64_t left = impassable_degree; // only the two ends can have more
  if (!literal)
    for_each_row(source_, id, graph::undefined, graph::undefined, [&](const graph::Row& row) {
      const ValueId predicate = row[graph::predicate], object = row[graph::object];
      if (rules_.connects(predicate, rules_.is_literal(object)))
        add_link(vertex, predicate, vertex_of(object));
      return --left > 0;
    });
  left = impassable_degree;
  for_each_row(source_, graph::undefined, graph::undefined, id, [&](const graph::Row& row) {
    const ValueId predicate = row[graph::predicate];
    if (rules_.connects(predicate, literal))
      add_link(vertex_of(row[graph::subject]), predicate, vertex);
    return --left > 0;
  });
}

void Neighbourhood::drop_settled(Side& side) {
  while (!side.open.empty() && side.settled.contains(side.open.top().second))
    side.open.pop();
}

void Neighbourhood::settle_next(Side& side) {
  const auto [cost, vertex] = side.open.top();
  side.open.pop();
  side.settled.emplace(vertex, cost);
  expand(vertex);
  for (const std::uint32_t number : links_at_[vertex]) {
    const Link& link = links_[number];
    const std::uint32_t other = link.a == vertex ? link.b : link.a;
    if (!side.settled.contains(other))
      side.open.emplace(cost + link.cost, other);
  }
  drop_settled(side);
}

void Neighbourhood::grow(std::size_t limit) {
  while (!exhausted() && sides_[0].settled.size() + sides_[1].settled.size() < limit)
    settle_next(sides_[0].open.top().first <= sides_[1].open.top().first ? sides_[0] : sides_[1]);
}

bool Neighbourhood::exhausted() const {
  // Once everything around one end has been seen, no path can be missing.
  return sides_[0].open.empty() || sides_[1].open.empty();
}

double Neighbourhood::horizon() const {
  if (exhausted())
    return std::numeric_limits<double>::infinity();
  return sides_[0].open.top().first + sides_[1].open.top().first;
}

} // namespace micrograph::link
