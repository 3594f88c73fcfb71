#pragma once

#include "sssom/mapping_set.hpp"
#include "sssom/slots.hpp"

#include "rdf/statement_sink.hpp"
#include "rdf/term.hpp"

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace micrograph::sssom {

/// The term of SSSOM's own vocabulary.
[[nodiscard]] rdf::Term sssom_term(std::string_view name);
/// The term of OWL's vocabulary.
[[nodiscard]] rdf::Term owl_term(std::string_view name);

/// What the forms in RDF share: slots as statements about a node. Throws FormatError `sssom.prefix` or
/// `sssom.value` if a reference stands for no IRI.
class RdfStatements {
public:
  RdfStatements(const MappingSet& set, rdf::StatementSink& sink) : set_(set), sink_(sink) {}

  void say(const rdf::Term& subject, std::string_view property, const rdf::Term& object);

  /// The set's node, named by its id if that is an IRI, with its type, slots and definitions of extensions.
  rdf::Term describe_set(const rdf::Term& type);
  /// The node of a mapping, an owl:Axiom with its slots; it has the name of the record if that has one.
  rdf::Term describe(const Mapping& mapping, std::size_t number);

  /// The IRI that a slot of a mapping refers to.
  [[nodiscard]] rdf::Term reference(std::string_view value, std::string_view slot, const Place& place) const;

private:
  void slots(const rdf::Term& node, const Slots& slots, std::string_view without, const Place& place);
  void definitions(const rdf::Term& set_node);
  [[nodiscard]] rdf::Term object(const Slot& slot, const std::string& value, const Place& place) const;
  [[nodiscard]] rdf::Term extension_object(const std::string& name, const std::string& value,
                                           const Place& place) const;

  const MappingSet& set_;
  rdf::StatementSink& sink_;
};

/// Writes what `tell` tells as Turtle. The prefixes that the set makes use of are declared also where Turtle
/// cannot use them: whoever makes a table of it needs them.
void write_as_turtle(const MappingSet& set, std::ostream& out,
                     const std::function<void(rdf::StatementSink&)>& tell);

} // namespace micrograph::sssom
