#include "mapping/mapping_result.hpp"

namespace micrograph::mapping {

std::string NumberedPlace::text(const rdf::TermTable& terms) const {
  if (!is_there())
    return {};
  std::string text(terms.term(node).value);
  if (ending != rdf::TermTable::none)
    text += terms.term(ending).value;
  return text;
}

Derivation MappingResult::derivation(const NumberedStatement& statement) const {
  Derivation derivation;
  derivation.rule = statement.rule;
  derivation.status = statement.status;
  if (statement.place.is_there())
    derivation.place = rdf::Term(rdf::TermKind::iri, statement.place.text(terms));
  if (statement.literal != rdf::TermTable::none)
    derivation.literal = terms.term(statement.literal).value;
  return derivation;
}

std::vector<AlignedStatement> MappingResult::aligned() const {
  std::vector<AlignedStatement> out;
  out.reserve(statements.size());
  for (const NumberedStatement& statement : statements)
    out.push_back(with_texts(statement));
  return out;
}

void MappingResult::add(const AlignedStatement& statement) {
  const auto& [quad, derivation] = statement;
  NumberedStatement added{terms.intern(quad.subject), terms.intern(quad.predicate), terms.intern(quad.object), derivation.rule};
  if (derivation.place.kind != rdf::TermKind::none)
    added.place.node = terms.intern(derivation.place);
  if (!derivation.literal.empty())
    added.literal = terms.intern(rdf::literal(derivation.literal));
  added.status = derivation.status;
  statements.push_back(added);
}

} // namespace micrograph::mapping
