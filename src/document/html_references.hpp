#pragma once

#include <string>
#include <string_view>

namespace micrograph::document {

/// Where a text of a page stands: in an attribute, `&copy=1` is a part of an address and no reference.
enum class HtmlReferencePlace { text, attribute };

/// A text of a page with its references (`&amp;`, `&#956;`, `&#xB5;`, `&micro`) as the characters that they mean; what is none
/// stays. Knows the names of HTML 4. NUL becomes U+FFFD, as numbers that are no characters do.
[[nodiscard]] std::string resolve_html_references(std::string_view text, HtmlReferencePlace place);

} // namespace micrograph::document
