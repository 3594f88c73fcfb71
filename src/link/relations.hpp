#pragma once

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

inline constexpr char owl_same_as[] = "http://www.w3.org/2002/07/owl#sameAs";
inline constexpr char foaf_primary_topic[] = "http://xmlns.com/foaf/0.1/primaryTopic";

} // namespace micrograph::link
