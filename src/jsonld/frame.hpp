#pragma once

#include "jsonld/input.hpp"

namespace micrograph::jsonld {

/// The nodes of a document that match a frame, as a tree of the frame's shape (JSON-LD 1.1 Framing, section
/// 5, frame()), compacted with the frame's context. Throws FormatError, also `jsonld.invalid-frame` and
/// `jsonld.invalid-embed-value`.
[[nodiscard]] JsonValue frame(const Input& input, const Input& frame, const Options& options,
                              DocumentLoader& loader);

} // namespace micrograph::jsonld
