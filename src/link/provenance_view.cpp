#include "link/provenance_view.hpp"

#include "link/neighbours.hpp"
#include "link/relations.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace micrograph::link {

using graph::ValueId;

ProvenanceView::ProvenanceView(const graph::QuadSource& source, ValueId start, Walk walk,
                               std::uint32_t max_depth)
    : source_(source), up_(walk == Walk::up), max_depth_(max_depth),
      same_as_(source.find(rdf::iri(rdf::vocabulary::owl::same_as))) {
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
  std::vector<HalfStep> telling, naming; // of an influence, and who had it
  for (const QualifiedRelation& relation : qualified_relations())
    if (const auto id = source.find(rdf::iri(relation.iri)))
      telling.push_back({*id, relation.unqualified});
  for (const char* iri : influencers())
    if (const auto id = source.find(rdf::iri(iri)))
      naming.push_back({*id, nullptr});
  to_influence_ = up_ ? telling : naming;
  from_influence_ = up_ ? naming : telling;
  look_up_names({start});
  (void)thing_named(start, 0);
  add_topics_of_start();
}

std::uint32_t ProvenanceView::thing_named(ValueId name, std::uint32_t depth) const {
  const auto known = by_name_.find(name);
  if (known != by_name_.end())
    return known->second;
  const auto thing = static_cast<std::uint32_t>(things_.size());
  things_.push_back({{}, depth, {}});
  add_names(thing, name);
  return thing;
}

void ProvenanceView::look_up_names(std::vector<ValueId> names) const {
  if (!same_as_)
    return;
  std::unordered_set<ValueId> known(names.begin(), names.end());
  while (!names.empty()) {
    std::vector<ValueId> further;
    for (const bool along : {true, false})
      for_each_neighbour(source_, names, *same_as_, along, [&](std::size_t place, ValueId other) {
        other_names_[names[place]].push_back({other, along});
        if (known.insert(other).second)
          further.push_back(other);
      });
    std::sort(further.begin(), further.end());
    names = std::move(further);
  }
}

void ProvenanceView::add_names(std::uint32_t thing, ValueId first) const {
  std::vector<ValueId> open{first};
  by_name_.emplace(first, thing);
  while (!open.empty()) {
    const ValueId name = open.back();
    open.pop_back();
    things_[thing].names.push_back(name);
    const auto others = other_names_.find(name);
    if (others == other_names_.end())
      continue;
    for (const auto& [other, along] : others->second)
      if (by_name_.emplace(other, thing).second) {
        sameness_.push_back({along ? name : other, along ? other : name, rdf::vocabulary::owl::same_as});
        open.push_back(other);
      }
  }
}

void ProvenanceView::add_topics_of_start() const {
  const auto primary_topic = source_.find(rdf::iri(rdf::vocabulary::foaf::primary_topic));
  const std::vector<ValueId> records = things_[0].names;
  for (const ValueId record : records)
    for (const ValueId topic : objects_of(source_, record, primary_topic))
      if (!by_name_.contains(topic)) {
        sameness_.push_back({record, topic, rdf::vocabulary::foaf::primary_topic});
        look_up_names({topic});
        add_names(0, topic);
      }
}

void ProvenanceView::add_qualified(const Frontier& frontier, std::vector<Found>& out) const {
  if (to_influence_.empty() || from_influence_.empty())
    return;
  std::vector<Found> half; // `other` is the influence
  std::vector<ValueId> influences;
  for (const HalfStep& step : to_influence_)
    for_each_neighbour(source_, frontier.names, step.predicate, up_, [&](std::size_t place, ValueId influence) {
      half.push_back({frontier.places[place], influence, step.unqualified});
      influences.push_back(influence);
    });
  std::sort(influences.begin(), influences.end());
  influences.erase(std::unique(influences.begin(), influences.end()), influences.end());
  std::unordered_map<ValueId, std::vector<Found>> ends; // by influence
  for (const HalfStep& step : from_influence_)
    for_each_neighbour(source_, influences, step.predicate, up_, [&](std::size_t place, ValueId end) {
      ends[influences[place]].push_back({0, end, step.unqualified});
    });
  for (const Found& first : half)
    if (const auto second = ends.find(first.other); second != ends.end())
      for (const Found& end : second->second)
        out.push_back({first.place, end.other, up_ ? first.predicate : end.predicate});
}

/// By the place of the name they start from; within one, far ends in the order of ids.
std::vector<ProvenanceView::Found> ProvenanceView::steps_from(const Frontier& frontier) const {
  std::vector<Found> out;
  for (const Step& step : steps_)
    for_each_neighbour(source_, frontier.names, step.predicate, step.along, [&](std::size_t place, ValueId other) {
      out.push_back({frontier.places[place], other, step.iri});
    });
  add_qualified(frontier, out);
  // The same step stated plainly and qualified, or with a property and its inverse, is one step by each
  // property.
  const auto name = [](const Found& found) { return std::string_view(found.predicate); };
  std::sort(out.begin(), out.end(), [&name](const Found& a, const Found& b) {
    if (a.place != b.place || a.other != b.other)
      return std::pair(a.place, a.other) < std::pair(b.place, b.other);
    return name(a) < name(b);
  });
  out.erase(std::unique(out.begin(), out.end(),
                        [&name](const Found& a, const Found& b) {
                          return a.place == b.place && a.other == b.other && name(a) == name(b);
                        }),
            out.end());
  return out;
}

/// Gives all things that have none yet their edges: in a breadth-first search, those of one depth.
void ProvenanceView::expand() const {
  const std::uint32_t first = std::exchange(expanded_, static_cast<std::uint32_t>(things_.size()));
  const std::uint32_t depth = things_[first].depth;
  if (max_depth_ != 0 && depth >= max_depth_)
    return;
  std::vector<std::pair<ValueId, std::uint32_t>> by_place; // name, thing
  for (std::uint32_t thing = first; thing < expanded_; ++thing)
    for (const ValueId name : things_[thing].names)
      by_place.emplace_back(name, thing);
  Frontier frontier;
  frontier.places.resize(by_place.size());
  std::iota(frontier.places.begin(), frontier.places.end(), 0U);
  std::sort(frontier.places.begin(), frontier.places.end(),
            [&by_place](std::uint32_t a, std::uint32_t b) { return by_place[a].first < by_place[b].first; });
  for (const std::uint32_t place : frontier.places)
    frontier.names.push_back(by_place[place].first);

  const std::vector<Found> found = steps_from(frontier);
  std::vector<ValueId> met;
  for (const Found& step : found)
    if (!by_name_.contains(step.other))
      met.push_back(step.other);
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  look_up_names(std::move(met));
  for (const auto& [place, other, predicate] : found) {
    const auto& [name, thing] = by_place[place];
    const std::uint32_t to = thing_named(other, depth + 1);
    things_[thing].edges.push_back({thing, to, up_ ? name : other, up_ ? other : name, predicate});
  }
}

const std::vector<ProvenanceView::Edge>& ProvenanceView::edges_from(std::uint32_t thing) const {
  if (thing >= expanded_)
    expand();
  return things_[thing].edges;
}

} // namespace micrograph::link
