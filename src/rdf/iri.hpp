#pragma once

#include <string>
#include <string_view>

namespace micrograph::rdf {

/// True if the text starts with a scheme and its colon (RFC 3986, section 3.1), so that it is absolute.
[[nodiscard]] bool has_scheme(std::string_view iri);

/// The IRI that `reference` means in a document whose base is `base` (RFC 3986, section 5.2, on characters).
///
/// An absolute reference is returned as written: Turtle (section 6.3) normalises nothing. A base without a
/// scheme resolves nothing, and the reference comes back as it is.
[[nodiscard]] std::string resolve_iri(std::string_view base, std::string_view reference);

} // namespace micrograph::rdf
