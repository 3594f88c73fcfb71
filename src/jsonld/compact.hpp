#pragma once

#include "jsonld/context_processing.hpp"
#include "jsonld/input.hpp"
#include "jsonld/processing.hpp"

namespace micrograph::jsonld {

/// The compacted form of a document (JSON-LD 1.1 API, section 9.2, compact()): as short as `context` allows,
/// which is part of the result. Throws FormatError.
[[nodiscard]] JsonValue compact(const Input& input, const JsonValue& context, const Options& options,
                                DocumentLoader& loader);

/// The same for a document in expanded form. `base` is what relative IRIs in the context are resolved
/// against, and what IRIs are made relative to if the options want that; `url` is where the document lies.
/// With `always_graph` the nodes come below `@graph` even where there is only one.
[[nodiscard]] JsonValue compact_expanded(JsonValue expanded, const JsonValue& context,
                                         const std::string& base, const std::string& url, Processing& run,
                                         bool always_graph = false);

} // namespace micrograph::jsonld
