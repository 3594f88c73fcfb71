#include "link/shortest_paths.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace micrograph::link {

namespace {

struct EdgeData {
  double cost = 1;
  std::uint32_t number = 0;
};
using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, EdgeData>;
using EdgeDescriptor = boost::graph_traits<Graph>::edge_descriptor;

/// Vertices and edges that a detour may not use. Boost copies filters, so they point here.
struct Closed {
  std::vector<bool> vertices, edges;
};
struct OpenVertex {
  const Closed* closed = nullptr;
  bool operator()(std::size_t vertex) const { return !closed->vertices[vertex]; }
};
struct OpenEdge {
  const Closed* closed = nullptr;
  const Graph* graph = nullptr;
  bool operator()(const EdgeDescriptor& edge) const { return !closed->edges[(*graph)[edge].number]; }
};

/// Thrown by the visitor below; Boost's searches cannot be ended in any other way.
struct Arrived {};

struct Recorder : boost::dijkstra_visitor<> {
  Recorder(std::size_t goal, std::vector<std::optional<EdgeDescriptor>>& edge_to)
      : target(goal), reached_by(edge_to) {}
  template <typename View> void edge_relaxed(const EdgeDescriptor& edge, const View& view) {
    reached_by[boost::target(edge, view)] = edge;
  }
  template <typename View> void examine_vertex(std::size_t vertex, const View&) const {
    if (vertex == target)
      throw Arrived{};
  }
  std::size_t target;
  std::vector<std::optional<EdgeDescriptor>>& reached_by;
};

class Paths {
public:
  Paths(std::size_t vertices, std::span<const WeightedEdge> edges) : edges_(edges), graph_(vertices) {
    for (std::uint32_t number = 0; number < edges.size(); ++number)
      boost::add_edge(edges[number].a, edges[number].b, EdgeData{edges[number].cost, number}, graph_);
    closed_.vertices.resize(vertices);
    closed_.edges.resize(edges.size());
  }

  [[nodiscard]] Closed& closed() { return closed_; }

  /// The cheapest path through what is open. Absent if there is none.
  [[nodiscard]] std::optional<WeightedPath> cheapest(std::uint32_t from, std::uint32_t to) const {
    const boost::filtered_graph<Graph, OpenEdge, OpenVertex> open(graph_, OpenEdge{&closed_, &graph_},
                                                                  OpenVertex{&closed_});
    std::vector<std::optional<EdgeDescriptor>> reached_by(boost::num_vertices(graph_));
    try {
      boost::dijkstra_shortest_paths(
          open, from,
          boost::weight_map(boost::get(&EdgeData::cost, graph_)).visitor(Recorder(to, reached_by)));
    } catch (const Arrived&) {
      return trace(from, to, reached_by);
    }
    return std::nullopt;
  }

private:
  [[nodiscard]] WeightedPath trace(std::uint32_t from, std::uint32_t to,
                                   const std::vector<std::optional<EdgeDescriptor>>& reached_by) const {
    WeightedPath path;
    path.vertices.push_back(to);
    for (std::uint32_t at = to; at != from;) {
      const EdgeData& data = graph_[*reached_by[at]];
      path.edges.push_back(data.number);
      path.cost += data.cost;
      at = edges_[data.number].a == at ? edges_[data.number].b : edges_[data.number].a;
      path.vertices.push_back(at);
    }
    std::reverse(path.vertices.begin(), path.vertices.end());
    std::reverse(path.edges.begin(), path.edges.end());
    return path;
  }

  std::span<const WeightedEdge> edges_;
  Graph graph_;
  Closed closed_;
};

struct CheaperFirst {
  bool operator()(const WeightedPath& a, const WeightedPath& b) const {
    return a.cost != b.cost ? a.cost < b.cost : a.vertices < b.vertices;
  }
};

/// The start of a path up to the vertex at `length`.
WeightedPath root_of(const WeightedPath& path, std::size_t length, std::span<const WeightedEdge> edges) {
  WeightedPath root;
  root.vertices.assign(path.vertices.begin(),
                       path.vertices.begin() + static_cast<std::ptrdiff_t>(length + 1));
  root.edges.assign(path.edges.begin(), path.edges.begin() + static_cast<std::ptrdiff_t>(length));
  for (const std::uint32_t edge : root.edges)
    root.cost += edges[edge].cost;
  return root;
}

bool begins_with(const WeightedPath& path, const WeightedPath& root) {
  return path.vertices.size() > root.vertices.size() &&
         std::equal(root.vertices.begin(), root.vertices.end(), path.vertices.begin());
}

} // namespace

std::vector<WeightedPath> cheapest_paths(std::size_t vertices, std::span<const WeightedEdge> edges,
                                         std::uint32_t from, std::uint32_t to, std::size_t k, std::size_t more) {
  Paths paths(vertices, edges);
  std::vector<WeightedPath> found;
  std::set<WeightedPath, CheaperFirst> candidates;
  if (auto first = paths.cheapest(from, to); first && k > 0)
    candidates.insert(std::move(*first));
  // Sums of the same costs in another order differ by less than this.
  constexpr double nothing = 1e-9;
  const auto goes_on = [&] {
    return found.size() < k ||
           (found.size() < k + more && !candidates.empty() && candidates.begin()->cost <= found[k - 1].cost + nothing);
  };
  while (!candidates.empty() && goes_on()) {
    found.push_back(std::move(candidates.extract(candidates.begin()).value()));
    const WeightedPath& last = found.back();
    for (std::size_t length = 0; length + 1 < last.vertices.size() && found.size() < k + more; ++length) {
      WeightedPath detour = root_of(last, length, edges);
      std::vector<std::uint32_t> closed_edges;
      for (const WeightedPath& earlier : found)
        if (begins_with(earlier, detour))
          closed_edges.push_back(earlier.edges[length]);
      Closed& closed = paths.closed();
      for (const std::uint32_t edge : closed_edges)
        closed.edges[edge] = true;
      for (std::size_t i = 0; i < length; ++i)
        closed.vertices[last.vertices[i]] = true;

      if (const auto rest = paths.cheapest(last.vertices[length], to)) {
        detour.cost += rest->cost;
        detour.vertices.insert(detour.vertices.end(), rest->vertices.begin() + 1, rest->vertices.end());
        detour.edges.insert(detour.edges.end(), rest->edges.begin(), rest->edges.end());
        candidates.insert(std::move(detour));
      }
      for (const std::uint32_t edge : closed_edges)
        closed.edges[edge] = false;
      for (std::size_t i = 0; i < length; ++i)
        closed.vertices[last.vertices[i]] = false;
    }
  }
  return found;
}

} // namespace micrograph::link
