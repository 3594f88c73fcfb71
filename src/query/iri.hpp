#pragma once

#include <string>
#include <string_view>

namespace micrograph::query {

/// The absolute IRI that `reference` means against `base` (RFC 3986, section 5.2, strict). With an empty base, or one
/// that is no absolute IRI, the reference itself.
[[nodiscard]] std::string resolve_iri(std::string_view base, std::string_view reference);

} // namespace micrograph::query
