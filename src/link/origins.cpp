#include "link/origins.hpp"

#include "link/describe.hpp"
#include "link/neighbours.hpp"
#include "link/walk.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace micrograph::link {

namespace {

using graph::ValueId;
using Way = ProvenanceView::Walk;

/// Takes the mark `nearest` from every origin that another one came from.
void mark_nearest(const graph::QuadSource& source, const std::unordered_map<ValueId, std::size_t>& places,
                  std::vector<CommonOrigin>& origins) {
  for (const auto& [name, place] : places) {
    const ProvenanceView view(source, name, Way::up, 1);
    for (const auto& edge : view.edges_from(0))
      if (edge.to != 0)
        for (const ValueId cause : view.names(edge.to))
          if (const auto found = places.find(cause); found != places.end())
            origins[found->second].nearest = false;
  }
}

} // namespace

std::vector<CommonOrigin> common_origins(const graph::QuadSource& source, std::span<const rdf::Term> things,
                                         std::uint32_t max_depth) {
  std::unordered_map<ValueId, std::vector<std::uint32_t>> depths;
  for (std::size_t i = 0; i < things.size(); ++i)
    for (const Arrival& arrival : walk(source, find_or_throw(source, things[i]), Way::up, max_depth)) {
      const auto known = i == 0 ? depths.try_emplace(arrival.name).first : depths.find(arrival.name);
      if (known != depths.end() && known->second.size() == i)
        known->second.push_back(arrival.depth);
    }
  const Describer describer(source);
  std::vector<CommonOrigin> out;
  std::unordered_map<ValueId, std::size_t> places;
  for (auto& [name, steps] : depths) {
    if (steps.size() != things.size())
      continue;
    places.emplace(name, out.size());
    CommonOrigin origin;
    origin.node = {source.term(name), describer.label(name), describer.type(name),
                   -static_cast<std::int32_t>(*std::max_element(steps.begin(), steps.end()))};
    origin.depths = std::move(steps);
    origin.nearest = true;
    out.push_back(std::move(origin));
  }
  mark_nearest(source, places, out);
  std::sort(out.begin(), out.end(), [](const CommonOrigin& a, const CommonOrigin& b) {
    const auto sum = [](const CommonOrigin& origin) {
      return std::accumulate(origin.depths.begin(), origin.depths.end(), std::uint64_t{0});
    };
    const auto left = sum(a), right = sum(b);
    return left != right ? left < right : a.node.term < b.node.term;
  });
  return out;
}

} // namespace micrograph::link
