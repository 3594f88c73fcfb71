#pragma once

#include "prov/model.hpp"

#include <string>
#include <string_view>

namespace micrograph::prov {

/// Reads PROV-N (W3C Recommendation of 2013), without extensions of its grammar by others.
///
/// `-` is taken for any argument, also where the grammar wants a name: that is for check_constraints() to
/// say. Throws FormatError `prov.syntax` with line and column, `prov.prefix` for a name that means nothing,
/// `prov.too-large`.
[[nodiscard]] Document read_prov_n(std::string_view text, const std::string& source);

} // namespace micrograph::prov
