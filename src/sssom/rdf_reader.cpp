#include "sssom/intake.hpp"
#include "sssom/number.hpp"
#include "sssom/read.hpp"
#include "sssom/slots.hpp"

#include "base/error.hpp"
#include "rdf/serd_io.hpp"
#include "rdf/vocabulary.hpp"

#include <map>
#include <optional>
#include <set>

namespace micrograph::sssom {

namespace {

std::string sssom_iri(std::string_view name) {
  return std::string(iris::sssom) + std::string(name);
}

std::string owl_iri(std::string_view name) {
  return std::string(iris::owl) + std::string(name);
}

struct Statements final : rdf::StatementSink {
  void statement(const rdf::QuadView& quad) override {
    by_subject[rdf::Term(quad.subject)].emplace_back(std::string(quad.predicate.value),
                                                     rdf::Term(quad.object));
  }
  void prefix(std::string_view name, std::string_view iri) override { prefixes[std::string(name)] = iri; }

  using Properties = std::vector<std::pair<std::string, rdf::Term>>;
  std::map<rdf::Term, Properties> by_subject;
  std::map<std::string, std::string> prefixes;
};

class Reader {
public:
  Reader(const Statements& statements, MappingSet& set) : statements_(statements), set_(set), intake_(set) {}

  void read() {
    // Turtle may call prefixes as SSSOM does not, or not at all. Such names are not needed for reading.
    for (const auto& [name, iri] : statements_.prefixes)
      if (is_plain_name(name) && !PrefixMap::built_in(name))
        intake_.prefix(name, iri, file());
    const auto& [node, properties] = the_set();
    for (const auto& [property, object] : properties)
      if (property == sssom_iri("extension_definitions"))
        define(object);
    if (node.kind == rdf::TermKind::iri)
      intake_.set_slot("mapping_set_id", {node.value}, file());
    for (const auto& [name, values] : slots_of(properties, file()))
      intake_.set_slot(name, values, file());
    std::set<rdf::Term> seen;
    for (const auto& [property, object] : properties)
      if (property == sssom_iri("mappings") && seen.insert(object).second)
        read_mapping(object);
    if (is_ontology_)
      for (const auto& [subject, statements] : statements_.by_subject)
        if (is_mapping(statements))
          read_mapping(subject);
    intake_.finish();
  }

private:
  [[nodiscard]] Place file() const { return {set_.file, {}, {}, {}, {}}; }

  using Subject = std::pair<const rdf::Term, Statements::Properties>;

  [[nodiscard]] const Subject& the_set() {
    if (const Subject* found = the_only("sssom:MappingSet", sssom_iri("MappingSet")))
      return *found;
    if (const Subject* found = the_only("owl:Ontology", owl_iri("Ontology"))) {
      is_ontology_ = true;
      return *found;
    }
    throw FormatError("sssom.form", "there is no sssom:MappingSet and no owl:Ontology in the file", file());
  }

  /// The subject of a type; null if there is none.
  [[nodiscard]] const Subject* the_only(const char* name, const std::string& type) const {
    const Subject* found = nullptr;
    for (const Subject& subject : statements_.by_subject)
      for (const auto& [property, object] : subject.second)
        if (property == rdf::vocabulary::rdf::type && object.value == type) {
          if (found && found != &subject)
            throw FormatError("sssom.form", std::string("there is more than one ") + name + " in the file",
                              file());
          found = &subject;
        }
    return found;
  }

  /// An ontology has axioms with annotations of other kinds, too.
  [[nodiscard]] static bool is_mapping(const Statements::Properties& properties) {
    bool is_axiom = false, is_annotated = false;
    for (const auto& [property, object] : properties) {
      is_axiom = is_axiom || (property == rdf::vocabulary::rdf::type && object.value == owl_iri("Axiom"));
      is_annotated = is_annotated || property.starts_with(iris::sssom);
    }
    return is_axiom && is_annotated;
  }

  void define(const rdf::Term& node) {
    ExtensionDefinition definition;
    if (const auto it = statements_.by_subject.find(node); it != statements_.by_subject.end())
      for (const auto& [property, object] : it->second) {
        if (property == sssom_iri("slot_name"))
          definition.slot_name = object.value;
        else if (property == sssom_iri("property"))
          definition.property = reference(object);
        else if (property == sssom_iri("type_hint"))
          definition.type_hint = reference(object);
      }
    intake_.define(std::move(definition), file());
  }

  void read_mapping(const rdf::Term& node) {
    Mapping mapping;
    mapping.path = "mapping " + std::to_string(set_.mappings.size() + 1);
    if (node.kind == rdf::TermKind::iri)
      mapping.slots.set("record_id", reference(node));
    if (const auto it = statements_.by_subject.find(node); it != statements_.by_subject.end())
      for (auto& [name, values] : slots_of(it->second, set_.place_of(mapping)))
        intake_.mapping_slot(mapping, name, std::move(values));
    if (is_ontology_)
      unwrap_restriction(node, mapping);
    set_.mappings.push_back(std::move(mapping));
  }

  /// A mapping between classes by an object property is written as the axiom that it means.
  void unwrap_restriction(const rdf::Term& node, Mapping& mapping) const {
    const auto target = object_of(node, owl_iri("annotatedTarget"));
    if (!target || target->kind != rdf::TermKind::blank)
      return;
    const auto property = object_of(*target, owl_iri("onProperty"));
    const auto object = object_of(*target, owl_iri("someValuesFrom"));
    if (!property || !object)
      return;
    mapping.slots.set("predicate_id", reference(*property));
    mapping.slots.set("object_id", reference(*object));
  }

  [[nodiscard]] std::optional<rdf::Term> object_of(const rdf::Term& node, const std::string& wanted) const {
    if (const auto it = statements_.by_subject.find(node); it != statements_.by_subject.end())
      for (const auto& [property, object] : it->second)
        if (property == wanted)
          return object;
    return std::nullopt;
  }

  [[nodiscard]] std::map<std::string, Values> slots_of(const Statements::Properties& properties,
                                                       const Place& place) {
    std::map<std::string, Values> slots;
    for (const auto& [property, object] : properties) {
      if (property == rdf::vocabulary::rdf::type || property == sssom_iri("mappings") ||
          property == sssom_iri("extension_definitions"))
        continue;
      if (const Slot* slot = find_slot_of_property(property))
        slots[std::string(slot->name)].push_back(value(*slot, object));
      else if (const std::string name = extension_of(property); !name.empty())
        slots[name].push_back(object.kind == rdf::TermKind::iri ? reference(object) : object.value);
      else if (unknown_.insert(property).second)
        intake_.note("sssom.slot.unknown", Severity::error,
                     "no slot of SSSOM has the property <" + property + ">", place);
    }
    return slots;
  }

  /// The name of the extension with that property; empty if there is none.
  [[nodiscard]] std::string extension_of(const std::string& property) const {
    for (const ExtensionDefinition& definition : set_.extensions)
      if (set_.extension_property(definition.slot_name) == property)
        return definition.slot_name;
    return property.starts_with(iris::undefined_extension) ? property.substr(iris::undefined_extension.size())
                                                           : std::string();
  }

  /// As a CURIE if there is a prefix. What is no IRI stays as it is, for check() to refuse.
  [[nodiscard]] std::string reference(const rdf::Term& term) const {
    if (term.kind == rdf::TermKind::blank)
      return "_:" + term.value;
    if (term.kind != rdf::TermKind::iri)
      return term.value;
    return set_.prefixes.contract(term.value).value_or(term.value);
  }

  [[nodiscard]] std::string value(const Slot& slot, const rdf::Term& term) const {
    if (slot.type == SlotType::reference || term.kind == rdf::TermKind::blank)
      return reference(term);
    if (slot.type == SlotType::choice && term.kind == rdf::TermKind::iri) {
      const Choice* choice = slot.choice_meaning(term.value);
      return choice ? std::string(choice->text) : term.value;
    }
    if (slot.type == SlotType::number)
      if (const auto number = parse_number(term.value))
        return plain_number(*number);
    return term.value;
  }

  const Statements& statements_;
  MappingSet& set_;
  Intake intake_;
  bool is_ontology_ = false; ///< SSSOM/OWL, where the set does not name its mappings
  std::set<std::string> unknown_;
};

} // namespace

MappingSet read_turtle(std::string_view text, const std::string& file) {
  Statements statements;
  rdf::read_rdf(text, rdf::Syntax::turtle, {}, statements, file);
  MappingSet set;
  set.file = file;
  Reader(statements, set).read();
  return set;
}

} // namespace micrograph::sssom
