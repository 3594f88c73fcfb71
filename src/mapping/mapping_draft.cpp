#include "mapping/mapping_draft.hpp"

#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::mapping {

MappingDraft::MappingDraft(const SourceGraph& source)
    : result_{rdf::TermTable(source.terms()), {}, {}}, type_(result_.terms.intern(rdf::iri(rdf::vocabulary::rdf::type))) {}

Layer MappingDraft::layer_of(const NumberedStatement& statement, const Profile& profile) {
  const Number says = statement.predicate == type_ ? statement.object : statement.predicate;
  if (says >= layers_.size())
    layers_.resize(says + 1);
  std::optional<Layer>& known = layers_[says];
  if (!known)
    known = profile.layer_of(result_.terms.term(says).value);
  return *known;
}

NumberedPlace MappingDraft::place(std::string_view iri) {
  const auto cut = iri.rfind('/');
  if (cut == std::string_view::npos || !iri.substr(cut).starts_with("/@"))
    return {intern(rdf::iri(iri)), rdf::TermTable::none};
  return {intern(rdf::iri(iri.substr(0, cut))), literal(iri.substr(cut))};
}

void MappingDraft::go_back(const Mark& mark) {
  result_.statements.resize(mark.statements);
  result_.used_places.resize(mark.used);
}

MappingResult MappingDraft::take() {
  std::deque<MappingResult::UsedPlace>& used = result_.used_places;
  // By layer within a place, so that what is kept of equal places is the most widely shared.
  std::sort(used.begin(), used.end(), [](const auto& a, const auto& b) {
    return a.place != b.place ? a.place < b.place : a.layer < b.layer;
  });
  used.erase(std::unique(used.begin(), used.end(), [](const auto& a, const auto& b) { return a.place == b.place; }), used.end());
  return std::move(result_);
}

} // namespace micrograph::mapping
