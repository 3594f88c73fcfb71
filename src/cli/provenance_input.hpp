#pragma once

#include "prov/model.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace micrograph::cli {

/// What of a document is wanted.
struct ProvenanceRequest {
  std::string from;         ///< form or syntax; empty: to be guessed from the content
  bool together = false;    ///< bundles and named graphs become part of the top level
  bool attributes = true;   ///< also what PROV does not look at
};

/// Reads PROV-N, PROV-JSON, PROV-XML, or PROV-O in any syntax of RDF, compressed or not, from a file or from standard
/// input for `-`. The graphs of a snapshot (`.mg`) are always taken together: they say where statements are from, and
/// what one source tells of a thing belongs to what another tells. Source graphs that are stored as documents are not
/// looked at.
///
/// Throws UsageError `usage.unknown-form`, FormatError of the reader, and `prov.too-large` for what does not fit.
[[nodiscard]] prov::Document read_provenance(const std::filesystem::path& path, const ProvenanceRequest& request);

/// Leaves of the prefixes of a document those that some name in it uses, after adding `known` to them.
void settle_prefixes(prov::Document& document, const std::map<std::string, std::string>& known);

} // namespace micrograph::cli
