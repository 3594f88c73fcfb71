#include "link/relations.hpp"

#include "rdf/vocabulary.hpp"

namespace micrograph::link {

#define PROV "http://www.w3.org/ns/prov#"
#define DCTERMS "http://purl.org/dc/terms/"
#define CORE "https://ld.openmicroscopy.org/core/"

namespace {

constexpr Relation all_relations[] = {
    // PROV-O. Agents are left out: who did it is not what it came from.
    {PROV "wasDerivedFrom", Role::effect_of},
    {PROV "wasRevisionOf", Role::effect_of},
    {PROV "wasQuotedFrom", Role::effect_of},
    {PROV "hadPrimarySource", Role::effect_of},
    {PROV "wasGeneratedBy", Role::effect_of},
    {PROV "used", Role::effect_of},
    {PROV "wasInformedBy", Role::effect_of},
    {PROV "generated", Role::cause_of},
    // The names PROV-O reserves for inverses (prov-o-inverses).
    {PROV "hadDerivation", Role::cause_of},
    {PROV "hadRevision", Role::cause_of},
    {PROV "quotedAs", Role::cause_of},
    {PROV "wasPrimarySourceOf", Role::cause_of},
    {PROV "wasUsedBy", Role::cause_of},
    {PROV "informed", Role::cause_of},
    // Dublin Core, as PROV-DC maps it.
    {DCTERMS "source", Role::effect_of},
    {"http://purl.org/dc/elements/1.1/source", Role::effect_of},
    {DCTERMS "isVersionOf", Role::effect_of},
    {DCTERMS "hasVersion", Role::cause_of},
    {DCTERMS "isFormatOf", Role::effect_of},
    {DCTERMS "hasFormat", Role::cause_of},
    {DCTERMS "replaces", Role::effect_of},
    {DCTERMS "isReplacedBy", Role::cause_of},
    {"http://www.w3.org/ns/dcat#previousVersion", Role::effect_of},
    {"http://schema.org/isBasedOn", Role::effect_of},
    {"https://schema.org/isBasedOn", Role::effect_of},
    {DCTERMS "isPartOf", Role::part_of},
    {DCTERMS "hasPart", Role::whole_of},
    {"http://schema.org/isPartOf", Role::part_of},
    {"https://schema.org/isPartOf", Role::part_of},
    {"http://schema.org/hasPart", Role::whole_of},
    {"https://schema.org/hasPart", Role::whole_of},
    {PROV "hadMember", Role::whole_of},
    {rdf::vocabulary::owl::same_as, Role::same_as},
    // What rests on a thing without having come from it.
    {"http://www.w3.org/ns/oa#hasTarget", Role::note_on},
    {CORE "hasAnnotation", Role::noted_by},
    {DCTERMS "references", Role::cites},
    {DCTERMS "isReferencedBy", Role::cited_by},
    {"http://schema.org/citation", Role::cites},
    {"https://schema.org/citation", Role::cites},
};

constexpr QualifiedRelation all_qualified[] = {
    {PROV "qualifiedDerivation", PROV "wasDerivedFrom"},
    {PROV "qualifiedRevision", PROV "wasRevisionOf"},
    {PROV "qualifiedQuotation", PROV "wasQuotedFrom"},
    {PROV "qualifiedPrimarySource", PROV "hadPrimarySource"},
    {PROV "qualifiedGeneration", PROV "wasGeneratedBy"},
    {PROV "qualifiedUsage", PROV "used"},
    {PROV "qualifiedCommunication", PROV "wasInformedBy"},
};

constexpr const char* all_influencers[] = {PROV "entity", PROV "activity"};

constexpr const char* all_actor_relations[] = {
    PROV "wasAttributedTo",
    PROV "wasAssociatedWith",
    DCTERMS "creator",
    DCTERMS "contributor",
    "http://schema.org/creator",
    "https://schema.org/creator",
    "http://schema.org/author",
    "https://schema.org/author",
    "http://schema.org/contributor",
    "https://schema.org/contributor",
    "http://schema.org/instrument",
    "https://schema.org/instrument",
    "http://www.w3.org/ns/sosa/madeBySensor",
    CORE "experimenter",
};

constexpr QualifiedRelation all_qualified_actors[] = {
    {PROV "qualifiedAttribution", PROV "wasAttributedTo"},
    {PROV "qualifiedAssociation", PROV "wasAssociatedWith"},
};

constexpr ActorClass all_actor_classes[] = {
    {PROV "SoftwareAgent", ActorKind::software},
    {"http://schema.org/SoftwareApplication", ActorKind::software},
    {"https://schema.org/SoftwareApplication", ActorKind::software},
    {"http://schema.org/SoftwareSourceCode", ActorKind::software},
    {"https://schema.org/SoftwareSourceCode", ActorKind::software},
    {CORE "Instrument", ActorKind::instrument},
    {CORE "Microscope", ActorKind::instrument},
    {CORE "Objective", ActorKind::instrument},
    {CORE "Detector", ActorKind::instrument},
    {CORE "LightSource", ActorKind::instrument},
    {CORE "Laser", ActorKind::instrument},
    {CORE "Arc", ActorKind::instrument},
    {CORE "Filament", ActorKind::instrument},
    {CORE "LightEmittingDiode", ActorKind::instrument},
    {CORE "GenericExcitationSource", ActorKind::instrument},
    {CORE "Filter", ActorKind::instrument},
    {CORE "FilterSet", ActorKind::instrument},
    {CORE "Dichroic", ActorKind::instrument},
    {"http://www.w3.org/ns/sosa/Sensor", ActorKind::instrument},
    {PROV "Person", ActorKind::person},
    {"http://schema.org/Person", ActorKind::person},
    {"https://schema.org/Person", ActorKind::person},
    {"http://xmlns.com/foaf/0.1/Person", ActorKind::person},
    {CORE "Experimenter", ActorKind::person},
    {PROV "Organization", ActorKind::organisation},
    {"http://schema.org/Organization", ActorKind::organisation},
    {"https://schema.org/Organization", ActorKind::organisation},
    {"http://xmlns.com/foaf/0.1/Organization", ActorKind::organisation},
    {CORE "ExperimenterGroup", ActorKind::organisation},
};

} // namespace

#undef PROV
#undef DCTERMS
#undef CORE

std::span<const Relation> relations() {
  return all_relations;
}
std::span<const QualifiedRelation> qualified_relations() {
  return all_qualified;
}
std::span<const char* const> influencers() {
  return all_influencers;
}

std::span<const char* const> actor_relations() {
  return all_actor_relations;
}
std::span<const QualifiedRelation> qualified_actor_relations() {
  return all_qualified_actors;
}
std::span<const ActorClass> actor_classes() {
  return all_actor_classes;
}

bool is_own_import(const rdf::TermView& thing) {
  return thing.kind == rdf::TermKind::iri && thing.value.starts_with(rdf::vocabulary::micrograph::import_run);
}

const char* name_of(ActorKind kind) {
  switch (kind) {
  case ActorKind::person:
    return "person";
  case ActorKind::organisation:
    return "organisation";
  case ActorKind::software:
    return "software";
  case ActorKind::instrument:
    return "instrument";
  case ActorKind::agent:
    break;
  }
  return "agent";
}

} // namespace micrograph::link
