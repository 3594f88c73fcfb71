#pragma once

#include "jsonld/active_context.hpp"
#include "jsonld/processing.hpp"

#include <string>
#include <string_view>

namespace micrograph::jsonld {

/// The shortest way to write an IRI or keyword (JSON-LD 1.1 API, section 6.2.2, IRI Compaction).
///
/// As a key or type (`vocab`) terms count, chosen by the `value` that it leads to (null if none); otherwise
/// it is made relative to the base. Throws FormatError `jsonld.iri-confused-with-prefix`.
[[nodiscard]] std::string compact_iri(const ActiveContext& context, std::string_view iri, bool vocab,
                                      const Processing& run, const JsonValue* value = nullptr,
                                      bool reverse = false);

} // namespace micrograph::jsonld
