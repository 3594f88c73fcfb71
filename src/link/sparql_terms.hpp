#pragma once

#include "link/relations.hpp"
#include "rdf/term.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

/// Pieces that the questions are put together from: paths over the tables of relations.
namespace micrograph::link::sparql {

/// `prov:used`, or `<iri>` where no prefix is known.
[[nodiscard]] std::string name(std::string_view iri);
/// Puts before a text the prefixes that it uses.
[[nodiscard]] std::string with_prefixes(const std::string& text);

/// True if the term can stand in a query. A blank node has no name there. SPARQL undoes \u escapes before it looks at the grammar,
/// so what may not stand in an IRI cannot be written by them either; and a text with a backslash could be read in two ways.
[[nodiscard]] bool can_be_written(const rdf::TermView& term);

/// A path over the relations of these roles, from a thing to what it rests on if `up`, or the other way round. With
/// Role::effect_of and Role::cause_of, PROV's qualified forms are in it.
[[nodiscard]] std::string steps(std::initializer_list<Role> roles, bool up);
/// From one name of a thing to another: one statement, in either direction.
[[nodiscard]] std::string same();
/// One step of origin; see steps().
[[nodiscard]] std::string origin(bool up);
/// From a thing to an actor.
[[nodiscard]] std::string actors();
/// Any relation of all, in either direction.
[[nodiscard]] std::string any_relation();
/// `prov:SoftwareAgent schema:SoftwareApplication …`: the classes of these kinds, for VALUES.
[[nodiscard]] std::string classes(std::initializer_list<ActorKind> kinds);

} // namespace micrograph::link::sparql
