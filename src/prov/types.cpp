#include "prov/types.hpp"

#include "prov/kinds.hpp"
#include "prov/strong_components.hpp"
#include "prov/vocabulary.hpp"

#include <unordered_map>
#include <unordered_set>

namespace micrograph::prov {

namespace {

std::string breach(const char* constraint, const std::string& what) {
  return std::string(constraint) + ": " + what;
}

class Impossible {
public:
  Impossible(Instance& instance, std::size_t most)
      : instance_(instance), terms_(instance.terms), most_(most) {}

  std::vector<std::string> check() {
    for (const Statement& statement : instance_.statements)
      check_derivation(statement);
    check_specializations();
    check_identifiers();
    check_collections();
    return std::move(texts_);
  }

private:
  void report(const char* constraint, const std::string& what) {
    if (texts_.size() < most_)
      texts_.push_back(breach(constraint, what));
  }

  void check_derivation(const Statement& statement) {
    const TermId nothing = instance_.terms.nothing();
    const auto& of = statement.arguments;
    if (statement.kind == Kind::derivation && terms_.find(of[2]) == nothing &&
        (terms_.find(of[3]) != nothing || terms_.find(of[4]) != nothing))
      report("Constraint 51 (impossible-unspecified-derivation-generation-use)",
             describe(*statement.origin) + " names a generation or a usage, but not the activity");
  }

  /// Constraint 52, of which Inference 19 (specialization-transitive) makes one about cycles.
  void check_specializations() {
    std::unordered_map<TermId, std::uint32_t> nodes;
    std::vector<Edge> edges;
    std::vector<const Statement*> statements;
    const auto node = [&](TermId term) {
      return nodes.try_emplace(terms_.find(term), static_cast<std::uint32_t>(nodes.size())).first->second;
    };
    for (const Statement& statement : instance_.statements)
      if (statement.kind == Kind::specialization) {
        const std::uint32_t specific = node(statement.arguments[0]);
        edges.push_back({specific, node(statement.arguments[1])});
        statements.push_back(&statement);
      }
    const auto components = strong_components(nodes.size(), edges);
    for (std::size_t i = 0; i < edges.size(); ++i)
      if (components[edges[i].from] == components[edges[i].to])
        report("Constraint 52 (impossible-specialization-reflexive)",
               describe(*statements[i]->origin) + " makes an entity specialize itself");
  }

  static bool is_basic(Kind kind) {
    switch (kind) {
    case Kind::usage:
    case Kind::generation:
    case Kind::invalidation:
    case Kind::start:
    case Kind::end:
    case Kind::communication:
    case Kind::attribution:
    case Kind::association:
    case Kind::delegation:
      return true;
    default:
      return false;
    }
  }

  void check_identifiers() {
    std::unordered_map<TermId, const Statement*> elements, basic;
    for (const Statement& statement : instance_.statements) {
      const TermId id = terms_.find(statement.id);
      if (spec_of(statement.kind).is_element())
        elements.emplace(id, &statement);
      else if (is_basic(statement.kind)) {
        const Statement& other = *basic.emplace(id, &statement).first->second;
        if (other.kind != statement.kind)
          report("Constraint 53 (impossible-property-overlap)", both(other, statement));
      }
    }
    for (const Statement& statement : instance_.statements) {
      const KindSpec& spec = spec_of(statement.kind);
      if (spec.is_element() || !spec.clazz)
        continue;
      const auto found = elements.find(terms_.find(statement.id));
      if (found != elements.end())
        report("Constraint 54 (impossible-object-property-overlap)", both(*found->second, statement));
    }
  }

  static std::string both(const Statement& a, const Statement& b) {
    return describe(*a.origin) + " and " + describe(*b.origin) + " give one name to a " +
           spec_of(a.kind).label + " and to a " + spec_of(b.kind).label;
  }

  /// Constraint 56; what specializes an empty collection is one, by Inference 21
  /// (specialization-attributes-inference).
  void check_collections() {
    std::unordered_set<TermId> empty;
    std::vector<TermId> waiting;
    std::unordered_multimap<TermId, TermId> specific_by_general;
    for (const Statement& statement : instance_.statements) {
      if (statement.kind == Kind::specialization)
        specific_by_general.emplace(terms_.find(statement.arguments[1]), terms_.find(statement.arguments[0]));
      else if (statement.kind == Kind::entity && statement.origin->kind == Kind::entity &&
               is_empty_collection(*statement.origin) && empty.insert(terms_.find(statement.id)).second)
        waiting.push_back(terms_.find(statement.id));
    }
    while (!waiting.empty()) {
      const auto [first, last] = specific_by_general.equal_range(waiting.back());
      waiting.pop_back();
      for (auto it = first; it != last; ++it)
        if (empty.insert(it->second).second)
          waiting.push_back(it->second);
    }
    for (const Statement& statement : instance_.statements)
      if (statement.kind == Kind::membership && empty.contains(terms_.find(statement.arguments[0])))
        report("Constraint 56 (membership-empty-collection)",
               describe(*statement.origin) + " gives a member to an empty collection");
  }

  static bool is_empty_collection(const Record& record) {
    for (const Attribute& attribute : record.attributes)
      if (prov_local(attribute.name) == "type" && attribute.value.kind == rdf::TermKind::iri &&
          prov_local(attribute.value.value) == "EmptyCollection")
        return true;
    return false;
  }

  Instance& instance_;
  TermPool& terms_;
  std::size_t most_;
  std::vector<std::string> texts_;
};

} // namespace

std::vector<std::string> check_types(Instance& instance, std::size_t most) {
  TermPool& terms = instance.terms;
  const TermId nothing = terms.nothing();
  std::unordered_map<TermId, const Statement*> entities, activities;
  const auto give = [&](Role role, TermId term, const Statement& statement) {
    if (term == nothing)
      return;
    if (role == Role::entity || role == Role::bundle)
      entities.emplace(terms.find(term), &statement);
    else if (role == Role::activity)
      activities.emplace(terms.find(term), &statement);
  };
  for (const Statement& statement : instance.statements) {
    if (statement.kind == Kind::entity)
      give(Role::entity, statement.id, statement);
    if (statement.kind == Kind::activity)
      give(Role::activity, statement.id, statement);
    const auto arguments = spec_of(statement.kind).arguments;
    for (std::size_t i = 0; i < arguments.size(); ++i)
      give(arguments[i].role, statement.arguments[i], statement);
  }
  std::vector<std::string> texts;
  for (const Statement& statement : instance.statements) // in the order of the document
    for (const TermId term :
         {statement.id, statement.arguments[0], statement.arguments[1], statement.arguments[2]}) {
      const auto entity = entities.find(terms.find(term));
      const auto activity = activities.find(terms.find(term));
      if (entity == entities.end() || activity == activities.end())
        continue;
      if (texts.size() < most)
        texts.push_back(breach("Constraint 55 (entity-activity-disjoint)",
                               "one thing is an entity in " + describe(*entity->second->origin) +
                                   " and an activity in " + describe(*activity->second->origin)));
      entities.erase(entity);
    }
  return texts;
}

std::vector<std::string> check_impossible(Instance& instance, std::size_t most) {
  return Impossible(instance, most).check();
}

} // namespace micrograph::prov
