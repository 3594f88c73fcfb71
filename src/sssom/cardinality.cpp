#include "sssom/operations.hpp"
#include "sssom/slots.hpp"

#include <map>
#include <set>
#include <utility>

namespace micrograph::sssom {

namespace {

/// An entity, or a literal by its label.
using Entity = std::pair<bool, std::string>;

Entity entity_of(const MappingSet& set, const Mapping& mapping, const std::string& side) {
  const bool is_literal = mapping.text(side + "_type") == "rdfs literal";
  const std::string_view text = mapping.text(side + (is_literal ? "_label" : "_id"));
  return {is_literal, is_literal ? std::string(text) : set.prefixes.expand(text).value_or(std::string(text))};
}

bool is_no_term(const Entity& entity) {
  return !entity.first && entity.second == iris::no_term_found;
}

/// What the mappings of one scope link with what.
struct Scope {
  std::map<Entity, std::set<Entity>> objects, subjects;
};

} // namespace

void infer_cardinality(MappingSet& set, const std::vector<std::string>& scope_slots) {
  using ScopeKey = std::vector<Values>;
  const auto key_of = [&](const Mapping& mapping) {
    ScopeKey key;
    for (const std::string& slot : scope_slots)
      key.push_back(mapping.values(slot));
    return key;
  };
  std::map<ScopeKey, Scope> scopes;
  for (const Mapping& mapping : set.mappings) {
    const Entity subject = entity_of(set, mapping, "subject"), object = entity_of(set, mapping, "object");
    // That there is no match is no match with another.
    if (is_no_term(subject) || is_no_term(object))
      continue;
    Scope& scope = scopes[key_of(mapping)];
    scope.objects[subject].insert(object);
    scope.subjects[object].insert(subject);
  }
  for (Mapping& mapping : set.mappings) {
    const Entity subject = entity_of(set, mapping, "subject"), object = entity_of(set, mapping, "object");
    std::string cardinality;
    if (is_no_term(subject) || is_no_term(object)) {
      cardinality = std::string(is_no_term(subject) ? "0" : "1") + ":" + (is_no_term(object) ? "0" : "1");
    } else {
      const Scope& scope = scopes.find(key_of(mapping))->second;
      cardinality = std::string(scope.subjects.find(object)->second.size() > 1 ? "n" : "1") + ":" +
                    (scope.objects.find(subject)->second.size() > 1 ? "n" : "1");
    }
    mapping.slots.set("mapping_cardinality", std::move(cardinality));
    mapping.slots.set("cardinality_scope", scope_slots);
  }
}

} // namespace micrograph::sssom
