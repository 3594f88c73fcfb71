#pragma once

#include "jsonld/input.hpp"

namespace micrograph::jsonld {

/// The flattened form of a document (JSON-LD 1.1 API, section 9.2, flatten()): every node once, at the top of
/// its graph, with all its properties. Expanded; with `context`, compacted with it (null compacts without
/// terms). Throws FormatError.
[[nodiscard]] JsonValue flatten(const Input& input, const JsonValue* context, const Options& options,
                                DocumentLoader& loader);

} // namespace micrograph::jsonld
