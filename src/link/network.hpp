#pragma once

#include "graph/id_numbers.hpp"
#include "graph/quad_source.hpp"
#include "link/lineage.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace micrograph::link {

/// All things of a graph and what connects them: origin, containment, other names, annotation and citation (relations()), of PROV's
/// qualified forms the two ends. A thing is what has a class, or stands at an end of such a statement. Our own imports are no things
/// of it: all sources of one import would hang together by it. Sees the default graph.
class Network {
public:
  explicit Network(const graph::QuadSource& source);

  /// Numbers of things.
  struct Edge {
    std::uint32_t subject = 0, object = 0;
    bool subject_rests = false; ///< the subject rests on the object: came from it, is a part, a note or a citation of it
    bool object_rests = false;
  };

  [[nodiscard]] std::size_t size() const { return things_.size(); }
  [[nodiscard]] graph::ValueId id(std::uint32_t thing) const { return things_.id(thing); }
  /// The number of a thing; IdNumbers::none if it is none.
  [[nodiscard]] std::uint32_t find(graph::ValueId id) const { return things_.find(id); }
  /// Each statement that connects two different things.
  [[nodiscard]] const std::vector<Edge>& edges() const { return edges_; }

private:
  void find_imports();
  [[nodiscard]] bool is_import(graph::ValueId id) const { return imports_.contains(id); }
  void add(graph::ValueId subject, graph::ValueId object, bool subject_rests, bool object_rests);
  void add_relations();
  void add_qualified();

  const graph::QuadSource& source_;
  std::unordered_set<graph::ValueId> imports_;
  graph::IdNumbers things_;
  std::vector<Edge> edges_;
};

/// How many things of a class.
struct ClassCount {
  std::string type; ///< short name; empty for things without a class
  std::uint64_t things = 0;
};

/// Things that are connected with each other and with nothing else.
struct Component {
  std::uint64_t things = 0;
  std::vector<ClassCount> classes;  ///< the most frequent first, at most three; a thing counts by one class
  std::vector<LineageNode> members; ///< the first of them in order of term, at most as many as were asked for; no depths
};

struct Components {
  std::uint64_t count = 0;  ///< of two things or more
  std::uint64_t things = 0; ///< in them
  std::uint64_t islands = 0; ///< things that are connected to nothing
  std::vector<Component> largest; ///< by size, then by first member
};

/// The `most` largest components, with up to `members` members each.
[[nodiscard]] Components components(const graph::QuadSource& source, std::size_t most, std::size_t members);

/// Things of one class that are connected to nothing else.
struct Islands {
  std::string type;     ///< short name of the class
  std::string type_iri;
  std::uint64_t of_all = 0;         ///< things of that class
  std::uint64_t count = 0;          ///< of them islands
  std::vector<LineageNode> members; ///< as in Component
};

/// Islands by class, the most first. A thing of several classes counts for each of them.
[[nodiscard]] std::vector<Islands> islands(const graph::QuadSource& source, std::size_t members);

/// A thing that much rests on.
struct Hub {
  LineageNode node;
  double rank = 0; ///< share of a walk that goes from each thing to what it rests on (PageRank, damping 0.85); all things together 1
  std::uint64_t resting = 0; ///< things that rest on it directly
  std::vector<std::pair<std::string, std::uint64_t>> by; ///< property (IRI) and how many statements, the most first
};

/// The `most` things with the highest rank, those that nothing rests on left out.
[[nodiscard]] std::vector<Hub> hubs(const graph::QuadSource& source, std::size_t most);

} // namespace micrograph::link
