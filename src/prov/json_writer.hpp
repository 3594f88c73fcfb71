#pragma once

#include "base/json_value.hpp"
#include "prov/model.hpp"

namespace micrograph::prov {

/// A document as PROV-JSON. Relations without a name get keys `_:id1`, `_:id2` …, which no form of PROV takes
/// for names; namespaces without a prefix get one. Where several records of a kind have one name they are
/// listed.
[[nodiscard]] JsonValue to_prov_json(const Document& document);

} // namespace micrograph::prov
