#include "sssom/slots.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace micrograph::sssom {

namespace {

// Slots, enumerations and properties as in the LinkML schema of SSSOM 1.1.

constexpr Choice modifiers[]{
    {"Not", "https://w3id.org/sssom/NegatedPredicate"},
};

constexpr Choice cardinalities[]{
    {"1:1"}, {"1:n"}, {"n:1"}, {"n:n"}, {"1:0"}, {"0:1"}, {"0:0", {}, Version::v1_1},
};

constexpr Choice entity_types[]{
    {"owl class", "http://www.w3.org/2002/07/owl#Class"},
    {"owl object property", "http://www.w3.org/2002/07/owl#ObjectProperty"},
    {"owl data property", "http://www.w3.org/2002/07/owl#DataProperty"},
    {"owl annotation property", "http://www.w3.org/2002/07/owl#AnnotationProperty"},
    {"owl named individual", "http://www.w3.org/2002/07/owl#NamedIndividual"},
    {"skos concept", "http://www.w3.org/2004/02/skos/core#Concept"},
    {"rdfs resource", "http://www.w3.org/2000/01/rdf-schema#Resource"},
    {"rdfs class", "http://www.w3.org/2000/01/rdf-schema#Class"},
    {"rdfs literal", "http://www.w3.org/2000/01/rdf-schema#Literal"},
    {"rdfs datatype", "http://www.w3.org/2000/01/rdf-schema#Datatype"},
    {"rdf property", "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property"},
    {"composed entity expression", "https://w3id.org/sssom/ComposedEntityExpression", Version::v1_1},
};

constexpr Choice versions[]{
    {"1.0", "https://w3id.org/sssom/version1.0"},
    {"1.1", "https://w3id.org/sssom/version1.1"},
};

constexpr Slot of_mapping[]{
    {"record_id", Slot::of_mapping | Slot::since_1_1, SlotType::reference},
    {"subject_id", Slot::of_mapping, SlotType::reference, "http://www.w3.org/2002/07/owl#annotatedSource"},
    {"subject_label", Slot::of_mapping},
    {"subject_category", Slot::of_mapping},
    {"predicate_id", Slot::of_mapping, SlotType::reference,
     "http://www.w3.org/2002/07/owl#annotatedProperty"},
    {"predicate_label", Slot::of_mapping},
    {"predicate_modifier", Slot::of_mapping, SlotType::choice, {}, modifiers},
    {"object_id", Slot::of_mapping, SlotType::reference, "http://www.w3.org/2002/07/owl#annotatedTarget"},
    {"object_label", Slot::of_mapping},
    {"object_category", Slot::of_mapping},
    {"mapping_justification", Slot::of_mapping, SlotType::reference},
    {"author_id", Slot::of_mapping | Slot::several, SlotType::reference, "http://purl.org/pav/authoredBy"},
    {"author_label", Slot::of_mapping | Slot::several},
    {"reviewer_id", Slot::of_mapping | Slot::several, SlotType::reference},
    {"reviewer_label", Slot::of_mapping | Slot::several},
    {"creator_id", Slot::of_mapping | Slot::of_set | Slot::several, SlotType::reference,
     "http://purl.org/dc/terms/creator"},
    {"creator_label", Slot::of_mapping | Slot::of_set | Slot::several},
    {"license", Slot::of_mapping | Slot::of_set, SlotType::uri, "http://purl.org/dc/terms/license"},
    {"subject_type", Slot::of_mapping | Slot::of_set | Slot::propagated, SlotType::choice, {}, entity_types},
    {"subject_source", Slot::of_mapping | Slot::of_set | Slot::propagated, SlotType::reference},
    {"subject_source_version", Slot::of_mapping | Slot::of_set | Slot::propagated},
    {"object_type", Slot::of_mapping | Slot::of_set | Slot::propagated, SlotType::choice, {}, entity_types},
    {"object_source", Slot::of_mapping | Slot::of_set | Slot::propagated, SlotType::reference},
    {"object_source_version", Slot::of_mapping | Slot::of_set | Slot::propagated},
    {"predicate_type",
     Slot::of_mapping | Slot::of_set | Slot::propagated | Slot::since_1_1,
     SlotType::choice,
     {},
     entity_types},
    {"mapping_provider", Slot::of_mapping | Slot::of_set | Slot::propagated, SlotType::uri},
    {"mapping_source", Slot::of_mapping, SlotType::reference},
    {"mapping_cardinality", Slot::of_mapping, SlotType::choice, {}, cardinalities},
    {"cardinality_scope",
     Slot::of_mapping | Slot::of_set | Slot::several | Slot::propagated | Slot::since_1_1},
    {"mapping_tool", Slot::of_mapping | Slot::of_set | Slot::propagated},
    {"mapping_tool_id", Slot::of_mapping | Slot::of_set | Slot::propagated | Slot::since_1_1,
     SlotType::reference},
    {"mapping_tool_version", Slot::of_mapping | Slot::of_set | Slot::propagated},
    {"mapping_date", Slot::of_mapping | Slot::of_set | Slot::propagated, SlotType::date,
     "http://purl.org/dc/terms/created"},
    {"publication_date", Slot::of_mapping | Slot::of_set, SlotType::date, "http://purl.org/dc/terms/issued"},
    {"review_date", Slot::of_mapping | Slot::since_1_1, SlotType::date},
    {"confidence", Slot::of_mapping, SlotType::number},
    {"reviewer_agreement", Slot::of_mapping | Slot::since_1_1, SlotType::number, {}, {}, -1.0},
    {"curation_rule",
     Slot::of_mapping | Slot::of_set | Slot::several | Slot::propagated | Slot::set_since_1_1,
     SlotType::reference},
    {"curation_rule_text",
     Slot::of_mapping | Slot::of_set | Slot::several | Slot::propagated | Slot::set_since_1_1},
    {"subject_match_field", Slot::of_mapping | Slot::of_set | Slot::several | Slot::propagated,
     SlotType::reference},
    {"object_match_field", Slot::of_mapping | Slot::of_set | Slot::several | Slot::propagated,
     SlotType::reference},
    {"match_string", Slot::of_mapping | Slot::several},
    {"subject_preprocessing", Slot::of_mapping | Slot::of_set | Slot::several | Slot::propagated,
     SlotType::reference},
    {"object_preprocessing", Slot::of_mapping | Slot::of_set | Slot::several | Slot::propagated,
     SlotType::reference},
    {"similarity_score", Slot::of_mapping, SlotType::number},
    {"similarity_measure", Slot::of_mapping | Slot::of_set | Slot::propagated | Slot::set_since_1_1},
    {"see_also", Slot::of_mapping | Slot::of_set | Slot::several, SlotType::uri,
     "http://www.w3.org/2000/01/rdf-schema#seeAlso"},
    {"issue_tracker_item", Slot::of_mapping, SlotType::reference},
    {"other", Slot::of_mapping | Slot::of_set},
    {"comment", Slot::of_mapping | Slot::of_set, SlotType::text,
     "http://www.w3.org/2000/01/rdf-schema#comment"},
};

constexpr Slot only_of_set[]{
    {"sssom_version", Slot::of_set | Slot::since_1_1, SlotType::choice, {}, versions},
    {"mapping_set_id", Slot::of_set, SlotType::uri},
    {"mapping_set_version", Slot::of_set, SlotType::text, "http://www.w3.org/2002/07/owl#versionInfo"},
    {"mapping_set_source", Slot::of_set | Slot::several, SlotType::uri,
     "http://www.w3.org/ns/prov#wasDerivedFrom"},
    {"mapping_set_title", Slot::of_set, SlotType::text, "http://purl.org/dc/terms/title"},
    {"mapping_set_description", Slot::of_set, SlotType::text, "http://purl.org/dc/terms/description"},
    {"mapping_set_confidence", Slot::of_set | Slot::since_1_1, SlotType::number},
    {"issue_tracker", Slot::of_set, SlotType::uri},
};

constexpr std::string_view set_order[]{
    "sssom_version",
    "mapping_set_id",
    "mapping_set_version",
    "mapping_set_source",
    "mapping_set_title",
    "mapping_set_description",
    "mapping_set_confidence",
    "creator_id",
    "creator_label",
    "license",
    "subject_type",
    "subject_source",
    "subject_source_version",
    "object_type",
    "object_source",
    "object_source_version",
    "predicate_type",
    "mapping_provider",
    "cardinality_scope",
    "mapping_tool",
    "mapping_tool_id",
    "mapping_tool_version",
    "mapping_date",
    "publication_date",
    "subject_match_field",
    "object_match_field",
    "subject_preprocessing",
    "object_preprocessing",
    "similarity_measure",
    "curation_rule",
    "curation_rule_text",
    "see_also",
    "issue_tracker",
    "other",
    "comment",
};

constexpr std::string_view known_justifications[]{
    "MappingReview",
    "ManualMappingCuration",
    "LogicalReasoning",
    "LexicalMatching",
    "CompositeMatching",
    "UnspecifiedMatching",
    "SemanticSimilarityThresholdMatching",
    "LexicalSimilarityThresholdMatching",
    "MappingChaining",
    "MappingInversion",
    "StructuralMatching",
    "InstanceBasedMatching",
    "BackgroundKnowledgeBasedMatching",
};

/// Before 1.0 a mapping's date had this property; sets of then are still about.
constexpr std::string_view old_mapping_date = "http://purl.org/pav/authoredOn";

} // namespace

std::string Slot::property() const {
  return other_property.empty() ? std::string(iris::sssom) + std::string(name) : std::string(other_property);
}

const Choice* Slot::choice(std::string_view text) const {
  const auto it =
      std::find_if(choices.begin(), choices.end(), [&](const Choice& c) { return c.text == text; });
  return it == choices.end() ? nullptr : &*it;
}

const Choice* Slot::choice_meaning(std::string_view iri) const {
  const auto it = std::find_if(choices.begin(), choices.end(),
                               [&](const Choice& c) { return !c.meaning.empty() && c.meaning == iri; });
  return it == choices.end() ? nullptr : &*it;
}

std::span<const Slot> mapping_slots() {
  return of_mapping;
}
std::span<const std::string_view> set_slot_names() {
  return set_order;
}
std::span<const std::string_view> justifications() {
  return known_justifications;
}

const Slot* find_slot(std::string_view name) {
  static const auto by_name = [] {
    std::unordered_map<std::string_view, const Slot*> index;
    for (const Slot& slot : of_mapping)
      index.emplace(slot.name, &slot);
    for (const Slot& slot : only_of_set)
      index.emplace(slot.name, &slot);
    return index;
  }();
  const auto it = by_name.find(name);
  return it == by_name.end() ? nullptr : it->second;
}

const Slot* find_slot_of_property(std::string_view iri) {
  static const auto by_property = [] {
    std::map<std::string, const Slot*, std::less<>> index;
    for (const Slot& slot : of_mapping)
      index.emplace(slot.property(), &slot);
    for (const Slot& slot : only_of_set)
      index.emplace(slot.property(), &slot);
    index.emplace(old_mapping_date, find_slot("mapping_date"));
    return index;
  }();
  const auto it = by_property.find(iri);
  return it == by_property.end() ? nullptr : it->second;
}

} // namespace micrograph::sssom
