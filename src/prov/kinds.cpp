#include "prov/kinds.hpp"

#include "base/error.hpp"

namespace micrograph::prov {

namespace {

// PROV-DM section 5, PROV-N section 3, PROV-O section 3.3, one table of arguments for each signature.
constexpr ArgumentSpec activity_times[] = {{"startTime", "startedAtTime", Role::time, false},
                                           {"endTime", "endedAtTime", Role::time, false}};
constexpr ArgumentSpec generation[] = {{"entity", nullptr, Role::entity, true},
                                       {"activity", "activity", Role::activity, false},
                                       {"time", "atTime", Role::time, false}};
constexpr ArgumentSpec usage[] = {{"activity", nullptr, Role::activity, true},
                                  {"entity", "entity", Role::entity, false},
                                  {"time", "atTime", Role::time, false}};
constexpr ArgumentSpec communication[] = {{"informed", nullptr, Role::activity, true},
                                          {"informant", "activity", Role::activity, true}};
constexpr ArgumentSpec start[] = {{"activity", nullptr, Role::activity, true},
                                  {"trigger", "entity", Role::entity, false},
                                  {"starter", "hadActivity", Role::activity, false},
                                  {"time", "atTime", Role::time, false}};
constexpr ArgumentSpec end[] = {{"activity", nullptr, Role::activity, true},
                                {"trigger", "entity", Role::entity, false},
                                {"ender", "hadActivity", Role::activity, false},
                                {"time", "atTime", Role::time, false}};
constexpr ArgumentSpec derivation[] = {{"generatedEntity", nullptr, Role::entity, true},
                                       {"usedEntity", "entity", Role::entity, true},
                                       {"activity", "hadActivity", Role::activity, false},
                                       {"generation", "hadGeneration", Role::generation, false},
                                       {"usage", "hadUsage", Role::usage, false}};
constexpr ArgumentSpec attribution[] = {{"entity", nullptr, Role::entity, true},
                                        {"agent", "agent", Role::agent, true}};
constexpr ArgumentSpec association[] = {{"activity", nullptr, Role::activity, true},
                                        {"agent", "agent", Role::agent, false},
                                        {"plan", "hadPlan", Role::entity, false}};
constexpr ArgumentSpec delegation[] = {{"delegate", nullptr, Role::agent, true},
                                       {"responsible", "agent", Role::agent, true},
                                       {"activity", "hadActivity", Role::activity, false}};
constexpr ArgumentSpec influence[] = {{"influencee", nullptr, Role::anything, true},
                                      {"influencer", "influencer", Role::anything, true}};
constexpr ArgumentSpec specialization[] = {{"specificEntity", nullptr, Role::entity, true},
                                           {"generalEntity", "specializationOf", Role::entity, true}};
constexpr ArgumentSpec alternate[] = {{"alternate1", nullptr, Role::entity, true},
                                      {"alternate2", "alternateOf", Role::entity, true}};
constexpr ArgumentSpec mention[] = {{"specificEntity", nullptr, Role::entity, true},
                                    {"generalEntity", "mentionOf", Role::entity, true},
                                    {"bundle", "asInBundle", Role::bundle, true}};
constexpr ArgumentSpec membership[] = {{"collection", nullptr, Role::entity, true},
                                       {"entity", "hadMember", Role::entity, true}};

constexpr KindSpec specs[kind_count] = {
    {Kind::entity, "entity", "entity", "Entity", nullptr, nullptr, {}},
    {Kind::activity, "activity", "activity", "Activity", nullptr, nullptr, activity_times},
    {Kind::agent, "agent", "agent", "Agent", nullptr, nullptr, {}},
    {Kind::generation, "wasGeneratedBy", "generation", "Generation", "wasGeneratedBy", "qualifiedGeneration",
     generation},
    {Kind::usage, "used", "usage", "Usage", "used", "qualifiedUsage", usage},
    {Kind::communication, "wasInformedBy", "communication", "Communication", "wasInformedBy",
     "qualifiedCommunication", communication},
    {Kind::start, "wasStartedBy", "start", "Start", "wasStartedBy", "qualifiedStart", start},
    {Kind::end, "wasEndedBy", "end", "End", "wasEndedBy", "qualifiedEnd", end},
    {Kind::invalidation, "wasInvalidatedBy", "invalidation", "Invalidation", "wasInvalidatedBy",
     "qualifiedInvalidation", generation},
    {Kind::derivation, "wasDerivedFrom", "derivation", "Derivation", "wasDerivedFrom", "qualifiedDerivation",
     derivation},
    {Kind::attribution, "wasAttributedTo", "attribution", "Attribution", "wasAttributedTo",
     "qualifiedAttribution", attribution},
    {Kind::association, "wasAssociatedWith", "association", "Association", "wasAssociatedWith",
     "qualifiedAssociation", association},
    {Kind::delegation, "actedOnBehalfOf", "delegation", "Delegation", "actedOnBehalfOf",
     "qualifiedDelegation", delegation},
    {Kind::influence, "wasInfluencedBy", "influence", "Influence", "wasInfluencedBy", "qualifiedInfluence",
     influence},
    {Kind::specialization, "specializationOf", "specialization", nullptr, "specializationOf", nullptr,
     specialization},
    {Kind::alternate, "alternateOf", "alternate", nullptr, "alternateOf", nullptr, alternate},
    {Kind::mention, "mentionOf", "mention", nullptr, "mentionOf", nullptr, mention},
    {Kind::membership, "hadMember", "membership", nullptr, "hadMember", nullptr, membership},
};

constexpr DerivationSpec special[] = {
    {"wasRevisionOf", "Revision", "wasRevisionOf", "qualifiedRevision"},
    {"wasQuotedFrom", "Quotation", "wasQuotedFrom", "qualifiedQuotation"},
    {"hadPrimarySource", "PrimarySource", "hadPrimarySource", "qualifiedPrimarySource"},
};

} // namespace

std::span<const KindSpec> kind_specs() {
  return specs;
}

const KindSpec& spec_of(Kind kind) {
  const KindSpec& spec = specs[static_cast<std::size_t>(kind)];
  MICROGRAPH_ENSURES(spec.kind == kind);
  return spec;
}

std::optional<Kind> kind_from_name(std::string_view name) {
  for (const KindSpec& spec : specs)
    if (name == spec.name)
      return spec.kind;
  return std::nullopt;
}

std::span<const DerivationSpec> special_derivations() {
  return special;
}

} // namespace micrograph::prov
