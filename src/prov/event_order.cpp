#include "prov/event_order.hpp"

#include <optional>
#include <unordered_map>

namespace micrograph::prov {

namespace {

/// Where the arguments stand that are entities, activities or agents whose events are ordered.
enum EventKind : std::size_t { generations, invalidations, starts, ends, event_kinds };

class EventGraph {
public:
  explicit EventGraph(Instance& instance) : instance_(instance), terms_(instance.terms) {}

  EventOrder build() {
    for (const Statement& statement : instance_.statements)
      add_event(statement);
    for (const Statement& statement : instance_.statements)
      add_order(statement);
    return std::move(order_);
  }

private:
  using Node = std::optional<std::uint32_t>;

  std::uint32_t event(TermId id) {
    const auto [place, is_new] = events_.try_emplace(terms_.find(id), order_.nodes);
    if (is_new)
      ++order_.nodes;
    return place->second;
  }

  /// What stands for all events of a kind that this thing has; absent if it has none.
  Node all(EventKind kind, TermId thing) {
    const auto found = groups_[kind].find(terms_.find(thing));
    return found == groups_[kind].end() ? Node() : Node(found->second);
  }

  void order(Node earlier, Node later) {
    if (earlier && later)
      order_.edges.push_back({*earlier, *later});
  }

  void add_event(const Statement& statement) {
    switch (statement.kind) {
    case Kind::generation: // Constraint 39 (generation-generation-ordering)
      date(statement, 2);
      return join(generations, statement);
    case Kind::invalidation: // Constraint 40 (invalidation-invalidation-ordering)
      date(statement, 2);
      return join(invalidations, statement);
    case Kind::usage:
      return date(statement, 2);
    case Kind::start: // Constraint 31 (start-start-ordering)
      date(statement, 3);
      return join(starts, statement);
    case Kind::end: // Constraint 32 (end-end-ordering)
      date(statement, 3);
      return join(ends, statement);
    default:
      return;
    }
  }

  void date(const Statement& statement, std::size_t place) {
    const TermId time = terms_.find(statement.arguments[place]);
    if (!terms_.text(time).empty())
      order_.dated.push_back({event(statement.id), time, &statement});
  }

  void join(EventKind kind, const Statement& statement) {
    const auto [place, is_new] = groups_[kind].try_emplace(terms_.find(statement.arguments[0]), order_.nodes);
    if (is_new)
      ++order_.nodes;
    const std::uint32_t group = place->second;
    const std::uint32_t one = event(statement.id);
    order(group, one);
    order(one, group);
  }

  void add_order(const Statement& statement) {
    const auto& [kind, id, of, origin] = statement;
    switch (kind) {
    case Kind::activity: // Constraint 30 (start-precedes-end); the others come with starts and ends
      return order(all(starts, id), all(ends, id));
    case Kind::generation: // Constraint 34 (generation-within-activity), 36
                           // (generation-precedes-invalidation)
      within(of[1], id);
      return order(event(id), all(invalidations, of[0]));
    case Kind::usage: // Constraint 33 (usage-within-activity)
      within(of[0], id);
      // Constraint 37 (generation-precedes-usage), 38 (usage-precedes-invalidation)
      return alive(of[1], id);
    case Kind::start: // Constraint 30, 43 (wasStartedBy-ordering)
      order(all(starts, of[0]), all(ends, of[0]));
      return alive(of[1], id);
    case Kind::end: // Constraint 44 (wasEndedBy-ordering)
      return alive(of[1], id);
    case Kind::communication: // Constraint 35 (wasInformedBy-ordering)
      return order(all(starts, of[1]), all(ends, of[0]));
    case Kind::derivation:
      return add_derivation(statement);
    case Kind::specialization: // Constraint 45, 46 (specialization-generation-, -invalidation-ordering)
      order(all(generations, of[1]), all(generations, of[0]));
      return order(all(invalidations, of[0]), all(invalidations, of[1]));
    case Kind::association: // Constraint 47 (wasAssociatedWith-ordering)
      order(all(starts, of[0]), all(invalidations, of[1]));
      order(all(generations, of[1]), all(ends, of[0]));
      order(all(starts, of[0]), all(ends, of[1]));
      return order(all(starts, of[1]), all(ends, of[0]));
    case Kind::attribution: // Constraint 48 (wasAttributedTo-ordering)
      order(all(generations, of[1]), all(generations, of[0]));
      return order(all(starts, of[1]), all(generations, of[0]));
    case Kind::delegation: // Constraint 49 (actedOnBehalfOf-ordering)
      order(all(generations, of[1]), all(invalidations, of[0]));
      return order(all(starts, of[1]), all(ends, of[0]));
    default:
      return;
    }
  }

  void within(TermId activity, TermId id) {
    order(all(starts, activity), event(id));
    order(event(id), all(ends, activity));
  }

  void alive(TermId entity, TermId id) {
    order(all(generations, entity), event(id));
    order(event(id), all(invalidations, entity));
  }

  void add_derivation(const Statement& statement) {
    const auto& of = statement.arguments;
    if (terms_.find(of[2]) !=
        instance_.terms.nothing()) // Constraint 41 (derivation-usage-generation-ordering)
      order(event(of[4]), event(of[3]));
    const Node earlier = all(generations, of[1]), later = all(generations, of[0]);
    if (!earlier || !later)
      return;
    order(earlier, later);
    order_.strict.emplace_back(Edge{*earlier, *later}, &statement);
  }

  Instance& instance_;
  TermPool& terms_;
  std::unordered_map<TermId, std::uint32_t> events_;
  std::array<std::unordered_map<TermId, std::uint32_t>, event_kinds> groups_;
  EventOrder order_;
};

} // namespace

EventOrder order_events(Instance& instance) {
  return EventGraph(instance).build();
}

} // namespace micrograph::prov
