#include "mapping/rule_vocabulary.hpp"

#include "rdf/vocabulary.hpp"

namespace micrograph::mapping {

RuleVocabulary::RuleVocabulary()
    : type_(add(rdf::iri(rdf::vocabulary::rdf::type))), value_(add(rdf::iri(rdf::vocabulary::rdf::value))) {}

RuleVocabulary::Use& RuleVocabulary::use_of(std::string_view property) {
  const Number number = add(rdf::iri(property));
  if (number >= uses_.size())
    uses_.resize(number + 1);
  return uses_[number];
}

bool says_something(std::string_view property) {
  return property != rdf::vocabulary::rdf::type && !property.starts_with(rdf::vocabulary::micrograph::xml_document);
}

} // namespace micrograph::mapping
