#include "drawing/layers.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace micrograph::drawing {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
/// Rows kept free for long arrows are vertices, too; with more than this, long arrows are drawn straight.
constexpr std::size_t most_waypoints = 20'000;
constexpr int sweeps = 24;

/// Nodes that stand together, as one.
std::vector<std::uint32_t> groups(std::size_t nodes, std::span<const Arrow> together) {
  std::vector<std::uint32_t> group(nodes);
  std::iota(group.begin(), group.end(), 0);
  const auto root = [&group](std::uint32_t node) {
    while (group[node] != node)
      node = group[node] = group[group[node]];
    return node;
  };
  for (const Arrow& pair : together) {
    const std::uint32_t a = root(pair.from), b = root(pair.to);
    group[std::max(a, b)] = std::min(a, b);
  }
  for (std::uint32_t node = 0; node < nodes; ++node)
    group[node] = root(node);
  return group;
}

/// The layer of each node: one more than the largest of what its arrows lead to, arrows that close a cycle left out.
std::vector<std::uint32_t> layers_of(std::size_t nodes, std::span<const Arrow> arrows, std::span<const Arrow> together) {
  const std::vector<std::uint32_t> group = groups(nodes, together);
  std::vector<std::vector<std::uint32_t>> targets(nodes);
  for (const Arrow& arrow : arrows)
    if (group[arrow.from] != group[arrow.to])
      targets[group[arrow.from]].push_back(group[arrow.to]);
  enum class State : std::uint8_t { fresh, open, done };
  std::vector<State> state(nodes);
  std::vector<std::uint32_t> layer(nodes);
  std::vector<std::pair<std::uint32_t, std::size_t>> path; // node, next target; cycles can be long, so no recursion
  for (std::uint32_t start = 0; start < nodes; ++start) {
    if (group[start] != start || state[start] != State::fresh)
      continue;
    state[start] = State::open;
    path.emplace_back(start, 0);
    while (!path.empty()) {
      auto& [node, next] = path.back();
      if (next == targets[node].size()) {
        state[node] = State::done;
        const std::uint32_t finished = node;
        path.pop_back();
        if (!path.empty())
          layer[path.back().first] = std::max(layer[path.back().first], layer[finished] + 1);
        continue;
      }
      const std::uint32_t target = targets[node][next++];
      if (state[target] == State::done)
        layer[node] = std::max(layer[node], layer[target] + 1);
      else if (state[target] == State::fresh) {
        state[target] = State::open;
        path.emplace_back(target, 0);
      }
    }
  }
  for (std::uint32_t node = 0; node < nodes; ++node)
    layer[node] = layer[group[node]];
  return layer;
}

class Drawing {
public:
  Drawing(std::size_t nodes, std::span<const Arrow> arrows, std::span<const Arrow> together)
      : layer_(layers_of(nodes, arrows, together)) {
    pull_towards_effects(nodes, arrows, groups(nodes, together));
    below_.resize(nodes);
    above_.resize(nodes);
    chains_.reserve(arrows.size());
    std::size_t waypoints = 0;
    for (const Arrow& arrow : arrows) {
      const std::uint32_t distance = span_of(arrow);
      const bool straight = distance < 2 || waypoints + distance > most_waypoints;
      waypoints += straight ? 0 : distance - 1;
      add_chain(arrow, straight);
    }
    find_anchors(nodes, groups(nodes, together));
    lay_out();
    for (int sweep = 0; sweep < sweeps; ++sweep)
      order_rows(sweep % 2 == 0);
    for (int sweep = 0; sweep < sweeps; ++sweep)
      settle_rows(sweep % 2 == 0);
  }

  [[nodiscard]] Layers result(std::size_t nodes, std::size_t arrows) {
    const double top = row_.empty() ? 0 : *std::min_element(row_.begin(), row_.end());
    const auto point = [this, top](std::uint32_t vertex) {
      return Point{static_cast<double>(layer_[vertex]), row_[vertex] - top};
    };
    Layers out;
    for (std::uint32_t node = 0; node < nodes; ++node)
      out.nodes.push_back(point(node));
    for (std::size_t i = 0; i < arrows; ++i) {
      auto& points = out.arrows.emplace_back();
      for (const std::uint32_t vertex : chains_[i])
        points.push_back(point(vertex));
    }
    for (std::uint32_t vertex = 0; vertex < row_.size(); ++vertex) {
      out.layers = std::max(out.layers, static_cast<double>(layer_[vertex]) + 1);
      out.rows = std::max(out.rows, row_[vertex] - top + 1);
    }
    return out;
  }

private:
  [[nodiscard]] std::uint32_t span_of(const Arrow& arrow) const {
    const std::uint32_t a = layer_[arrow.from], b = layer_[arrow.to];
    return a > b ? a - b : b - a;
  }

  /// What leads nowhere stands next to what came of it, and not at the far left.
  void pull_towards_effects(std::size_t nodes, std::span<const Arrow> arrows, const std::vector<std::uint32_t>& group) {
    std::vector<std::uint32_t> nearest(nodes, none);
    std::vector<bool> leads(nodes);
    for (const Arrow& arrow : arrows) {
      leads[group[arrow.from]] = true;
      if (layer_[arrow.from] > layer_[arrow.to])
        nearest[group[arrow.to]] = std::min(nearest[group[arrow.to]], layer_[arrow.from]);
    }
    for (std::uint32_t node = 0; node < nodes; ++node)
      if (!leads[group[node]] && nearest[group[node]] != none)
        layer_[node] = nearest[group[node]] - 1;
  }

  void connect(std::uint32_t a, std::uint32_t b) {
    if (layer_[a] < layer_[b])
      std::swap(a, b);
    if (layer_[a] == layer_[b])
      return;
    below_[a].push_back(b);
    above_[b].push_back(a);
  }

  void add_chain(const Arrow& arrow, bool straight) {
    std::vector<std::uint32_t> chain{arrow.from};
    if (!straight) {
      const bool down = layer_[arrow.from] > layer_[arrow.to];
      for (std::uint32_t at = layer_[arrow.from]; (at = down ? at - 1 : at + 1) != layer_[arrow.to];) {
        chain.push_back(static_cast<std::uint32_t>(layer_.size()));
        layer_.push_back(at);
        below_.emplace_back();
        above_.emplace_back();
        connect(chain[chain.size() - 2], chain.back());
      }
    }
    chain.push_back(arrow.to);
    connect(chain[chain.size() - 2], chain.back());
    chains_.push_back(std::move(chain));
  }

  void find_anchors(std::size_t nodes, const std::vector<std::uint32_t>& group) {
    const auto has_arrows = [this](std::uint32_t node) { return !below_[node].empty() || !above_[node].empty(); };
    std::vector<std::vector<std::uint32_t>> of_group(nodes);
    for (std::uint32_t node = 0; node < nodes; ++node)
      if (has_arrows(node))
        of_group[group[node]].push_back(node);
    anchors_.resize(layer_.size());
    for (std::uint32_t node = 0; node < nodes; ++node)
      if (!has_arrows(node))
        anchors_[node] = of_group[group[node]];
  }

  void lay_out() {
    for (std::uint32_t vertex = 0; vertex < layer_.size(); ++vertex) {
      if (layer_[vertex] >= order_.size())
        order_.resize(layer_[vertex] + 1);
      order_[layer_[vertex]].push_back(vertex);
    }
    row_.resize(layer_.size());
    for (const auto& layer : order_)
      for (std::size_t i = 0; i < layer.size(); ++i)
        row_[layer[i]] = static_cast<double>(i);
  }

  /// The mean row of the neighbours on one side; where there are none, of what stands together with it, or else its own.
  [[nodiscard]] double barycentre(std::uint32_t vertex, bool left) const {
    const auto& beyond = left ? below_[vertex] : above_[vertex];
    const auto& neighbours = beyond.empty() ? anchors_[vertex] : beyond;
    if (neighbours.empty())
      return row_[vertex];
    double sum = 0;
    for (const std::uint32_t other : neighbours)
      sum += row_[other];
    return sum / static_cast<double>(neighbours.size());
  }

  void order_rows(bool left) {
    for (std::size_t i = 0; i < order_.size(); ++i) {
      auto& layer = order_[left ? i : order_.size() - 1 - i];
      std::vector<std::pair<double, std::uint32_t>> wanted;
      for (const std::uint32_t vertex : layer)
        wanted.emplace_back(barycentre(vertex, left), vertex);
      std::stable_sort(wanted.begin(), wanted.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
      for (std::size_t row = 0; row < layer.size(); ++row) {
        layer[row] = wanted[row].second;
        row_[layer[row]] = static_cast<double>(row);
      }
    }
  }

  /// Moves each layer as near to its neighbours as its order allows.
  void settle_rows(bool left) {
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const auto& layer = order_[left ? i : order_.size() - 1 - i];
      std::vector<double> wanted, at;
      for (const std::uint32_t vertex : layer) {
        wanted.push_back(barycentre(vertex, left));
        at.push_back(at.empty() ? wanted.back() : std::max(wanted.back(), at.back() + 1));
      }
      double shift = 0;
      for (std::size_t j = 0; j < at.size(); ++j)
        shift += (wanted[j] - at[j]) / static_cast<double>(at.size());
      for (std::size_t j = 0; j < at.size(); ++j)
        row_[layer[j]] = at[j] + shift;
    }
  }

  std::vector<std::uint32_t> layer_;                 ///< by vertex: the nodes, then the waypoints
  std::vector<std::vector<std::uint32_t>> below_, above_; ///< neighbours in layers further left and right
  std::vector<std::vector<std::uint32_t>> anchors_;  ///< what stands together with it and has arrows, for what has none
  std::vector<std::vector<std::uint32_t>> chains_;   ///< vertices along each arrow
  std::vector<std::vector<std::uint32_t>> order_;    ///< vertices by layer, from top to bottom
  std::vector<double> row_;                          ///< by vertex
};

} // namespace

Layers arrange(std::size_t nodes, std::span<const Arrow> arrows, std::span<const Arrow> together) {
  return Drawing(nodes, arrows, together).result(nodes, arrows.size());
}

} // namespace micrograph::drawing
