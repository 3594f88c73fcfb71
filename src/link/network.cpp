#include "link/network.hpp"

#include "link/neighbours.hpp"
#include "link/relations.hpp"
#include "rdf/vocabulary.hpp"

#include <unordered_map>

namespace micrograph::link {

using graph::ValueId;

Network::Network(const graph::QuadSource& source) : source_(source) {
  find_imports();
  if (const auto type = source.find(rdf::iri(rdf::vocabulary::rdf::type)))
    for_each_row(source, graph::undefined, *type, graph::undefined, [this](const graph::Row& row) {
      if (!is_import(row[graph::subject]))
        (void)things_.number(row[graph::subject]);
      return true;
    });
  add_relations();
  add_qualified();
}

/// Each is an activity of the program, so few statements have to be looked at, and no names of other things.
void Network::find_imports() {
  const auto associated = source_.find(rdf::iri(rdf::vocabulary::prov::was_associated_with));
  if (!associated)
    return;
  for_each_row(source_, graph::undefined, *associated, graph::undefined, [this](const graph::Row& row) {
    if (is_own_import(source_.term(row[graph::subject])))
      imports_.insert(row[graph::subject]);
    return true;
  });
}

void Network::add(ValueId subject, ValueId object, bool subject_rests, bool object_rests) {
  // A text names no thing: two images whose source is "unknown" have nothing to do with each other.
  if (subject == object || is_import(subject) || is_import(object) || object.carries_value() || source_.kind(object) == rdf::TermKind::literal)
    return;
  const std::uint32_t from = things_.number(subject), to = things_.number(object);
  edges_.push_back({from, to, subject_rests, object_rests});
}

void Network::add_relations() {
  for (const Relation& relation : relations()) {
    const auto predicate = source_.find(rdf::iri(relation.iri));
    if (!predicate)
      continue;
    const Role role = relation.role;
    const bool subject_rests = role == Role::effect_of || role == Role::part_of || role == Role::note_on || role == Role::cites;
    const bool object_rests = !subject_rests && role != Role::same_as;
    for_each_row(source_, graph::undefined, *predicate, graph::undefined, [&](const graph::Row& row) {
      add(row[graph::subject], row[graph::object], subject_rests, object_rests);
      return true;
    });
  }
}

void Network::add_qualified() {
  std::unordered_map<ValueId, std::vector<ValueId>> effects; // by the description of the influence
  for (const QualifiedRelation& relation : qualified_relations())
    if (const auto predicate = source_.find(rdf::iri(relation.iri)))
      for_each_row(source_, graph::undefined, *predicate, graph::undefined, [&effects](const graph::Row& row) {
        effects[row[graph::object]].push_back(row[graph::subject]);
        return true;
      });
  for (const auto& [influence, of] : effects)
    for (const char* iri : influencers())
      for (const ValueId cause : objects_of(source_, influence, source_.find(rdf::iri(iri))))
        for (const ValueId effect : of)
          add(effect, cause, true, false);
}

} // namespace micrograph::link
