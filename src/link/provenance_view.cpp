#include "link/provenance_view.hpp"

#include "link/neighbours.hpp"
#include "link/relations.hpp"

#include <algorithm>

namespace micrograph::link {

ProvenanceView::ProvenanceView(const graph::QuadSource& source, graph::ValueId start, Walk walk,
                               std::uint32_t max_depth)
    : source_(source), up_(walk == Walk::up), max_depth_(max_depth),
      same_as_(source.find(rdf::iri(owl_same_as))) {
  // What does not occur need not be searched for at every thing.
  for (const Relation& relation : relations()) {
    const bool origin = relation.role == Role::effect_of || relation.role == Role::cause_of;
    const bool part = relation.role == Role::part_of || relation.role == Role::whole_of;
    if (!origin && !(part && walk == Walk::down_and_parts))
      continue;
    const bool stated_of_effect = relation.role == Role::effect_of || relation.role == Role::part_of;
    if (const auto id = source.find(rdf::iri(relation.iri)))
      steps_.push_back({*id, relation.iri, stated_of_effect == up_});
  }
  for (const QualifiedRelation& relation : qualified_relations())
    if (const auto id = source.find(rdf::iri(relation.iri)))
      qualified_.push_back({*id, relation.unqualified});
  for (const char* iri : influencers())
    if (const auto id = source.find(rdf::iri(iri)))
      influencers_.push_back(*id);
  (void)thing_named(start, 0);
  add_topics_of_start();
}

std::uint32_t ProvenanceView::thing_named(graph::ValueId name, std::uint32_t depth) const {
  const auto known = by_name_.find(name);
  if (known != by_name_.end())
    return known->second;
  const auto thing = static_cast<std::uint32_t>(things_.size());
  things_.push_back({{}, depth, {}});
  add_names(thing, name);
  return thing;
}

void ProvenanceView::add_names(std::uint32_t thing, graph::ValueId first) const {
  std::vector<graph::ValueId> open{first};
  by_name_.emplace(first, thing);
  while (!open.empty()) {
    const graph::ValueId name = open.back();
    open.pop_back();
    things_[thing].names.push_back(name);
    for (const bool along : {true, false})
      for (const graph::ValueId other :
           along ? objects_of(source_, name, same_as_) : subjects_with(source_, same_as_, name))
        if (by_name_.emplace(other, thing).second) {
          sameness_.push_back({along ? name : other, along ? other : name, owl_same_as});
          open.push_back(other);
        }
  }
}

void ProvenanceView::add_topics_of_start() const {
  const auto primary_topic = source_.find(rdf::iri(foaf_primary_topic));
  const std::vector<graph::ValueId> records = things_[0].names;
  for (const graph::ValueId record : records)
    for (const graph::ValueId topic : objects_of(source_, record, primary_topic))
      if (!by_name_.contains(topic)) {
        sameness_.push_back({record, topic, foaf_primary_topic});
        add_names(0, topic);
      }
}

std::vector<std::pair<graph::ValueId, const char*>> ProvenanceView::neighbours(graph::ValueId name) const {
  std::vector<std::pair<graph::ValueId, const char*>> out;
  for (const Step& step : steps_)
    for (const graph::ValueId other : step.along ? objects_of(source_, name, step.predicate)
                                                 : subjects_with(source_, step.predicate, name))
      out.emplace_back(other, step.iri);
  if (up_) {
    for (const QualifiedStep& step : qualified_)
      for (const graph::ValueId influence : objects_of(source_, name, step.predicate))
        for (const graph::ValueId influencer : influencers_)
          for (const graph::ValueId cause : objects_of(source_, influence, influencer))
            out.emplace_back(cause, step.unqualified);
  } else {
    for (const graph::ValueId influencer : influencers_)
      for (const graph::ValueId influence : subjects_with(source_, influencer, name))
        for (const QualifiedStep& step : qualified_)
          for (const graph::ValueId effect : subjects_with(source_, step.predicate, influence))
            out.emplace_back(effect, step.unqualified);
  }
  // The same step stated plainly and qualified, or with a property and its inverse, is one step by each
  // property.
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    const int order = std::string_view(a.second).compare(b.second);
    return a.first != b.first ? a.first < b.first : order < 0;
  });
  out.erase(std::unique(out.begin(), out.end(),
                        [](const auto& a, const auto& b) {
                          return a.first == b.first && std::string_view(a.second) == b.second;
                        }),
            out.end());
  return out;
}

const std::vector<ProvenanceView::Edge>& ProvenanceView::edges_from(std::uint32_t thing) const {
  if (!things_[thing].edges) {
    std::vector<Edge> edges;
    const std::uint32_t depth = things_[thing].depth;
    if (max_depth_ == 0 || depth < max_depth_) {
      const std::vector<graph::ValueId> names = things_[thing].names; // meeting new things moves the old ones
      for (const graph::ValueId name : names)
        for (const auto& [other, predicate] : neighbours(name)) {
          const std::uint32_t to = thing_named(other, depth + 1);
          edges.push_back({thing, to, up_ ? name : other, up_ ? other : name, predicate});
        }
    }
    things_[thing].edges = std::move(edges);
  }
  return *things_[thing].edges;
}

} // namespace micrograph::link
