#pragma once

#include "jsonld/input.hpp"

namespace micrograph::jsonld {

/// The JSON-LD in the script elements of an HTML document (JSON-LD 1.1 API, section 10.1, HTML Content
/// Algorithms): the one that the fragment of the IRI names, or the first, or with
/// `extract_all_scripts` all of them as one array. Throws FormatError as parse_remote() does.
[[nodiscard]] Input parse_html(const RemoteDocument& remote, const Options& options);

} // namespace micrograph::jsonld
