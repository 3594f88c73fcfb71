#pragma once

#include "sssom/mapping_set.hpp"

namespace micrograph::mapping {

/// Whether a row of a mapping set makes statements by itself: its predicate says that both terms mean the same
/// (skos:exactMatch, owl:equivalentProperty, owl:equivalentClass), and nothing denies it. All other rows inform.
[[nodiscard]] bool makes_statements(const sssom::MappingSet& set, const sssom::Mapping& row);

} // namespace micrograph::mapping
