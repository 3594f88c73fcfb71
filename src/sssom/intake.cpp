#include "sssom/intake.hpp"

#include "rdf/iri.hpp"
#include "sssom/slots.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace micrograph::sssom {

namespace {

constexpr std::size_t most_extensions = 1000;

/// A value of a slot before 1.0, and what it is called today.
using Renamed = std::pair<std::string_view, std::string_view>;

constexpr Renamed match_types[]{
    {"Lexical", "semapv:LexicalMatching"},
    {"Logical", "semapv:LogicalReasoning"},
    {"HumanCurated", "semapv:ManualMappingCuration"},
    {"Complex", "semapv:CompositeMatching"},
    {"Unspecified", "semapv:UnspecifiedMatching"},
    {"SemanticSimilarity", "semapv:SemanticSimilarityThresholdMatching"},
};
constexpr Renamed match_term_types[]{
    {"ConceptMatch", "skos concept"},
    {"ClassMatch", "owl class"},
    {"ObjectPropertyMatch", "owl object property"},
    {"IndividualMatch", "owl named individual"},
    {"DataPropertyMatch", "owl data property"},
    {"TermMatch", "rdfs literal"},
};
constexpr std::string_view old_slots[]{"match_type", "match_term_type", "semantic_similarity_score",
                                       "semantic_similarity_measure"};

/// The new name of a value; what has none keeps its old one, for check() to refuse.
std::string renamed(std::span<const Renamed> names, std::string_view value) {
  for (const auto& [old_name, name] : names)
    if (old_name == value)
      return std::string(name);
  return std::string(value);
}

void set_if_empty(Mapping& mapping, std::string_view slot, std::string value) {
  if (!value.empty() && !mapping.slots.has(slot))
    mapping.slots.set(slot, std::move(value));
}

void translate_old_slots(Mapping& mapping) {
  set_if_empty(mapping, "mapping_justification", renamed(match_types, mapping.text("match_type")));
  const std::string type = renamed(match_term_types, mapping.text("match_term_type"));
  set_if_empty(mapping, "subject_type", type);
  set_if_empty(mapping, "object_type", type);
  set_if_empty(mapping, "similarity_score", std::string(mapping.text("semantic_similarity_score")));
  set_if_empty(mapping, "similarity_measure", std::string(mapping.text("semantic_similarity_measure")));
  for (const std::string_view slot : old_slots)
    mapping.slots.erase(slot);
}

bool is_old_slot(std::string_view name) {
  return std::find(std::begin(old_slots), std::end(old_slots), name) != std::end(old_slots);
}

/// Registries have prefixes that start with a digit, which XML would not allow. A prefix called like the
/// scheme of IRIs would make all of them ambiguous.
bool is_prefix_name(std::string_view name) {
  return !name.empty() && is_plain_name("_" + std::string(name)) && !is_iri(std::string(name) + ":x") &&
         name != "http" && name != "https";
}

} // namespace

void Intake::note(const char* code, Severity severity, std::string text, const Place& place) {
  set_.oddities.push_back({code, severity, place, std::move(text)});
}

void Intake::prefix(std::string_view name, std::string_view iri, const Place& place) {
  const auto built_in = PrefixMap::built_in(name);
  if (built_in && *built_in != iri)
    note("sssom.prefix", Severity::error,
         "the prefix \"" + std::string(name) + "\" is built in and means <" + std::string(*built_in) + ">",
         place);
  else if (!is_prefix_name(name) || !rdf::has_scheme(iri) || !has_iri_characters(iri))
    note("sssom.prefix", Severity::error,
         "the prefix \"" + std::string(name) + "\" is no name, or what it stands for is no IRI", place);
  else
    set_.prefixes.add(std::string(name), std::string(iri));
}

void Intake::define(ExtensionDefinition definition, const Place& place) {
  const auto ignore = [&](const std::string& why) {
    note("sssom.extension", Severity::warning,
         "the definition of the extension \"" + definition.slot_name + "\" is ignored: " + why, place);
  };
  if (set_.extensions.size() == most_extensions)
    return ignore("there are too many");
  if (!is_plain_name(definition.slot_name))
    return ignore("slot_name is missing or no name");
  if (find_slot(definition.slot_name) || set_.extension(definition.slot_name) ||
      is_old_slot(definition.slot_name))
    return ignore("there is a slot of that name");
  for (const std::string* reference : {&definition.property, &definition.type_hint})
    if (!reference->empty()) {
      const auto iri = set_.prefixes.expand(*reference);
      if (!iri || !has_iri_characters(*iri))
        return ignore("\"" + *reference + "\" is no IRI, or its prefix is not in curie_map");
    }
  set_.extensions.push_back(std::move(definition));
  const std::string property = set_.extension_property(set_.extensions.back().slot_name);
  const bool stands_for_another =
      property.starts_with(iris::undefined_extension) &&
      property != std::string(iris::undefined_extension) + set_.extensions.back().slot_name;
  const bool is_taken =
      std::any_of(set_.extensions.begin(), set_.extensions.end() - 1,
                  [&](const auto& other) { return set_.extension_property(other.slot_name) == property; });
  if (!stands_for_another && !is_taken && !find_slot_of_property(property) &&
      property != std::string(iris::sssom) + "mappings" &&
      property != std::string(iris::sssom) + "extension_definitions")
    return;
  definition = std::move(set_.extensions.back());
  set_.extensions.pop_back();
  ignore("its property belongs to another slot");
}

bool Intake::is_extension(std::string_view name) const {
  return is_extension_name(name) || set_.extension(name);
}

void Intake::set_slot(std::string_view name, Values values, const Place& place) {
  const Slot* slot = find_slot(name);
  if (!(slot ? slot->is(Slot::of_set) : is_extension(name)))
    return note("sssom.slot.unknown", Severity::error,
                "a set has no slot \"" + std::string(name) +
                    "\" in SSSOM; name it ext_… or define it in extension_definitions",
                place);
  if (place.line)
    set_.lines.emplace(name, *place.line);
  set_.slots.set(name, std::move(values));
}

bool Intake::knows_mapping_slot(std::string_view name, const Place& place) {
  const Slot* slot = find_slot(name);
  if (slot ? slot->is(Slot::of_mapping) : is_extension(name))
    return true;
  if (is_old_slot(name)) {
    has_old_slots_ = true;
    return true;
  }
  if (unknown_.emplace(name).second)
    note("sssom.slot.unknown", Severity::error,
         "a mapping has no slot \"" + std::string(name) +
             "\" in SSSOM; name it ext_… or define it in extension_definitions",
         place);
  return false;
}

void Intake::mapping_slot(Mapping& mapping, std::string_view name, Values values) {
  if (knows_mapping_slot(name, set_.place_of(mapping)))
    mapping.slots.set(name, std::move(values));
}

void Intake::finish() {
  if (has_old_slots_)
    for (Mapping& mapping : set_.mappings)
      translate_old_slots(mapping);
  propagate(set_);
}

} // namespace micrograph::sssom
