#pragma once

#include "rdf/term.hpp"

#include <cstdint>
#include <span>

/// Which properties say what came from what. The page docs/lineage.md lists them with reasons.
namespace micrograph::link {

/// What the subject and the object of a property are to each other.
enum class Role : std::uint8_t {
  effect_of, ///< the subject came from the object
  cause_of,  ///< the object came from the subject
  part_of,   ///< the subject is a part of the object
  whole_of,  ///< the object is a part of the subject
  same_as,   ///< both are one thing
  note_on,   ///< the subject is an annotation of the object
  noted_by,  ///< the object is an annotation of the subject
  cites,     ///< the subject, a publication, refers to the object
  cited_by,  ///< the object, a publication, refers to the subject
};

struct Relation {
  const char* iri;
  Role role;
};

/// In a fixed order.
[[nodiscard]] std::span<const Relation> relations();

/// A qualified form of PROV-O: the subject points at a description of the influence, which points at the
/// cause.
struct QualifiedRelation {
  const char* iri;
  const char* unqualified; ///< the property it spells out (prov:unqualifiedForm)
};
[[nodiscard]] std::span<const QualifiedRelation> qualified_relations();
/// prov:entity and prov:activity: from the description of an influence to the cause.
[[nodiscard]] std::span<const char* const> influencers();

/// Properties from a thing to who or what had a hand in it.
[[nodiscard]] std::span<const char* const> actor_relations();
/// The same in PROV-O's qualified form: to a description, and from there by prov:agent.
[[nodiscard]] std::span<const QualifiedRelation> qualified_actor_relations();
inline constexpr char prov_agent[] = "http://www.w3.org/ns/prov#agent";
/// From an agent to the one for whom it acted.
inline constexpr char acted_on_behalf_of[] = "http://www.w3.org/ns/prov#actedOnBehalfOf";

enum class ActorKind : std::uint8_t {
  person,
  organisation,
  software,
  instrument,
  agent, ///< of a kind that is not stated
};
/// `person`, `organisation` …
[[nodiscard]] const char* name_of(ActorKind kind);

struct ActorClass {
  const char* iri;
  ActorKind kind;
};
/// Which class makes what kind of actor; for a thing of several classes the first counts.
[[nodiscard]] std::span<const ActorClass> actor_classes();

/// Whether a thing is one of our own imports: all that one of them read has it in common, so it connects nothing.
[[nodiscard]] bool is_own_import(const rdf::TermView& thing);

} // namespace micrograph::link
