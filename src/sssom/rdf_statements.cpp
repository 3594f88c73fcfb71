#include "sssom/rdf_statements.hpp"

#include "sssom/layout.hpp"
#include "sssom/number.hpp"

#include "base/error.hpp"
#include "rdf/iri.hpp"
#include "rdf/pretty_writer.hpp"
#include "rdf/turtle_text.hpp"
#include "rdf/vocabulary.hpp"

#include <map>
#include <ostream>
#include <set>
#include <sstream>

namespace micrograph::sssom {

namespace {

namespace vocabulary = rdf::vocabulary;

bool is_absolute(std::string_view text) {
  return rdf::has_scheme(text) && has_iri_characters(text);
}

/// Writes the text, with declarations of `wanted` among those at its start. Whoever makes a table of it needs
/// also the prefixes that Turtle cannot use, since a text has them, or an IRI with characters that no short
/// form takes.
void write_with_prefixes(const std::string& text, const std::map<std::string, std::string>& wanted,
                         std::ostream& out) {
  constexpr std::string_view start = "@prefix ";
  std::map<std::string, std::string> lines;
  std::set<std::string, std::less<>> declared; // of two names for one IRI, one is enough
  std::string_view rest = text;
  while (rest.starts_with(start)) {
    const std::string_view line = rest.substr(0, rest.find('\n') + 1);
    lines.emplace(line.substr(start.size(), line.find(':') - start.size()), line);
    declared.emplace(line.substr(line.find('<') + 1, line.rfind('>') - line.find('<') - 1));
    rest.remove_prefix(line.size());
  }
  for (const auto& [name, iri] : wanted)
    if (rdf::is_plain_prefix(name, iri) && declared.insert(iri).second)
      lines.emplace(name, std::string(start) + name + ": <" + iri + "> .\n");
  for (const auto& [name, line] : lines)
    out << line;
  out << rest << std::flush;
  if (!out)
    throw IoError("output.failed", "the output could not be written");
}

} // namespace

rdf::Term sssom_term(std::string_view name) {
  return rdf::Term(rdf::TermKind::iri, std::string(iris::sssom) + std::string(name));
}

rdf::Term owl_term(std::string_view name) {
  return rdf::Term(rdf::TermKind::iri, std::string(iris::owl) + std::string(name));
}

void RdfStatements::say(const rdf::Term& subject, std::string_view property, const rdf::Term& object) {
  sink_.statement({subject, rdf::iri(property), object, {}});
}

rdf::Term RdfStatements::describe_set(const rdf::Term& type) {
  const std::string_view id = set_.slots.text("mapping_set_id");
  const bool has_name = is_absolute(id);
  const rdf::Term node = has_name ? rdf::Term(rdf::iri(id)) : rdf::Term(rdf::blank("set"));
  say(node, vocabulary::rdf::type, type);
  slots(node, set_.slots, has_name ? "mapping_set_id" : "", Place{set_.file, {}, {}, {}, {}});
  definitions(node);
  return node;
}

rdf::Term RdfStatements::describe(const Mapping& mapping, std::size_t number) {
  const Place place = set_.place_of(mapping);
  const std::string_view id = mapping.text("record_id");
  rdf::Term node = id.empty() ? rdf::Term(rdf::TermKind::blank, "m" + std::to_string(number))
                              : reference(id, "record_id", place);
  say(node, vocabulary::rdf::type, owl_term("Axiom"));
  slots(node, mapping.slots, "record_id", place);
  return node;
}

void RdfStatements::slots(const rdf::Term& node, const Slots& slots, std::string_view without,
                          const Place& place) {
  for (const auto& [name, values] : slots) {
    if (name == without)
      continue;
    const Slot* slot = find_slot(name);
    const std::string property = slot ? slot->property() : set_.extension_property(name);
    for (const std::string& value : values)
      say(node, property, slot ? object(*slot, value, place) : extension_object(name, value, place));
  }
}

void RdfStatements::definitions(const rdf::Term& set_node) {
  std::size_t number = 0;
  for (const ExtensionDefinition* definition : used_definitions(set_)) {
    const rdf::Term node(rdf::TermKind::blank, "e" + std::to_string(++number));
    say(set_node, sssom_term("extension_definitions").value, node);
    say(node, vocabulary::rdf::type, sssom_term("ExtensionDefinition"));
    say(node, sssom_term("slot_name").value, rdf::Term(rdf::literal(definition->slot_name)));
    for (const auto& [name, value] :
         {std::pair("property", &definition->property), std::pair("type_hint", &definition->type_hint)})
      if (!value->empty())
        say(node, sssom_term(name).value, reference(*value, name, Place{set_.file, {}, {}, {}, {}}));
  }
}

rdf::Term RdfStatements::object(const Slot& slot, const std::string& value, const Place& place) const {
  switch (slot.type) {
  case SlotType::reference:
    return reference(value, slot.name, place);
  case SlotType::uri:
    // What is relative would mean something else wherever the file lies.
    return is_absolute(value) ? rdf::Term(rdf::iri(value))
                              : rdf::Term(rdf::literal(value, "http://www.w3.org/2001/XMLSchema#anyURI"));
  case SlotType::date:
    return rdf::Term(rdf::literal(value, vocabulary::xsd::date));
  case SlotType::number: {
    const auto number = parse_number(value);
    return rdf::Term(rdf::literal(number ? canonical_double(*number) : value, vocabulary::xsd::double_));
  }
  case SlotType::choice:
    if (const Choice* choice = slot.choice(value); choice && !choice->meaning.empty())
      return rdf::Term(rdf::iri(choice->meaning));
    return rdf::Term(rdf::literal(value));
  case SlotType::text:
    break;
  }
  return rdf::Term(rdf::literal(value));
}

rdf::Term RdfStatements::extension_object(const std::string& name, const std::string& value,
                                          const Place& place) const {
  const ExtensionDefinition* definition = set_.extension(name);
  const std::string hint =
      definition ? set_.prefixes.expand(definition->type_hint).value_or(std::string()) : std::string();
  if (is_reference_type(hint))
    return reference(value, name, place);
  return rdf::Term(rdf::literal(value, hint == vocabulary::xsd::string ? std::string() : hint));
}

rdf::Term RdfStatements::reference(std::string_view value, std::string_view slot, const Place& place) const {
  const auto iri = set_.prefixes.expand(value);
  if (!iri)
    throw FormatError("sssom.prefix",
                      "the prefix of \"" + std::string(value) + "\" in " + std::string(slot) +
                          " is not in curie_map",
                      place);
  if (!is_absolute(*iri))
    throw FormatError("sssom.value",
                      "\"" + std::string(value) + "\" in " + std::string(slot) + " stands for no IRI", place);
  return rdf::Term(rdf::iri(*iri));
}

void write_as_turtle(const MappingSet& set, std::ostream& out,
                     const std::function<void(rdf::StatementSink&)>& tell) {
  std::map<std::string, std::string> prefixes{{"dcterms", "http://purl.org/dc/terms/"},
                                              {"pav", "http://purl.org/pav/"},
                                              {"prov", "http://www.w3.org/ns/prov#"}};
  for (const auto& [name, iri] : set.prefixes.prefixes())
    prefixes[name] = iri;
  std::ostringstream text;
  const auto writer = rdf::make_pretty_writer(rdf::Syntax::turtle, text, prefixes);
  tell(*writer);
  writer->finish();
  write_with_prefixes(std::move(text).str(), used_prefixes(set), out);
}

} // namespace micrograph::sssom
