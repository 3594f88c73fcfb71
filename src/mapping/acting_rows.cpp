#include "mapping/acting_rows.hpp"

#include "rdf/vocabulary.hpp"

namespace micrograph::mapping {

bool makes_statements(const sssom::MappingSet& set, const sssom::Mapping& row) {
  if (!row.text("predicate_modifier").empty())
    return false;
  const auto predicate = set.prefixes.expand(row.text("predicate_id"));
  return predicate == rdf::vocabulary::skos::exact_match || predicate == rdf::vocabulary::owl::equivalent_property ||
         predicate == rdf::vocabulary::owl::equivalent_class;
}

} // namespace micrograph::mapping
