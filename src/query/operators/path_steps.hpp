#pragma once

#include "graph/id_numbers.hpp"
#include "query/algebra.hpp"
#include "query/run.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

namespace micrograph::query {

/// The edges of a simple step (links, inverse links, alternatives of them) in memory, so that a closure from
/// many nodes scans the data once.
class Adjacency {
public:
  static constexpr std::uint32_t none = graph::IdNumbers::none;

  void add(graph::ValueId from, graph::ValueId to);
  /// Call once after the last edge.
  void freeze();
  /// Of a node with an edge; else none. Quick for one that comes soon after where the last closure started.
  [[nodiscard]] std::uint32_t number(graph::ValueId node) const {
    return nodes_.find_after(last_start_, node);
  }
  [[nodiscard]] graph::ValueId node(std::uint32_t number) const { return nodes_.id(number); }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  /// Of memory, about.
  [[nodiscard]] std::uint64_t bytes() const {
    return nodes_.bytes() + edges_.capacity() * sizeof(edges_[0]) +
           (offsets_.capacity() + targets_.capacity() + seen_.capacity() + queue_.capacity()) * sizeof(std::uint32_t);
  }
  [[nodiscard]] bool has_successors(std::uint32_t number) const {
    return offsets_[number] != offsets_[number + 1];
  }
  /// Appends what can be reached by one edge or more, each node once, in breadth-first order.
  void closure(std::uint32_t from, std::vector<graph::ValueId>& out, Run& run);

private:
  /// A node and its number.
  struct Numbered {
    graph::ValueId node;
    std::uint32_t number = none;
  };
  void look_up(Numbered& end, graph::ValueId node);

  graph::IdNumbers nodes_;
  Numbered from_, to_; ///< of the edge before: scans are sorted, so that one end is often the same again
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges_;
  std::vector<std::uint32_t> offsets_, targets_;
  std::vector<std::uint32_t> seen_; ///< by node: the last closure that reached it
  std::uint32_t closures_ = 0;
  std::uint32_t last_start_ = 0;
  std::vector<std::uint32_t> queue_;
};

/// Walks a property path in one graph.
class PathSteps {
public:
  PathSteps(Run& run, const Path& path);

  /// Which graph to walk in from now on.
  void enter(graph::GraphScope scope, graph::ValueId graph);
  /// Appends the nodes that the path leads to from `from`, against its direction if not `forward`. A closure
  /// gives each node once; a negated set one for each statement.
  void reach(graph::ValueId from, bool forward, std::vector<graph::ValueId>& out);
  /// All nodes from which the path may start: those in the graph if it has a part of length zero.
  [[nodiscard]] std::vector<graph::ValueId> starts();
  /// Statements that were looked at so far.
  [[nodiscard]] std::uint64_t rows_read() const { return rows_read_; }
  /// True if the term is a subject or an object in the graph.
  [[nodiscard]] bool is_node(graph::ValueId id);

private:
  /// A path with its IRIs looked up; `undefined` is one that the source does not have.
  struct Step {
    PathKind kind = PathKind::link;
    graph::ValueId iri;
    std::vector<Step> parts;
    std::vector<graph::ValueId> negated, negated_inverse;
    bool forward_part = true;
  };
  static constexpr std::uint64_t least_scans = 32; ///< before it is asked whether an adjacency would pay

  [[nodiscard]] Step compile(const Path& path) const;
  [[nodiscard]] static bool is_simple(const Step& step);
  void walk(const Step& step, graph::ValueId from, bool forward, std::vector<graph::ValueId>& out);
  void walk_link(graph::ValueId iri, graph::ValueId from, bool forward, std::vector<graph::ValueId>& out);
  void walk_negated(const Step& step, graph::ValueId from, bool forward, std::vector<graph::ValueId>& out);
  void walk_closure(const Step& step, graph::ValueId from, bool forward, std::vector<graph::ValueId>& out);
  void collect_edges(const Step& step, bool forward, Adjacency& edges);
  [[nodiscard]] bool pays_adjacency(bool forward);
  [[nodiscard]] std::uint64_t count_edges(const Step& step) const;
  [[nodiscard]] Adjacency& adjacency(bool forward);
  [[nodiscard]] graph::Pattern pattern() const;
  /// Calls `each` with every row of the pattern.
  template <class Each> void scan(const graph::Pattern& pattern, Each each);

  /// Tells the run what is held: the edges, and `more` bytes.
  void hold(std::size_t rows, std::uint64_t more);

  Run& run_;
  MemoryShare share_;
  Step step_;
  graph::GraphScope scope_ = graph::GraphScope::default_graph;
  graph::ValueId graph_;
  std::uint64_t restarts_ = 0; ///< of the run, when the graph was entered
  std::uint64_t rows_read_ = 0;
  std::uint64_t scans_ = 0;                 ///< after neighbours of one node
  std::optional<std::uint64_t> edge_count_; ///< of the top closure's step, about
  std::unique_ptr<Adjacency> edges_[2]; ///< of the top closure's step; [1] is forward
};

} // namespace micrograph::query
