#pragma once

#include "graph/quad_source.hpp"
#include "link/lineage.hpp"

#include <boost/graph/graph_traits.hpp>

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace micrograph::link {

/// Things and what they came from (or what came of them), as a graph that Boost's breadth-first search can
/// walk while it is being looked up: only what the search reaches is ever read.
///
/// A vertex is one thing under all its names, since owl:sameAs makes no step. Vertices are numbered as they
/// are met, the start being 0. Asking for edges finds their far ends, so it must be done in the order of a
/// breadth-first search for depths to be right. What is found at one depth is looked up together: one walk over
/// each property takes less than a look-up for each thing.
class ProvenanceView {
public:
  enum class Walk {
    up,             ///< from effects to causes
    down,           ///< from causes to effects
    down_and_parts, ///< likewise, and from wholes to their parts
  };
  /// `max_depth` 0 means no bound.
  ProvenanceView(const graph::QuadSource& source, graph::ValueId start, Walk walk, std::uint32_t max_depth);

  struct Edge {
    std::uint32_t from = 0, to = 0;
    graph::ValueId effect, cause; ///< the names by which it is stated
    const char* predicate = nullptr;
    friend bool operator==(const Edge&, const Edge&) = default;
  };
  /// Two names of one thing, as stated.
  struct Sameness {
    graph::ValueId subject, object;
    const char* predicate;
  };

  [[nodiscard]] std::size_t size() const { return things_.size(); }
  /// The names of a thing; the one it was met by is the first.
  [[nodiscard]] const std::vector<graph::ValueId>& names(std::uint32_t thing) const {
    return things_[thing].names;
  }
  /// Steps from the start.
  [[nodiscard]] std::uint32_t depth(std::uint32_t thing) const { return things_[thing].depth; }
  [[nodiscard]] const std::vector<Sameness>& sameness() const { return sameness_; }
  /// In a fixed order; none from a thing at `max_depth`.
  [[nodiscard]] const std::vector<Edge>& edges_from(std::uint32_t thing) const;

private:
  struct Thing {
    std::vector<graph::ValueId> names;
    std::uint32_t depth = 0;
    std::vector<Edge> edges; ///< once they were asked for
  };
  /// A property that leads on; `along`: from its subject to its object.
  struct Step {
    graph::ValueId predicate;
    const char* iri;
    bool along;
  };
  /// A property that leads to or from the description of an influence; of those that tell of it, what they spell out.
  struct HalfStep {
    graph::ValueId predicate;
    const char* unqualified = nullptr;
  };
  /// The names of some things, ascending, each with its place in the order of things and their names.
  struct Frontier {
    std::vector<graph::ValueId> names;
    std::vector<std::uint32_t> places;
  };
  struct Found {
    std::uint32_t place = 0;
    graph::ValueId other;
    const char* predicate = nullptr;
  };
  struct OtherName {
    graph::ValueId name;
    bool along = false; ///< stated of the known one
  };

  std::uint32_t thing_named(graph::ValueId name, std::uint32_t depth) const;
  void add_names(std::uint32_t thing, graph::ValueId first) const;
  void add_topics_of_start() const;
  /// Looks up all other names of these, however far.
  void look_up_names(std::vector<graph::ValueId> names) const;
  void expand() const;
  [[nodiscard]] std::vector<Found> steps_from(const Frontier& frontier) const;
  void add_qualified(const Frontier& frontier, std::vector<Found>& out) const;

  const graph::QuadSource& source_;
  bool up_;
  std::uint32_t max_depth_;
  std::vector<Step> steps_;
  std::vector<HalfStep> to_influence_, from_influence_;
  std::optional<graph::ValueId> same_as_;

  // Found while looking, which changes nothing of what the view means.
  mutable std::vector<Thing> things_;
  mutable std::uint32_t expanded_ = 0; ///< things below have their edges
  mutable std::unordered_map<graph::ValueId, std::uint32_t> by_name_;
  mutable std::unordered_map<graph::ValueId, std::vector<OtherName>> other_names_; ///< of those that have some
  mutable std::vector<Sameness> sameness_;
};

// What Boost.Graph asks of an incidence graph.
[[nodiscard]] inline auto out_edges(std::uint32_t thing, const ProvenanceView& view) {
  const auto& edges = view.edges_from(thing);
  return std::pair(edges.begin(), edges.end());
}
[[nodiscard]] inline std::size_t out_degree(std::uint32_t thing, const ProvenanceView& view) {
  return view.edges_from(thing).size();
}
[[nodiscard]] inline std::uint32_t source(const ProvenanceView::Edge& edge, const ProvenanceView&) {
  return edge.from;
}
[[nodiscard]] inline std::uint32_t target(const ProvenanceView::Edge& edge, const ProvenanceView&) {
  return edge.to;
}

} // namespace micrograph::link

template <> struct boost::graph_traits<micrograph::link::ProvenanceView> {
  using vertex_descriptor = std::uint32_t;
  using edge_descriptor = micrograph::link::ProvenanceView::Edge;
  using out_edge_iterator = std::vector<edge_descriptor>::const_iterator;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = boost::incidence_graph_tag;
  using degree_size_type = std::size_t;
};
