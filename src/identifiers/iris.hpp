#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::identifiers {

// Persistent identifiers, from any of the ways in which they get written, as the one IRI by which they are known. All are
// absent if the text is no such identifier as a whole, or its checksum is wrong.

/// `https://doi.org/10.…`, in lower case since DOIs ignore case (DOI Handbook, 2.4).
[[nodiscard]] std::optional<std::string> doi_iri(std::string_view text);
/// `https://orcid.org/0000-0002-1825-0097`.
[[nodiscard]] std::optional<std::string> orcid_iri(std::string_view text);
/// `https://ror.org/02mhbdp94`.
[[nodiscard]] std::optional<std::string> ror_iri(std::string_view text);
/// `urn:uuid:…` in lower case (RFC 4122). The nil UUID names nothing, so it is absent.
[[nodiscard]] std::optional<std::string> uuid_iri(std::string_view text);
/// `https://creativecommons.org/licenses/by/4.0/` or `http://spdx.org/licenses/MIT`, the forms that the two publish. A bare name
/// is read of Creative Commons only.
[[nodiscard]] std::optional<std::string> licence_iri(std::string_view text);
/// Of whichever scheme the text is, by recognise().
[[nodiscard]] std::optional<std::string> identifier_iri(std::string_view text);
/// The text itself, if it is an absolute IRI (RFC 3987) without characters that no IRI may have.
[[nodiscard]] std::optional<std::string> plain_iri(std::string_view text);

} // namespace micrograph::identifiers
