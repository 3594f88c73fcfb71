#pragma once

#include "formats/format.hpp"

#include <string_view>

namespace micrograph::formats {

/// What JSON-LD in the terms of schema.org is lifted with, RO-Crates included: names are taken as they are written, since
/// contexts lie elsewhere, are never fetched, and are often wrong (docs/formats/ro-crate.md).
inline constexpr char schema_org_vocabulary[] = "https://w3id.org/micrograph/source/schema-org#";

/// Whether a text stands in the first bytes of a candidate: for contexts, which may be a text, a list or an object.
[[nodiscard]] bool head_holds(const Candidate& candidate, std::string_view text);

/// Whether a text of JSON-LD names one of the vocabularies that are written in terms of schema.org: its own, Bioschemas, CodeMeta.
[[nodiscard]] bool names_schema_org(std::string_view text);

} // namespace micrograph::formats
