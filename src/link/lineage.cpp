#include "link/lineage.hpp"

#include "link/describe.hpp"
#include "link/neighbours.hpp"
#include "link/provenance_view.hpp"
#include "link/relations.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/property_map/property_map.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace micrograph::link {

namespace {

using graph::ValueId;

/// Collects what two searches find, by names, before it is put in its fixed order.
class Findings {
public:
  explicit Findings(const graph::QuadSource& source) : source_(source) {}

  /// Walks everything in one direction from the start.
  void search(ValueId start, bool up, std::uint32_t max_depth) {
    const ProvenanceView view(source_, start, up ? ProvenanceView::Walk::up : ProvenanceView::Walk::down,
                              max_depth);
    Recorder recorder{*this};
    std::map<std::uint32_t, boost::default_color_type> colors;
    boost::breadth_first_visit(view, std::uint32_t{0},
                               boost::visitor(recorder).color_map(boost::make_assoc_property_map(colors)));
    for (std::uint32_t thing = 0; thing < view.size(); ++thing)
      for (const ValueId name : view.names(thing)) {
        const auto depth = static_cast<std::int32_t>(view.depth(thing));
        depths_.try_emplace(name, up ? -depth : depth);
      }
    for (const auto& same : view.sameness())
      edges_.insert({same.subject, same.object, same.predicate, EdgeKind::same});
  }

  /// Adds what the things found are parts of. Wholes are not followed: a part comes from no whole.
  void add_wholes() {
    struct Containment {
      ValueId predicate;
      const Relation* relation;
    };
    std::vector<Containment> containments;
    for (const Relation& relation : relations())
      if (relation.role == Role::part_of || relation.role == Role::whole_of)
        if (const auto predicate = source_.find(rdf::iri(relation.iri)))
          containments.push_back({*predicate, &relation});

    // A whole stands where its nearest part does.
    std::vector<std::pair<ValueId, std::int32_t>> parts(depths_.begin(), depths_.end());
    std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
      return std::tuple(std::abs(a.second), a.second, a.first) <
             std::tuple(std::abs(b.second), b.second, b.first);
    });
    for (const auto& [part, depth] : parts)
      for (const auto& [predicate, relation] : containments)
        for (const ValueId whole : relation->role == Role::part_of
                                       ? objects_of(source_, part, predicate)
                                       : subjects_with(source_, predicate, part)) {
          depths_.try_emplace(whole, depth);
          edges_.insert({part, whole, relation->iri, EdgeKind::context});
        }
  }

  /// The start first, then causes and effects by distance; within one distance by term.
  [[nodiscard]] Lineage arranged(ValueId start) const {
    const Describer describer(source_);
    Lineage out;
    std::vector<std::pair<ValueId, LineageNode>> nodes;
    for (const auto& [name, depth] : depths_)
      nodes.emplace_back(name,
                         LineageNode{source_.term(name), describer.label(name), describer.type(name), depth});
    std::sort(nodes.begin(), nodes.end(), [start](const auto& a, const auto& b) {
      const auto rank = [start](const auto& entry) {
        const std::int32_t depth = entry.second.depth;
        return std::tuple(entry.first != start, depth > 0, std::abs(depth));
      };
      return rank(a) != rank(b) ? rank(a) < rank(b) : a.second.term < b.second.term;
    });
    std::unordered_map<ValueId, std::uint32_t> index;
    for (auto& [name, node] : nodes) {
      index.emplace(name, static_cast<std::uint32_t>(out.nodes.size()));
      out.nodes.push_back(std::move(node));
    }
    for (const auto& [effect, cause, predicate, kind] : edges_)
      out.edges.push_back({index.at(effect), index.at(cause), predicate, kind});
    std::sort(out.edges.begin(), out.edges.end(), [](const LineageEdge& a, const LineageEdge& b) {
      return std::tie(a.effect, a.cause, a.predicate) < std::tie(b.effect, b.cause, b.predicate);
    });
    return out;
  }

private:
  /// Notes every step, those that close a cycle or join two ways included.
  struct Recorder : boost::default_bfs_visitor {
    explicit Recorder(Findings& to) : findings(to) {}
    void examine_edge(const ProvenanceView::Edge& edge, const ProvenanceView&) const {
      findings.edges_.insert({edge.effect, edge.cause, edge.predicate, EdgeKind::origin});
    }
    Findings& findings;
  };

  const graph::QuadSource& source_;
  std::unordered_map<ValueId, std::int32_t> depths_;
  std::set<std::tuple<ValueId, ValueId, std::string, EdgeKind>> edges_;
};

} // namespace

Lineage lineage(const graph::QuadSource& source, const rdf::TermView& start, Direction direction,
                std::uint32_t max_depth) {
  const ValueId id = find_or_throw(source, start);
  Findings findings(source);
  if (direction != Direction::down)
    findings.search(id, true, max_depth);
  if (direction != Direction::up)
    findings.search(id, false, max_depth);
  findings.add_wholes();
  return findings.arranged(id);
}

} // namespace micrograph::link
