#include "link/lineage.hpp"

#include "link/describe.hpp"
#include "link/neighbours.hpp"
#include "link/provenance_view.hpp"
#include "link/relations.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/property_map/vector_property_map.hpp>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string_view>
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
    boost::vector_property_map<boost::default_color_type> colors; // grows as things are met
    boost::breadth_first_visit(view, std::uint32_t{0}, boost::visitor(recorder).color_map(colors));
    depths_.reserve(depths_.size() + view.size());
    for (std::uint32_t thing = 0; thing < view.size(); ++thing)
      for (const ValueId name : view.names(thing)) {
        const auto depth = static_cast<std::int32_t>(view.depth(thing));
        depths_.try_emplace(name, up ? -depth : depth);
      }
    for (const auto& same : view.sameness())
      edges_.push_back({same.subject, same.object, same.predicate, EdgeKind::same});
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

    // A whole stands where its nearest part does; of two as near, a cause before an effect.
    const std::vector<std::pair<ValueId, std::int32_t>> parts = sorted_depths();
    std::vector<ValueId> names;
    for (const auto& [part, depth] : parts)
      names.push_back(part);
    const auto order = [](std::int32_t depth) { return std::pair(std::abs(depth), depth); };
    std::unordered_map<ValueId, std::int32_t> wholes;
    for (const auto& [predicate, relation] : containments)
      for_each_neighbour(source_, names, predicate, relation->role == Role::part_of, [&, relation = relation](std::size_t place, ValueId whole) {
        const std::int32_t depth = parts[place].second;
        const auto [at, is_new] = wholes.try_emplace(whole, depth);
        if (!is_new && order(depth) < order(at->second))
          at->second = depth;
        edges_.push_back({parts[place].first, whole, relation->iri, EdgeKind::context});
      });
    for (const auto& [whole, depth] : wholes)
      depths_.try_emplace(whole, depth);
  }

  /// The start first, then causes and effects by distance; within one distance by term.
  [[nodiscard]] Lineage arranged(ValueId start) {
    const std::vector<std::pair<ValueId, std::int32_t>> found = sorted_depths();
    std::vector<ValueId> names;
    for (const auto& [name, depth] : found)
      names.push_back(name);
    std::vector<Description> descriptions = Describer(source_).describe(names);
    std::vector<rdf::Term> terms;
    terms.reserve(names.size());
    for (const ValueId name : names)
      terms.push_back(source_.term(name));

    // Ids are mostly in the order of terms, so putting things in order by depth leaves next to nothing to do.
    const auto rank = [&](std::uint32_t at) {
      const std::int32_t depth = found[at].second;
      return std::tuple(found[at].first != start, depth > 0, std::abs(depth));
    };
    std::vector<std::uint32_t> sequence(found.size());
    std::iota(sequence.begin(), sequence.end(), 0U);
    std::stable_sort(sequence.begin(), sequence.end(), [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      return rank(a) != rank(b) ? rank(a) < rank(b) : terms[a] < terms[b];
    };
    if (!std::is_sorted(sequence.begin(), sequence.end(), before))
      std::sort(sequence.begin(), sequence.end(), before);

    Lineage out;
    out.nodes.reserve(found.size());
    std::unordered_map<ValueId, std::uint32_t> index;
    index.reserve(found.size());
    for (const std::uint32_t at : sequence) {
      index.emplace(found[at].first, static_cast<std::uint32_t>(out.nodes.size()));
      out.nodes.push_back({std::move(terms[at]), std::move(descriptions[at].label), std::move(descriptions[at].type), found[at].second});
    }
    add_edges(index, out);
    return out;
  }

private:
  /// Notes every step, those that close a cycle or join two ways included.
  struct Recorder : boost::default_bfs_visitor {
    explicit Recorder(Findings& to) : findings(to) {}
    void examine_edge(const ProvenanceView::Edge& edge, const ProvenanceView&) const {
      findings.edges_.push_back({edge.effect, edge.cause, edge.predicate, EdgeKind::origin});
    }
    Findings& findings;
  };

  struct FoundEdge {
    ValueId effect, cause;
    const char* predicate;
    EdgeKind kind;
  };

  /// By id.
  [[nodiscard]] std::vector<std::pair<ValueId, std::int32_t>> sorted_depths() const {
    std::vector<std::pair<ValueId, std::int32_t>> out(depths_.begin(), depths_.end());
    std::sort(out.begin(), out.end());
    return out;
  }

  /// The edges by the places of their ends. Both searches may have met the same statement, and a part the same whole twice.
  void add_edges(const std::unordered_map<ValueId, std::uint32_t>& index, Lineage& out) const {
    struct Placed {
      std::uint32_t effect, cause;
      std::string_view predicate;
      EdgeKind kind;
      [[nodiscard]] auto key() const { return std::tie(effect, cause, predicate, kind); }
    };
    std::vector<Placed> edges;
    edges.reserve(edges_.size());
    for (const auto& [effect, cause, predicate, kind] : edges_)
      edges.push_back({index.at(effect), index.at(cause), predicate, kind});
    std::sort(edges.begin(), edges.end(), [](const Placed& a, const Placed& b) { return a.key() < b.key(); });
    edges.erase(std::unique(edges.begin(), edges.end(), [](const Placed& a, const Placed& b) { return a.key() == b.key(); }),
                edges.end());
    out.edges.reserve(edges.size());
    for (const Placed& edge : edges)
      out.edges.push_back({edge.effect, edge.cause, std::string(edge.predicate), edge.kind});
  }

  const graph::QuadSource& source_;
  std::unordered_map<ValueId, std::int32_t> depths_;
  std::vector<FoundEdge> edges_;
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
