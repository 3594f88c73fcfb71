#pragma once

#include "graph/quad_source.hpp"
#include "link/link_rules.hpp"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace micrograph::link {

/// A path between two things by ids.
struct Connection {
  std::vector<graph::ValueId> things; ///< from one end to the other
  std::vector<LinkRules::Step> steps; ///< one fewer, each from the thing before it to the one after it
  double weight = 1;                  ///< see link/link_rules.hpp; multiplied from the first end to the last
};

/// Sets the weight.
void weigh(const LinkRules& rules, Connection& connection);

/// What lies between two things within a bounded number of steps, all of it: a connection costs what it costs, however
/// expensive. Both ends are grown step by step, the smaller side first, and what a thing weighs is asked only of those that are
/// on a path, which spares most look-ups where each is a query to another store.
class ShortConnections {
public:
  /// `from` and `to` are different.
  ShortConnections(const graph::QuadSource& source, const LinkRules& rules, graph::ValueId from, graph::ValueId to,
                   std::uint32_t most_steps);

  /// The `k` cheapest paths without repeated things, and all others that cost as much as the last of them; in no order. A search
  /// that has tried too many paths for its memory (two million) ends with what it has found.
  [[nodiscard]] std::vector<Connection> cheapest(std::size_t k) const;

private:
  static constexpr std::uint32_t far = 0xFFFFFFFF;
  struct Vertex {
    graph::ValueId id;
    double penalty = 0;
    std::vector<std::uint32_t> links;
    std::uint32_t from_start = far, to_goal = far; ///< steps
    bool passable = true;
  };
  struct Link {
    std::uint32_t a = 0, b = 0;
    LinkRules::Step step; ///< from `a` to `b`
    double cost = 0;
  };
  /// One end and what it has reached.
  struct Side {
    std::vector<std::uint32_t> frontier; ///< reached, and not looked at from this side yet
    std::vector<bool> reached;
  };

  std::uint32_t vertex_of(graph::ValueId id);
  void grow(Side& side, const Side& other, bool last);
  void add_statement(std::uint32_t subject, graph::ValueId predicate, std::uint32_t object);
  void measure_steps();
  void leave_out_what_is_too_far(std::uint32_t most_steps);
  void find_rests(std::uint32_t most_steps);
  [[nodiscard]] static std::uint32_t other_end(const Link& link, std::uint32_t vertex) {
    return link.a == vertex ? link.b : link.a;
  }

  const graph::QuadSource& source_;
  const LinkRules& rules_;
  std::vector<Vertex> vertices_; ///< the start is 0, the goal 1
  std::unordered_map<graph::ValueId, std::uint32_t> numbers_;
  std::vector<Link> links_;
  std::unordered_map<std::uint64_t, std::uint32_t> link_between_; ///< by both vertices, the smaller one above
  std::vector<std::vector<double>> rests_; ///< by steps left and vertex: the least cost to the goal
};

} // namespace micrograph::link
