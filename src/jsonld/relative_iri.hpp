#pragma once

#include <string>
#include <string_view>

namespace micrograph::jsonld {

/// A short reference that leads from `base` to `iri` (RFC 3986, section 5.2, backwards), and that neither is
/// empty nor looks like a keyword or a compact IRI; the IRI itself if there is none.
[[nodiscard]] std::string relative_iri(std::string_view base, std::string_view iri);

} // namespace micrograph::jsonld
