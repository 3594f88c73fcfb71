#include "link/describe.hpp"
#include "link/lineage.hpp"
#include "link/neighbourhood.hpp"
#include "link/neighbours.hpp"
#include "link/shortest_paths.hpp"

#include <string>
#include <vector>

namespace micrograph::link {

namespace {

/// A search gives up looking for cheaper paths when it has settled so many things.
constexpr std::size_t most_things = 100'000;

std::vector<WeightedPath> search(Neighbourhood& around, std::size_t k) {
  for (std::size_t limit = 256;; limit *= 4) {
    around.grow(limit);
    std::vector<WeightedEdge> edges;
    edges.reserve(around.links().size());
    for (const auto& link : around.links())
      edges.push_back({link.subject, link.object, link.cost});
    auto paths = cheapest_paths(around.size(), edges, 0, 1, k);
    const bool sure = paths.size() == k && paths.back().cost <= around.horizon();
    if (sure || around.exhausted() || limit >= most_things)
      return paths;
  }
}

LinkPath explain(const graph::QuadSource& source, const Neighbourhood& around, const WeightedPath& path,
                 const Describer& describer) {
  LinkPath out;
  out.cost = path.cost;
  for (std::size_t i = 0; i < path.edges.size(); ++i) {
    const Neighbourhood::Link& link = around.links()[path.edges[i]];
    const graph::ValueId from = around.id(path.vertices[i]), to = around.id(path.vertices[i + 1]);
    LinkStep step;
    step.from = source.term(from);
    step.to = source.term(to);
    step.predicate = source.term(link.predicate).value;
    step.forward = link.subject == path.vertices[i];
    step.from_label = describer.label(from);
    step.to_label = describer.label(to);
    out.steps.push_back(std::move(step));
  }
  return out;
}

} // namespace

std::vector<LinkPath> connect(const graph::QuadSource& source, const rdf::TermView& a, const rdf::TermView& b,
                              std::size_t k) {
  const graph::ValueId from = find_or_throw(source, a), to = find_or_throw(source, b);
  std::vector<LinkPath> out;
  if (from == to || k == 0)
    return out;
  Neighbourhood around(source, from, to);
  const Describer describer(source);
  for (const WeightedPath& path : search(around, k))
    out.push_back(explain(source, around, path, describer));
  return out;
}

} // namespace micrograph::link
