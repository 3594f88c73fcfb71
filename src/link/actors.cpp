#include "link/actors.hpp"

#include "link/describe.hpp"
#include "link/neighbours.hpp"
#include "link/walk.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace micrograph::link {

namespace {

using graph::ValueId;

/// A statement that an actor had to do with something.
struct Part {
  ValueId actor;
  const char* predicate;
  ValueId of;
  std::uint32_t depth;
};

class Search {
public:
  explicit Search(const graph::QuadSource& source)
      : source_(source), type_(source.find(rdf::iri(rdf::vocabulary::rdf::type))),
        agent_(source.find(rdf::iri(prov_agent))), for_whom_(source.find(rdf::iri(acted_on_behalf_of))) {
    for (const char* iri : actor_relations())
      if (const auto predicate = source.find(rdf::iri(iri)))
        direct_.emplace_back(*predicate, iri);
    for (const QualifiedRelation& relation : qualified_actor_relations())
      if (const auto predicate = source.find(rdf::iri(relation.iri)))
        qualified_.emplace_back(*predicate, relation.unqualified);
    for (const ActorClass& known : actor_classes())
      if (const auto id = source.find(rdf::iri(known.iri)))
        classes_.emplace_back(*id, known.kind);
  }

  void look_at(const Arrival& thing) {
    for (const auto& [predicate, iri] : direct_)
      for (const ValueId actor : objects_of(source_, thing.name, predicate))
        add({actor, iri, thing.name, thing.depth});
    for (const auto& [predicate, unqualified] : qualified_)
      for (const ValueId how : objects_of(source_, thing.name, predicate))
        for (const ValueId actor : objects_of(source_, how, agent_))
          add({actor, unqualified, thing.name, thing.depth});
    // What was used may be an instrument or a program itself.
    if (thing.predicate != nullptr && stated_kind(thing.name))
      add({thing.name, thing.predicate, thing.through, thing.depth});
  }

  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

  [[nodiscard]] ActorKind kind(ValueId actor) const { return stated_kind(actor).value_or(ActorKind::agent); }

private:
  [[nodiscard]] std::optional<ActorKind> stated_kind(ValueId actor) const {
    const std::vector<ValueId> types = objects_of(source_, actor, type_);
    for (const auto& [id, kind] : classes_)
      if (std::find(types.begin(), types.end(), id) != types.end())
        return kind;
    return std::nullopt;
  }

  /// Adds it and those for whom the actor acted, however far.
  void add(const Part& part) {
    std::vector<Part> open{part};
    while (!open.empty()) {
      const Part next = open.back();
      open.pop_back();
      if (!known_.insert({next.actor, next.of, next.predicate}).second)
        continue;
      parts_.push_back(next);
      for (const ValueId principal : objects_of(source_, next.actor, for_whom_))
        open.push_back({principal, acted_on_behalf_of, next.actor, next.depth});
    }
  }

  const graph::QuadSource& source_;
  std::optional<ValueId> type_, agent_, for_whom_;
  std::vector<std::pair<ValueId, const char*>> direct_, qualified_;
  std::vector<std::pair<ValueId, ActorKind>> classes_;
  std::vector<Part> parts_;
  std::set<std::tuple<ValueId, ValueId, std::string_view>> known_;
};

} // namespace

std::vector<Actor> actors_of(const graph::QuadSource& source, const rdf::TermView& thing, std::uint32_t max_depth) {
  Search search(source);
  for (const Arrival& arrival :
       walk(source, find_or_throw(source, thing), ProvenanceView::Walk::up, max_depth))
    search.look_at(arrival);
  const Describer describer(source);
  std::vector<Actor> out;
  for (const Part& part : search.parts())
    out.push_back({search.kind(part.actor),
                   {source.term(part.actor), describer.label(part.actor), describer.type(part.actor),
                    -static_cast<std::int32_t>(part.depth)},
                   part.predicate,
                   source.term(part.of),
                   describer.label(part.of)});
  std::sort(out.begin(), out.end(), [](const Actor& a, const Actor& b) {
    const auto key = [](const Actor& actor) {
      return std::tuple<ActorKind, const rdf::Term&, std::int32_t, const rdf::Term&, const std::string&>(
          actor.kind, actor.node.term, -actor.node.depth, actor.of, actor.predicate);
    };
    return key(a) < key(b);
  });
  return out;
}

} // namespace micrograph::link
