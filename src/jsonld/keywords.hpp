#pragma once

#include <string_view>

namespace micrograph::jsonld {

/// One of the keywords of JSON-LD 1.1 (section 1.7), those of framing included.
[[nodiscard]] bool is_keyword(std::string_view text);
/// `@` and ASCII letters only: reserved for keywords to come, so it is ignored with a warning in other
/// places.
[[nodiscard]] bool has_keyword_form(std::string_view text);

/// An absolute IRI: a scheme, and no character that RFC 3987 forbids.
[[nodiscard]] bool is_absolute_iri(std::string_view text);
[[nodiscard]] inline bool is_blank_label(std::string_view text) {
  return text.starts_with("_:");
}
/// A language tag as the RDF syntaxes have it: `[a-zA-Z]+(-[a-zA-Z0-9]+)*`.
[[nodiscard]] bool is_language_tag(std::string_view text);

} // namespace micrograph::jsonld
