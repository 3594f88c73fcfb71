#pragma once

#include "report/page.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace micrograph::report {

/// Collects what leads to what, and gives the largest connected parts of it as drawings: of a large part the
/// surroundings of the thing that has most edges. Of the edges between drawn things, at most sixty are drawn.
class Tangle {
public:
  /// An edge from `from` to `to`; the same one counts once. False if it was known.
  bool add(const std::string& from, const std::string& to, const std::string& relation);

  [[nodiscard]] bool empty() const { return edges_.empty(); }
  [[nodiscard]] std::size_t things() const { return names_.size(); }
  /// Between any two things there is at most one of each relation.
  [[nodiscard]] std::size_t edges() const { return edges_.size(); }
  /// How many parts there are that no edge connects.
  [[nodiscard]] std::size_t parts() const;

  /// At most `parts` drawings of at most `nodes` nodes, the part with most edges first. Nodes have their IRI as label.
  [[nodiscard]] std::vector<Drawing> largest(std::size_t parts, std::size_t nodes) const;

private:
  struct Edge {
    std::uint32_t from, to, relation;
    friend bool operator==(const Edge&, const Edge&) = default;
  };
  struct HashOfEdge {
    std::size_t operator()(const Edge& edge) const;
  };
  struct Part {
    std::vector<std::uint32_t> things, edges; ///< edges: into edges_
  };
  [[nodiscard]] std::uint32_t number_of(const std::string& name);
  [[nodiscard]] std::vector<Part> all_parts() const;
  [[nodiscard]] Drawing draw(const Part& part, std::size_t nodes) const;

  std::vector<std::string> names_, relations_;
  std::unordered_map<std::string, std::uint32_t> numbers_, relation_numbers_;
  std::vector<Edge> edges_;
  std::unordered_set<Edge, HashOfEdge> known_;
};

} // namespace micrograph::report
