#include "link/describe.hpp"
#include "link/lineage.hpp"
#include "link/neighbourhood.hpp"
#include "link/neighbours.hpp"
#include "link/short_connections.hpp"
#include "link/shortest_paths.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::link {

namespace {

using graph::ValueId;

/// A search gives up looking for cheaper paths when it has settled so many things.
constexpr std::size_t most_things = 100'000;
/// So many paths that cost as much as the last are found besides, to choose by name among them.
constexpr std::size_t most_equal = 64;

std::vector<WeightedPath> search(Neighbourhood& around, std::size_t k) {
  for (std::size_t limit = 256;; limit *= 4) {
    around.grow(limit);
    std::vector<WeightedEdge> edges;
    edges.reserve(around.links().size());
    for (const auto& link : around.links())
      edges.push_back({link.a, link.b, link.cost});
    auto paths = cheapest_paths(around.size(), edges, 0, 1, k, most_equal);
    const bool sure = paths.size() >= k && paths[k - 1].cost < around.horizon();
    if (sure || around.exhausted() || limit >= most_things)
      return paths;
  }
}

/// Paths of any number of steps.
std::vector<Connection> unbounded(const graph::QuadSource& source, const LinkRules& rules, ValueId from, ValueId to, std::size_t k) {
  Neighbourhood around(source, rules, from, to);
  std::vector<Connection> out;
  for (const WeightedPath& path : search(around, k)) {
    Connection& found = out.emplace_back();
    for (const std::uint32_t vertex : path.vertices)
      found.things.push_back(around.id(vertex));
    for (std::size_t i = 0; i < path.edges.size(); ++i) {
      const Neighbourhood::Link& link = around.links()[path.edges[i]];
      found.steps.push_back(link.step);
      if (link.a != path.vertices[i])
        std::swap(found.steps.back().along, found.steps.back().against);
    }
    weigh(rules, found);
  }
  return out;
}

struct Rank {
  double weight;
  std::size_t steps;
  std::vector<std::string> names;
};

bool operator<(const Rank& a, const Rank& b) {
  if (a.weight != b.weight || a.steps != b.steps)
    return a.weight != b.weight ? a.weight < b.weight : a.steps < b.steps;
  return std::lexicographical_compare(a.names.begin(), a.names.end(), b.names.begin(), b.names.end());
}

/// The best `k`: by weight, then by number of steps, then by the names on the way, then by what the steps are. So does the text of
/// connections_sparql().
void choose(const graph::QuadSource& source, std::vector<Connection>& found, std::size_t k) {
  std::vector<std::pair<Rank, std::size_t>> order;
  for (std::size_t i = 0; i < found.size(); ++i) {
    Rank rank{found[i].weight, found[i].steps.size(), {}};
    for (std::size_t at = 1; at + 1 < found[i].things.size(); ++at) {
      rdf::Term term = source.term(found[i].things[at]);
      rank.names.push_back(term.kind == rdf::TermKind::blank ? std::string() : std::move(term.value));
    }
    for (const LinkRules::Step& step : found[i].steps)
      rank.names.push_back(source.term(step.predicate).value + (step.along ? " forward" : " inverse"));
    order.emplace_back(std::move(rank), i);
  }
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  order.resize(std::min(k, order.size()));
  std::vector<Connection> out;
  for (const auto& [rank, place] : order)
    out.push_back(std::move(found[place]));
  found = std::move(out);
}

LinkPath explain(const graph::QuadSource& source, const Connection& found, const Describer& describer) {
  LinkPath out;
  out.weight = found.weight;
  out.cost = std::log2(found.weight);
  for (std::size_t i = 0; i < found.steps.size(); ++i) {
    const ValueId from = found.things[i], to = found.things[i + 1];
    LinkStep step;
    step.from = source.term(from);
    step.to = source.term(to);
    step.predicate = source.term(found.steps[i].predicate).value;
    step.forward = found.steps[i].along;
    step.from_label = describer.label(from);
    step.to_label = describer.label(to);
    out.steps.push_back(std::move(step));
  }
  return out;
}

} // namespace

std::vector<LinkPath> connect(const graph::QuadSource& source, const rdf::TermView& a, const rdf::TermView& b,
                              std::size_t k, std::uint32_t most_steps) {
  const ValueId from = find_or_throw(source, a), to = find_or_throw(source, b);
  std::vector<LinkPath> out;
  if (from == to || k == 0)
    return out;
  const LinkRules rules(source);
  std::vector<Connection> found = most_steps == 0 ? unbounded(source, rules, from, to, k)
                                                  : ShortConnections(source, rules, from, to, most_steps).cheapest(k);
  choose(source, found, k);
  const Describer describer(source);
  for (const Connection& path : found)
    out.push_back(explain(source, path, describer));
  return out;
}

} // namespace micrograph::link
