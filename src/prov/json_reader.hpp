#pragma once

#include "prov/model.hpp"

#include <string>
#include <string_view>

namespace micrograph::prov {

/// Reads PROV-JSON (the W3C member submission of 2013).
///
/// A relation whose key is `_:…` has no name. A required argument may be missing: that is for
/// check_constraints() to say. Throws FormatError `json.…` for what is no JSON, `prov.syntax` for what is no
/// PROV-JSON, `prov.prefix` for a name that means nothing, `prov.too-large`.
[[nodiscard]] Document read_prov_json(std::string_view text, const std::string& source);

} // namespace micrograph::prov
