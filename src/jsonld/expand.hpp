#pragma once

#include "jsonld/context_processing.hpp"
#include "jsonld/input.hpp"
#include "jsonld/processing.hpp"

#include <string>

namespace micrograph::jsonld {

/// The expanded form of a document (JSON-LD 1.1 API, section 9.2, expand()): an array without contexts, in
/// which every IRI is spelt out. Throws FormatError.
[[nodiscard]] JsonValue expand(const Input& input, const Options& options, DocumentLoader& loader);

/// The same within a run that goes on. `frame`: the document is one, in which `@id`, `@type`, `@value` … may
/// be patterns.
[[nodiscard]] JsonValue expand(const Input& input, Processing& run, bool frame = false);

/// Where a document's relative IRIs start: what it sets itself, the option, or else its own IRI.
[[nodiscard]] const std::string& base_of(const Input& input, const Options& options);

} // namespace micrograph::jsonld
