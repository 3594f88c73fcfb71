#include "link/impact.hpp"

#include "link/describe.hpp"
#include "link/neighbours.hpp"
#include "link/relations.hpp"
#include "link/walk.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace micrograph::link {

namespace {

using graph::ValueId;

Reason reason_of(std::string_view predicate) {
  if (predicate == rdf::vocabulary::foaf::primary_topic)
    return Reason::same;
  for (const Relation& relation : relations())
    if (predicate == relation.iri)
      switch (relation.role) {
      case Role::effect_of:
      case Role::cause_of:
        return Reason::derived;
      case Role::part_of:
      case Role::whole_of:
        return Reason::part;
      case Role::same_as:
        return Reason::same;
      case Role::note_on:
      case Role::noted_by:
        return Reason::annotation;
      case Role::cites:
      case Role::cited_by:
        return Reason::publication;
      }
  return Reason::derived;
}

/// What annotates or cites a thing.
class Remarks {
public:
  explicit Remarks(const graph::QuadSource& source) : source_(source) {
    for (const Relation& relation : relations()) {
      const bool of_the_remark = relation.role == Role::note_on || relation.role == Role::cites;
      if (of_the_remark || relation.role == Role::noted_by || relation.role == Role::cited_by)
        if (const auto predicate = source.find(rdf::iri(relation.iri)))
          steps_.push_back({*predicate, relation.iri, of_the_remark});
    }
  }
  [[nodiscard]] std::vector<Arrival> on(const Arrival& thing) const {
    std::vector<Arrival> out;
    for (const Step& step : steps_)
      for (const ValueId remark : step.of_the_remark ? subjects_with(source_, step.predicate, thing.name)
                                                     : objects_of(source_, thing.name, step.predicate))
        out.push_back({remark, thing.depth + 1, step.iri, thing.name});
    return out;
  }

private:
  struct Step {
    ValueId predicate;
    const char* iri;
    bool of_the_remark; ///< the remark is the subject
  };
  const graph::QuadSource& source_;
  std::vector<Step> steps_;
};

} // namespace

const char* name_of(Reason reason) {
  switch (reason) {
  case Reason::derived:
    return "derived";
  case Reason::part:
    return "part";
  case Reason::same:
    return "same";
  case Reason::annotation:
    return "annotation";
  case Reason::publication:
    break;
  }
  return "publication";
}

std::vector<Affected> affected_by(const graph::QuadSource& source, const rdf::TermView& thing,
                                  std::uint32_t max_depth) {
  const ValueId start = find_or_throw(source, thing);
  std::vector<Arrival> arrivals = walk(source, start, ProvenanceView::Walk::down_and_parts, max_depth);
  std::unordered_set<ValueId> known;
  for (const Arrival& arrival : arrivals)
    known.insert(arrival.name);
  const Remarks remarks(source);
  const std::size_t resting = arrivals.size();
  for (std::size_t i = 0; i < resting; ++i)
    if (max_depth == 0 || arrivals[i].depth < max_depth)
      for (const Arrival& remark : remarks.on(arrivals[i]))
        if (known.insert(remark.name).second)
          arrivals.push_back(remark);

  const Describer describer(source);
  std::vector<Affected> out;
  for (const Arrival& arrival : arrivals) {
    if (arrival.name == start)
      continue;
    out.push_back({{source.term(arrival.name), describer.label(arrival.name), describer.type(arrival.name),
                    static_cast<std::int32_t>(arrival.depth)},
                   reason_of(arrival.predicate),
                   arrival.predicate,
                   source.term(arrival.through),
                   describer.label(arrival.through)});
  }
  std::sort(out.begin(), out.end(), [](const Affected& a, const Affected& b) {
    return std::tie(a.node.depth, a.reason, a.node.term) < std::tie(b.node.depth, b.reason, b.node.term);
  });
  return out;
}

} // namespace micrograph::link
