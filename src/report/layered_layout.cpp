#include "report/layered_layout.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <numeric>

namespace micrograph::report {
namespace {

using Edges = std::span<const std::pair<std::uint32_t, std::uint32_t>>;

struct Neighbours {
  std::vector<std::vector<std::uint32_t>> into, out_of;
};

Neighbours neighbours(std::size_t nodes, Edges edges) {
  Neighbours found{std::vector<std::vector<std::uint32_t>>(nodes), std::vector<std::vector<std::uint32_t>>(nodes)};
  for (const auto& [from, to] : edges) {
    MICROGRAPH_EXPECTS(from < nodes && to < nodes);
    if (from == to)
      continue;
    found.out_of[from].push_back(to);
    found.into[to].push_back(from);
  }
  return found;
}

/// The longest way to each node from one that nothing leads to.
std::vector<std::size_t> layers_of(const Neighbours& near) {
  const std::size_t nodes = near.into.size();
  std::vector<std::size_t> layer(nodes), waits_for(nodes);
  std::vector<bool> placed(nodes);
  std::vector<std::uint32_t> ready;
  for (std::uint32_t node = 0; node < nodes; ++node)
    if ((waits_for[node] = near.into[node].size()) == 0)
      ready.push_back(node);
  std::uint32_t next_in_cycle = 0;
  for (std::size_t at = 0, done = 0; done < nodes;) {
    if (at == ready.size()) { // all others wait for each other: the first of them goes on without
      while (placed[next_in_cycle] || waits_for[next_in_cycle] == 0)
        ++next_in_cycle;
      waits_for[next_in_cycle] = 0;
      ready.push_back(next_in_cycle);
    }
    const std::uint32_t node = ready[at++];
    placed[node] = true;
    ++done;
    for (const std::uint32_t to : near.out_of[node]) {
      if (placed[to] || waits_for[to] == 0) // an edge that closes a cycle
        continue;
      layer[to] = std::max(layer[to], layer[node] + 1);
      if (--waits_for[to] == 0)
        ready.push_back(to);
    }
  }
  return layer;
}

/// Orders one layer by where the neighbours of its nodes stand in their own layers.
void order_by(std::vector<std::uint32_t>& layer, const std::vector<std::vector<std::uint32_t>>& neighbours,
              LayeredLayout& layout) {
  std::vector<double> wanted(layout.places.size());
  for (const std::uint32_t node : layer) {
    double sum = 0;
    for (const std::uint32_t other : neighbours[node])
      sum += static_cast<double>(layout.places[other].row) + 0.5 -
             static_cast<double>(layout.layer_size[layout.places[other].layer]) / 2;
    wanted[node] = neighbours[node].empty()
                       ? static_cast<double>(layout.places[node].row) + 0.5 - static_cast<double>(layer.size()) / 2
                       : sum / static_cast<double>(neighbours[node].size());
  }
  std::stable_sort(layer.begin(), layer.end(), [&](std::uint32_t a, std::uint32_t b) { return wanted[a] < wanted[b]; });
  for (std::size_t row = 0; row < layer.size(); ++row)
    layout.places[layer[row]].row = row;
}

} // namespace

LayeredLayout layered_layout(std::size_t nodes, Edges edges) {
  const Neighbours near = neighbours(nodes, edges);
  const std::vector<std::size_t> layer = layers_of(near);
  LayeredLayout layout;
  layout.places.resize(nodes);
  std::vector<std::vector<std::uint32_t>> layers(nodes == 0 ? 0 : *std::max_element(layer.begin(), layer.end()) + 1);
  for (std::uint32_t node = 0; node < nodes; ++node) {
    layout.places[node] = {layer[node], layers[layer[node]].size()};
    layers[layer[node]].push_back(node);
  }
  for (const auto& members : layers)
    layout.layer_size.push_back(members.size());
  constexpr int sweeps = 4; // more hardly change small drawings
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    for (auto it = layers.begin(); it != layers.end(); ++it)
      order_by(*it, near.into, layout);
    for (auto it = layers.rbegin(); it != layers.rend(); ++it)
      order_by(*it, near.out_of, layout);
  }
  return layout;
}

} // namespace micrograph::report
