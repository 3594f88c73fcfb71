#pragma once

#include "graph/quad_source.hpp"
#include "link/link_rules.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <unordered_map>
#include <vector>

namespace micrograph::link {

/// The surroundings of two things, cut out of a graph that may be far larger: what lies within a certain cost
/// of either, grown on demand. Paths may have any number of steps; for a bounded number see
/// link/short_connections.hpp.
class Neighbourhood {
public:
  /// Vertex 0 is `a`, vertex 1 is `b`; they are different.
  Neighbourhood(const graph::QuadSource& source, const LinkRules& rules, graph::ValueId a, graph::ValueId b);

  /// What connects two vertices.
  struct Link {
    std::uint32_t a = 0, b = 0;
    LinkRules::Step step; ///< from `a` to `b`
    double cost = 1;
  };

  /// Looks further from both ends, until `limit` things are settled in all or there is nothing left.
  void grow(std::size_t limit);
  /// True if there is nothing further to look at.
  [[nodiscard]] bool exhausted() const;
  /// Every path that costs less than this lies within what has been seen.
  [[nodiscard]] double horizon() const;

  [[nodiscard]] std::size_t size() const { return vertices_.size(); }
  [[nodiscard]] graph::ValueId id(std::uint32_t vertex) const { return vertices_[vertex].id; }
  [[nodiscard]] const std::vector<Link>& links() const { return links_; }

private:
  struct Vertex {
    graph::ValueId id;
    double penalty = 0; ///< added to a path that leads through it
    bool literal = false;
    bool passable = true; ///< false: no path may lead through it, so it gets no links
    bool expanded = false;
  };
  using Entry = std::pair<double, std::uint32_t>; ///< cost from the end, vertex
  struct Side {
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    std::unordered_map<std::uint32_t, double> settled;
  };

  [[nodiscard]] std::uint32_t vertex_of(graph::ValueId id);
  [[nodiscard]] Vertex make_vertex(graph::ValueId id) const;
  void expand(std::uint32_t vertex);
  void add_link(std::uint32_t subject, graph::ValueId predicate, std::uint32_t object);
  void settle_next(Side& side);
  void drop_settled(Side& side);

  const graph::QuadSource& source_;
  const LinkRules& rules_;
  std::vector<Vertex> vertices_;
  std::unordered_map<graph::ValueId, std::uint32_t> numbers_;
  std::vector<Link> links_;
  std::vector<std::vector<std::uint32_t>> links_at_;              ///< by vertex
  std::unordered_map<std::uint64_t, std::uint32_t> link_between_; ///< by both vertices, the smaller one above
  std::array<Side, 2> sides_;
};

} // namespace micrograph::link
