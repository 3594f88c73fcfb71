#pragma once

#include "base/json_value.hpp"
#include "jsonld/document_loader.hpp"
#include "jsonld/options.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::jsonld {

/// A document in memory, ready for the algorithms.
struct Input {
  std::string name;                       ///< for messages
  std::string url;                        ///< its own IRI, the base if it sets no other; may be empty
  std::optional<std::string> base;        ///< set by the document itself, before any context (`base` in HTML)
  std::optional<std::string> context_url; ///< of a context that came with it
  JsonValue document;                     ///< without duplicate keys
};

/// Reads JSON with the limits of the options. Throws FormatError `json.syntax`, `json.too-deep`.
[[nodiscard]] Input parse_input(std::string_view text, std::string name, std::string url,
                                const Options& options);

/// Reads what a loader brought: JSON, or the JSON-LD that HTML carries in script elements (JSON-LD 1.1,
/// section 7). A fragment of the IRI chooses one script by its `id`. Throws FormatError `json.…`,
/// `jsonld.invalid-script-element`, or `jsonld.loading-document-failed` where the media type, or the HTML,
/// holds no JSON.
[[nodiscard]] Input parse_remote(const RemoteDocument& remote, const Options& options);

} // namespace micrograph::jsonld
