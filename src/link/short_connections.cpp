#include "link/short_connections.hpp"

#include "link/neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <utility>

namespace micrograph::link {

namespace {

using graph::ValueId;

constexpr double unreachable = std::numeric_limits<double>::infinity();
/// Sums of the same costs in another order differ by less than this.
constexpr double nothing = 1e-9;
constexpr std::size_t most_tried = 2'000'000;

} // namespace

void weigh(const LinkRules& rules, Connection& connection) {
  connection.weight = 1;
  for (std::size_t i = 0; i < connection.steps.size(); ++i) {
    if (i != 0)
      connection.weight *= rules.passage(connection.things[i]).factor;
    connection.weight *= connection.steps[i].factor;
  }
}

ShortConnections::ShortConnections(const graph::QuadSource& source, const LinkRules& rules, ValueId from, ValueId to,
                                   std::uint32_t most_steps)
    : source_(source), rules_(rules) {
  Side start{{vertex_of(from)}, {}}, goal{{vertex_of(to)}, {}};
  start.reached = {true, false};
  goal.reached = {false, true};
  // Every step of a path has an end that is fewer steps from the start, or from the goal, than that side was grown.
  for (std::uint32_t grown = 0; grown < most_steps && !start.frontier.empty() && !goal.frontier.empty(); ++grown) {
    const bool from_start = start.frontier.size() <= goal.frontier.size();
    grow(from_start ? start : goal, from_start ? goal : start, grown + 1 == most_steps);
  }
  measure_steps();
  leave_out_what_is_too_far(most_steps);
  find_rests(most_steps);
}

std::uint32_t ShortConnections::vertex_of(ValueId id) {
  const auto [at, is_new] = numbers_.try_emplace(id, static_cast<std::uint32_t>(vertices_.size()));
  if (is_new)
    vertices_.push_back({id, 0, {}, far, far, true});
  return at->second;
}

/// Looks at everything in the frontier. In the last round only what leads to the other side matters.
void ShortConnections::grow(Side& side, const Side& other, bool last) {
  std::vector<std::uint32_t> next;
  for (const std::uint32_t vertex : std::exchange(side.frontier, {})) {
    const ValueId id = vertices_[vertex].id;
    if (vertex > 1 && !rules_.passage(id).open)
      continue;
    const bool literal = rules_.is_literal(id);
    const auto take = [&](ValueId far_end, ValueId predicate, bool along) {
      if (far_end == id || !rules_.connects(predicate, literal || rules_.is_literal(far_end)))
        return;
      if (last) {
        const auto known = numbers_.find(far_end);
        if (known == numbers_.end() || known->second >= other.reached.size() || !other.reached[known->second])
          return;
      }
      const std::uint32_t to = vertex_of(far_end);
      along ? add_statement(vertex, predicate, to) : add_statement(to, predicate, vertex);
      if (side.reached.size() < vertices_.size())
        side.reached.resize(vertices_.size());
      if (!side.reached[to]) {
        side.reached[to] = true;
        if (to > 1) // a path does not go on behind its end
          next.push_back(to);
      }
    };
    if (!literal)
      for_each_row(source_, id, graph::undefined, graph::undefined, [&](const graph::Row& row) {
        take(row[graph::object], row[graph::predicate], true);
        return true;
      });
    for_each_row(source_, graph::undefined, graph::undefined, id, [&](const graph::Row& row) {
      take(row[graph::subject], row[graph::predicate], false);
      return true;
    });
  }
  side.frontier = std::move(next);
}

void ShortConnections::add_statement(std::uint32_t subject, ValueId predicate, std::uint32_t object) {
  const std::uint32_t a = std::min(subject, object), b = std::max(subject, object);
  const auto [at, is_new] = link_between_.try_emplace(std::uint64_t{a} << 32 | b, static_cast<std::uint32_t>(links_.size()));
  if (is_new)
    links_.push_back({a, b, {}, 0});
  rules_.take(links_[at->second].step, predicate, subject == a);
}

/// How many steps things are from both ends.
void ShortConnections::measure_steps() {
  for (std::uint32_t number = 0; number < links_.size(); ++number)
    for (const std::uint32_t end : {links_[number].a, links_[number].b})
      vertices_[end].links.push_back(number);
  for (const bool from_start : {true, false}) {
    const auto distance = [from_start](Vertex& vertex) -> std::uint32_t& { return from_start ? vertex.from_start : vertex.to_goal; };
    std::vector<std::uint32_t> reached{from_start ? 0U : 1U};
    distance(vertices_[reached[0]]) = 0;
    for (std::size_t next = 0; next < reached.size(); ++next)
      for (const std::uint32_t number : vertices_[reached[next]].links) {
        const std::uint32_t to = other_end(links_[number], reached[next]);
        if (distance(vertices_[to]) != far)
          continue;
        distance(vertices_[to]) = distance(vertices_[reached[next]]) + 1;
        reached.push_back(to);
      }
  }
}

void ShortConnections::leave_out_what_is_too_far(std::uint32_t most_steps) {
  for (std::uint32_t number = 0; number < vertices_.size(); ++number) {
    Vertex& vertex = vertices_[number];
    vertex.links.clear();
    if (vertex.from_start > most_steps || vertex.to_goal > most_steps - vertex.from_start)
      vertex.passable = false;
    else if (number > 1) {
      const LinkRules::Passage passage = rules_.passage(vertex.id);
      vertex.passable = passage.open;
      vertex.penalty = std::log2(passage.factor);
    }
  }
  for (std::uint32_t number = 0; number < links_.size(); ++number) {
    Link& link = links_[number];
    if (!vertices_[link.a].passable || !vertices_[link.b].passable)
      continue;
    link.cost = std::log2(link.step.factor);
    vertices_[link.a].links.push_back(number);
    vertices_[link.b].links.push_back(number);
  }
}

void ShortConnections::find_rests(std::uint32_t most_steps) {
  rests_.assign(most_steps + 1, std::vector<double>(vertices_.size(), unreachable));
  for (std::uint32_t left = 0; left <= most_steps; ++left) {
    rests_[left][1] = 0;
    if (left == 0)
      continue;
    for (std::uint32_t vertex = 0; vertex < vertices_.size(); ++vertex)
      for (const std::uint32_t number : vertices_[vertex].links) {
        const std::uint32_t to = other_end(links_[number], vertex);
        const double rest = links_[number].cost + vertices_[to].penalty + rests_[left - 1][to];
        rests_[left][vertex] = std::min(rests_[left][vertex], rest);
      }
  }
}

/// Beginnings of paths are gone on with in the order of the least that they can come to, so paths are met in order of cost.
std::vector<Connection> ShortConnections::cheapest(std::size_t k) const {
  struct Beginning {
    std::uint32_t before, vertex, link, steps;
    double cost;
  };
  std::vector<Beginning> tried{{far, 0, far, 0, 0}};
  const auto most_steps = static_cast<std::uint32_t>(rests_.size() - 1);
  using Entry = std::pair<double, std::uint32_t>; // what the whole path costs at least, place in `tried`
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  open.emplace(rests_[most_steps][0], 0);
  const auto is_on_path = [&](std::uint32_t place, std::uint32_t vertex) {
    for (; place != far; place = tried[place].before)
      if (tried[place].vertex == vertex)
        return true;
    return false;
  };
  std::vector<Connection> found;
  double last = 0; // cost of the last path of the k
  while (!open.empty() && (found.size() < k || open.top().first <= last + nothing) && tried.size() < most_tried) {
    const auto [least, place] = open.top();
    open.pop();
    if (least == unreachable)
      break;
    const Beginning at = tried[place];
    if (at.vertex == 1) {
      Connection path;
      for (std::uint32_t back = place; back != far; back = tried[back].before) {
        path.things.push_back(vertices_[tried[back].vertex].id);
        if (tried[back].link == far)
          continue;
        const Link& link = links_[tried[back].link];
        path.steps.push_back(link.step);
        if (link.a == tried[back].vertex)
          std::swap(path.steps.back().along, path.steps.back().against);
      }
      std::reverse(path.things.begin(), path.things.end());
      std::reverse(path.steps.begin(), path.steps.end());
      weigh(rules_, path);
      found.push_back(std::move(path));
      if (found.size() <= k)
        last = least;
      continue;
    }
    if (at.steps == most_steps)
      continue;
    for (const std::uint32_t number : vertices_[at.vertex].links) {
      const std::uint32_t to = other_end(links_[number], at.vertex);
      const double cost = at.cost + links_[number].cost + vertices_[to].penalty;
      const double whole = cost + rests_[most_steps - at.steps - 1][to];
      if (whole == unreachable || is_on_path(place, to))
        continue;
      open.emplace(whole, static_cast<std::uint32_t>(tried.size()));
      tried.push_back({place, to, number, at.steps + 1, cost});
    }
  }
  return found;
}

} // namespace micrograph::link
