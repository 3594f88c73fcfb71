#include "mapping/source_filter.hpp"

#include "rdf/vocabulary.hpp"

namespace micrograph::mapping {

bool says_something(std::string_view property) {
  return property != rdf::vocabulary::rdf::type && !property.starts_with(rdf::vocabulary::micrograph::xml_document);
}

void SourceFilter::statement(const rdf::QuadView& quad) {
  ++seen_;
  const std::string_view property = quad.predicate.value;
  bool passes = needed_.all || needed_.predicates.contains(property);
  if (!untold_.empty() && says_something(property))
    if (const auto node = untold_.find(quad.subject.value); node != untold_.end()) {
      untold_.erase(node);
      passes = true;
    }
  if (!passes)
    return;
  next_.statement(quad);
  if (!needed_.all && quad.object.kind == rdf::TermKind::iri && needed_.telling_objects.contains(property))
    untold_.emplace(quad.object.value);
}

} // namespace micrograph::mapping
