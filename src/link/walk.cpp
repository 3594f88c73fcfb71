#include "link/walk.hpp"

#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace micrograph::link {

namespace {

using graph::ValueId;
using Way = ProvenanceView::Walk;

/// Names that are told of as the same as a known one, with that one.
std::unordered_map<ValueId, std::pair<const char*, ValueId>> other_names(const ProvenanceView& view) {
  std::unordered_set<ValueId> known;
  for (std::uint32_t thing = 0; thing < view.size(); ++thing)
    known.insert(view.names(thing).front());
  std::unordered_map<ValueId, std::pair<const char*, ValueId>> out;
  // In the order of finding, one end of each is known already.
  for (const auto& same : view.sameness()) {
    const bool subject_is_new = known.insert(same.subject).second;
    known.insert(same.object);
    out.emplace(subject_is_new ? same.subject : same.object,
                std::pair(same.predicate, subject_is_new ? same.object : same.subject));
  }
  return out;
}

} // namespace

std::vector<Arrival> walk(const graph::QuadSource& source, ValueId start, Way way, std::uint32_t max_depth) {
  const ProvenanceView view(source, start, way, max_depth);
  std::vector<Arrival> first{{start, 0, nullptr, {}}}; // by thing
  // Things are numbered as they are met, so taking them in this order is a breadth-first search.
  for (std::uint32_t thing = 0; thing < view.size(); ++thing)
    for (const ProvenanceView::Edge& edge : view.edges_from(thing))
      if (edge.to >= first.size()) {
        const auto [from, to] = way == Way::up ? std::pair(edge.effect, edge.cause) : std::pair(edge.cause, edge.effect);
        first.push_back({to, view.depth(edge.to), edge.predicate, from});
      }
  const auto others = other_names(view);
  std::vector<Arrival> out;
  for (std::uint32_t thing = 0; thing < view.size(); ++thing) {
    out.push_back(first[thing]);
    for (const ValueId name : view.names(thing))
      if (name != first[thing].name) {
        const auto& [predicate, through] = others.at(name);
        out.push_back({name, view.depth(thing), predicate, through});
      }
  }
  return out;
}

} // namespace micrograph::link
