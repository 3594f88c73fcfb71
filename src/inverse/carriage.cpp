#include "inverse/carriage.hpp"

#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <tuple>

namespace micrograph::inverse {

namespace {

/// The statements about things. Those that only say what a quantity is or how a term is called are no knowledge of an image:
/// they follow from the quantity and the term.
class Things {
public:
  explicit Things(const std::vector<rdf::Quad>& statements) {
    std::set<std::string_view> told; // more than their label
    for (const rdf::Quad& quad : statements)
      if (quad.predicate.value != rdf::vocabulary::rdfs::label)
        told.insert(quad.subject.value);
    for (const rdf::Quad& quad : statements) {
      if (!told.contains(quad.subject.value) || quad.subject.value.starts_with(rdf::vocabulary::micrograph::quantity))
        continue;
      by_subject_[quad.subject.value].push_back(&quad);
    }
  }

  [[nodiscard]] const std::map<std::string_view, std::vector<const rdf::Quad*>>& by_subject() const { return by_subject_; }
  [[nodiscard]] bool has(std::string_view thing) const { return by_subject_.contains(thing); }
  /// Things that a property leads to.
  [[nodiscard]] std::map<std::string_view, std::vector<std::string_view>> links(std::string_view thing) const {
    std::map<std::string_view, std::vector<std::string_view>> out;
    if (const auto found = by_subject_.find(thing); found != by_subject_.end())
      for (const rdf::Quad* quad : found->second)
        if (quad->object.kind != rdf::TermKind::literal && has(quad->object.value))
          out[quad->predicate.value].push_back(quad->object.value);
    return out;
  }

private:
  std::map<std::string_view, std::vector<const rdf::Quad*>> by_subject_;
};

/// Which thing of one side is which of the other.
class Pairs {
public:
  Pairs(const Things& wanted, const Things& came, const std::map<std::string, std::string>& places)
      : wanted_(wanted), came_(came) {
    for (const auto& [node, place] : places)
      if (wanted.has(node) && came.has(place))
        add(node, place);
    while (!left_.empty()) {
      const std::string_view node = left_.back();
      left_.pop_back();
      follow(node, to_.at(node));
    }
  }

  /// Itself if it has no counterpart.
  [[nodiscard]] std::string_view counterpart(std::string_view node) const {
    const auto found = to_.find(node);
    return found == to_.end() ? node : found->second;
  }
  [[nodiscard]] bool has(std::string_view node) const { return to_.contains(node); }
  [[nodiscard]] const std::map<std::string_view, std::string_view>& back() const { return from_; }

private:
  void add(std::string_view node, std::string_view place) {
    if (to_.contains(node) || from_.contains(place))
      return;
    to_.emplace(node, place);
    from_.emplace(place, node);
    left_.push_back(node);
  }

  void follow(std::string_view node, std::string_view place) {
    auto there = came_.links(place);
    for (auto& [property, nodes] : wanted_.links(node)) {
      auto& places = there[property];
      std::erase_if(nodes, [&](std::string_view n) { return to_.contains(n); });
      std::erase_if(places, [&](std::string_view p) { return from_.contains(p); });
      if (nodes.size() == 1 && places.size() == 1)
        add(nodes.front(), places.front());
    }
  }

  const Things &wanted_, &came_;
  std::map<std::string_view, std::string_view> to_, from_;
  std::vector<std::string_view> left_;
};

using Statement = std::tuple<std::string_view, std::string_view, rdf::TermView>;

std::set<Statement> set_of(const Things& things) {
  std::set<Statement> out;
  for (const auto& [subject, quads] : things.by_subject())
    for (const rdf::Quad* quad : quads)
      out.emplace(subject, quad->predicate.value, quad->object);
  return out;
}

using Counts = std::map<std::pair<std::string_view, Obstacle>, PropertyCount>;

void count(Counts& counts, const rdf::Quad& quad, Obstacle obstacle) {
  PropertyCount& entry = counts[{quad.predicate.value, obstacle}];
  if (entry.count++ == 0) {
    entry.property = quad.predicate.value;
    entry.obstacle = obstacle;
    entry.example = quad;
  }
}

std::vector<PropertyCount> sorted(const Counts& counts) {
  std::vector<PropertyCount> out;
  for (const auto& [key, entry] : counts)
    out.push_back(entry);
  std::stable_sort(out.begin(), out.end(), [](const PropertyCount& a, const PropertyCount& b) { return a.count > b.count; });
  return out;
}

/// Of a subject that has a counterpart.
Obstacle obstacle_of(const rdf::Quad& quad, std::string_view place, const std::set<Statement>& came) {
  const auto other = came.lower_bound({place, quad.predicate.value, rdf::TermView()});
  const bool taken = other != came.end() && std::get<0>(*other) == place && std::get<1>(*other) == quad.predicate.value;
  return taken && quad.predicate.value != rdf::vocabulary::rdf::type ? Obstacle::no_room : Obstacle::no_value;
}

} // namespace

const char* name_of(Obstacle obstacle) {
  switch (obstacle) {
  case Obstacle::no_slot:
    return "no-slot";
  case Obstacle::no_subject:
    return "no-subject";
  case Obstacle::no_room:
    return "no-room";
  case Obstacle::no_value:
    return "no-value";
  }
  return "";
}

const char* explain(Obstacle obstacle) {
  switch (obstacle) {
  case Obstacle::no_slot:
    return "no rule or row leads back from it";
  case Obstacle::no_subject:
    return "what it is said of is not in the document";
  case Obstacle::no_room:
    return "other values of it have the place that there is";
  case Obstacle::no_value:
    return "the document cannot say this value there";
  }
  return "";
}

Carriage compare(const std::vector<rdf::Quad>& wanted, const std::vector<rdf::Quad>& came,
                 const std::map<std::string, std::string>& places, const std::set<std::string, std::less<>>& properties) {
  const Things wanted_things(wanted), came_things(came);
  const Pairs pairs(wanted_things, came_things, places);
  const std::set<Statement> came_statements = set_of(came_things);
  Carriage out;
  Counts not_carried, added;
  std::set<Statement> carried;
  for (const auto& [subject, quads] : wanted_things.by_subject()) {
    const std::string_view place = pairs.counterpart(subject);
    for (const rdf::Quad* quad : quads) {
      ++out.stated;
      rdf::TermView object = quad->object;
      if (object.kind == rdf::TermKind::iri)
        object.value = pairs.counterpart(object.value);
      const Statement translated{place, quad->predicate.value, object};
      if (came_statements.contains(translated)) {
        ++out.carried;
        carried.insert(translated);
        continue;
      }
      count(not_carried, *quad,
            !properties.contains(quad->predicate.value) ? Obstacle::no_slot
            : !pairs.has(subject)                       ? Obstacle::no_subject
                                                        : obstacle_of(*quad, place, came_statements));
    }
  }
  for (const auto& [place, node] : pairs.back())
    for (const rdf::Quad* quad : came_things.by_subject().at(place))
      if (!carried.contains({place, quad->predicate.value, quad->object}))
        count(added, *quad, Obstacle::no_slot);
  out.not_carried = sorted(not_carried);
  out.added = sorted(added);
  return out;
}

} // namespace micrograph::inverse
