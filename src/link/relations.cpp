#include "link/relations.hpp"

namespace micrograph::link {

#define PROV "http://www.w3.org/ns/prov#"
#define DCTERMS "http://purl.org/dc/terms/"

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
    {owl_same_as, Role::same_as},
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

} // namespace

#undef PROV
#undef DCTERMS

std::span<const Relation> relations() {
  return all_relations;
}
std::span<const QualifiedRelation> qualified_relations() {
  return all_qualified;
}
std::span<const char* const> influencers() {
  return all_influencers;
}

} // namespace micrograph::link
