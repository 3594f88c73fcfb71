#pragma once

#include "link/lineage.hpp"
#include "rdf/term.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// The questions of this module as SPARQL 1.1, made of the same tables (link/relations.hpp) that the answers here come from. What
/// SPARQL 1.1 cannot say is said in comments of the text.
namespace micrograph::link {

/// A bound on depth has to be spelt out step by step in SPARQL; with more than this, a text is refused.
inline constexpr std::uint32_t most_sparql_depth = 32;

/// ?thing: the names of all that lineage() shows. Throws QueryError `link.sparql-depth`.
[[nodiscard]] std::string lineage_sparql(const rdf::Term& thing, Direction direction, std::uint32_t max_depth);
/// ?thing: what common_origins() finds. Throws QueryError `link.sparql-depth`.
[[nodiscard]] std::string common_origins_sparql(std::span<const rdf::Term> things, std::uint32_t max_depth);
/// ?thing: what affected_by() finds, without a bound on depth.
[[nodiscard]] std::string affected_sparql(const rdf::Term& thing);
/// ?actor: whom actors_of() finds. Throws QueryError `link.sparql-depth`.
[[nodiscard]] std::string actors_sparql(const rdf::Term& thing, std::uint32_t max_depth);

/// ?weight ?step1 ?n1 ?step2 …: the paths that connect() finds with this bound, in its order. A step is the IRI of its property
/// and `forward` or `inverse`. Throws QueryError `link.not-writable`.
[[nodiscard]] std::string connections_sparql(const rdf::Term& a, const rdf::Term& b, std::size_t k, std::uint32_t most_steps);

/// ?thing ?component: the component that each thing is in, called by the first of its members.
[[nodiscard]] std::string components_sparql();
/// ?thing ?class: what islands() finds.
[[nodiscard]] std::string islands_sparql();
/// ?thing ?resting: how many things rest on each directly, the most first. PageRank is beyond SPARQL 1.1.
[[nodiscard]] std::string hubs_sparql();

/// Something that is missing for making a result again.
struct Gap {
  const char* name;    ///< `activity-without-software`
  const char* meaning; ///< a sentence
  std::string pattern; ///< what ?thing is, as a group of SPARQL, with prefixed names
};
/// All kinds, in the order in which they are told.
[[nodiscard]] std::vector<Gap> gaps();
/// ?gap ?thing: every gap there is.
[[nodiscard]] std::string gaps_sparql();

} // namespace micrograph::link
