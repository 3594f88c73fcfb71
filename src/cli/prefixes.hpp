#pragma once

#include <map>
#include <string>

namespace micrograph::cli {

/// Prefixes for output, name to IRI, from `ontologies/prefixes.tsv`. Throws FormatError with its line.
[[nodiscard]] std::map<std::string, std::string> load_prefixes();

/// `core:Image` for an IRI that starts with a known prefix, otherwise the IRI in angle brackets.
[[nodiscard]] std::string shortened(const std::string& iri, const std::map<std::string, std::string>& prefixes);

} // namespace micrograph::cli
