#include "mapping/mapping_draft.hpp"

#include "rdf/vocabulary.hpp"


namespace micrograph::mapping {

MappingDraft::MappingDraft(const SourceGraph& source)
    : result_{rdf::TermTable(source.terms()), {}, {}}, type_(result_.terms.intern(rdf::iri(rdf::vocabulary::rdf::type))) {}

Layer MappingDraft::layer_of(const NumberedStatement& statement, const Profile& profile) {
  const Number says = statement.predicate == type_ ? statement.object : statement.predicate;
  const auto [known, fresh] = layers_.try_emplace(says, Layer::custom);
  if (fresh)
    known->second = profile.layer_of(result_.terms.term(says).value);
  return known->second;
}

NumberedPlace MappingDraft::place(std::string_view iri) {
  const auto cut = iri.rfind('/');
  if (cut == std::string_view::npos || !iri.substr(cut).starts_with("/@"))
    return {intern(rdf::iri(iri)), rdf::TermTable::none};
  return {intern(rdf::iri(iri.substr(0, cut))), literal(iri.substr(cut))};
}

void MappingDraft::go_back(const Mark& mark) {
  result_.statements.resize(mark.statements);
  result_.more_used_places.resize(mark.used);
}

} // namespace micrograph::mapping
