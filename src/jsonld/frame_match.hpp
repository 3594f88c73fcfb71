#pragma once

#include "base/json_value.hpp"
#include "jsonld/processing.hpp"

#include <map>
#include <string>

namespace micrograph::jsonld {

/// The nodes of one graph in expanded form, by `@id`.
using FramedGraph = std::map<std::string, JsonValue>;

/// True if the node is what the frame asks for (JSON-LD 1.1 Framing, section 4.2.3, Frame Matching).
/// `graph` holds the nodes that it refers to. Throws FormatError `jsonld.invalid-frame`.
[[nodiscard]] bool matches(const JsonValue& node, const JsonValue& frame, bool require_all,
                           const FramedGraph& graph, Processing& run);

/// True if a value object fits the pattern (section 4.2.4, Value Pattern Matching).
[[nodiscard]] bool value_matches(const JsonValue& pattern, const JsonValue& value);

} // namespace micrograph::jsonld
