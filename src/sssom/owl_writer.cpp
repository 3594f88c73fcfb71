#include "sssom/layout.hpp"
#include "sssom/rdf_statements.hpp"
#include "sssom/review.hpp"
#include "sssom/write.hpp"

#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace micrograph::sssom {

namespace {

constexpr std::string_view sub_class_of = "http://www.w3.org/2000/01/rdf-schema#subClassOf";

/// What OWL calls a kind of entity; empty for kinds that are none of OWL's.
std::string_view owl_type(std::string_view entity_type) {
  if (entity_type == "owl class")
    return "Class";
  if (entity_type == "owl object property")
    return "ObjectProperty";
  if (entity_type == "owl data property")
    return "DatatypeProperty";
  if (entity_type == "owl annotation property")
    return "AnnotationProperty";
  return entity_type == "owl named individual" ? "NamedIndividual" : "";
}

/// The kind that both sides of a predicate are of, if the set does not say. Empty if it does not follow.
std::string_view type_on_both_sides(const std::string& predicate) {
  if (predicate == std::string(iris::owl) + "equivalentClass")
    return "Class";
  return predicate == std::string(iris::owl) + "equivalentProperty" ? "ObjectProperty" : "";
}

class OntologyWriter {
public:
  OntologyWriter(const MappingSet& set, rdf::StatementSink& sink) : set_(set), statements_(set, sink) {}

  void write() {
    statements_.describe_set(owl_term("Ontology"));
    std::size_t number = 0;
    for (const Mapping& mapping : set_.mappings)
      axiom(mapping, ++number);
    for (const auto& [entity, types] : declared_)
      for (const std::string_view type : types)
        statements_.say(entity, rdf::vocabulary::rdf::type, owl_term(type));
  }

private:
  void axiom(const Mapping& mapping, std::size_t number) {
    declare_annotations(mapping);
    const auto subject = entity(mapping, "subject_id", "subject_type");
    const auto predicate = entity(mapping, "predicate_id", "predicate_type");
    const auto object = entity(mapping, "object_id", "object_type");
    if (!subject || !predicate || !object) {
      statements_.describe(mapping, number);
      return;
    }
    if (const std::string_view type = type_on_both_sides(predicate->value); !type.empty()) {
      declare(*subject, type_of(mapping, "subject_type"), type);
      declare(*object, type_of(mapping, "object_type"), type);
    }
    if (!is_about_two_classes(mapping)) {
      statements_.describe(mapping, number);
      assert_unless_denied(mapping, *subject, predicate->value, *object);
      return;
    }
    // OWL DL lets no object property stand between classes: what is meant is that each of the one has some of
    // the other.
    const rdf::Term some(rdf::TermKind::blank, "r" + std::to_string(number));
    Mapping axiom = mapping;
    axiom.slots.set("predicate_id", std::string("rdfs:subClassOf"));
    axiom.slots.erase("object_id");
    statements_.say(statements_.describe(axiom, number), owl_term("annotatedTarget").value, some);
    statements_.say(some, rdf::vocabulary::rdf::type, owl_term("Restriction"));
    statements_.say(some, owl_term("onProperty").value, *predicate);
    statements_.say(some, owl_term("someValuesFrom").value, *object);
    assert_unless_denied(mapping, *subject, sub_class_of, some);
  }

  /// What holds for all mappings may be told of the set.
  [[nodiscard]] std::string_view type_of(const Mapping& mapping, std::string_view slot) const {
    return mapping.slots.has(slot) ? mapping.text(slot) : set_.slots.text(slot);
  }

  [[nodiscard]] bool is_about_two_classes(const Mapping& mapping) const {
    return type_of(mapping, "predicate_type") == "owl object property" &&
           type_of(mapping, "subject_type") == "owl class" && type_of(mapping, "object_type") == "owl class";
  }

  /// Whoever merges the ontology takes what it asserts for true, so what a mapping denies, or a reviewer
  /// refused, is only there as its annotations.
  void assert_unless_denied(const Mapping& mapping, const rdf::Term& subject, std::string_view predicate,
                            const rdf::Term& object) {
    if (!mapping.slots.has("predicate_modifier") && review_state(set_, mapping) != ReviewState::rejected)
      statements_.say(subject, predicate, object);
  }

  /// The entity of a slot, declared as what the set says that it is. Absent for none, and for what is none in
  /// OWL: a literal, an expression of several entities, a term that was not found.
  std::optional<rdf::Term> entity(const Mapping& mapping, std::string_view slot, std::string_view type_slot) {
    const std::string_view type = type_of(mapping, type_slot);
    if (!mapping.slots.has(slot) || type == "rdfs literal" || type == "composed entity expression")
      return std::nullopt;
    rdf::Term term = statements_.reference(mapping.text(slot), slot, set_.place_of(mapping));
    if (term.value == iris::no_term_found)
      return std::nullopt;
    declare(term, type, "");
    return term;
  }

  void declare(const rdf::Term& entity, std::string_view stated, std::string_view otherwise) {
    const std::string_view type = stated.empty() ? otherwise : owl_type(stated);
    if (!type.empty())
      declared_[entity].insert(type);
  }

  void declare_annotations(const Mapping& mapping) {
    constexpr std::string_view parts[]{"record_id", "subject_id", "predicate_id", "object_id"};
    for (const auto& [name, values] : mapping.slots) {
      if (std::find(std::begin(parts), std::end(parts), name) != std::end(parts))
        continue;
      const Slot* slot = find_slot(name);
      declared_[rdf::Term(rdf::iri(slot ? slot->property() : set_.extension_property(name)))].insert(
          "AnnotationProperty");
    }
  }

  const MappingSet& set_;
  RdfStatements statements_;
  std::map<rdf::Term, std::set<std::string_view>> declared_;
};

} // namespace

void write_owl(MappingSet set, std::ostream& out, const WriteOptions& options) {
  lay_out(set, options.condense, false, options);
  write_as_turtle(set, out, [&](rdf::StatementSink& sink) { OntologyWriter(set, sink).write(); });
}

} // namespace micrograph::sssom
