#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace micrograph::document {

struct HtmlText {
  std::string text;     ///< UTF-8
  std::string encoding; ///< what the bytes were: `UTF-8`, `UTF-16LE`, `windows-1252`, `KOI8-R` …
};

/// The text of a page. In UTF-16 if a byte order mark says so; UTF-8 if it is that, whatever the page says of itself; else
/// what one of its first `meta` elements says, if that is one of the encodings of the Encoding standard that real pages
/// have; else Windows-1252, where nothing is malformed.
[[nodiscard]] HtmlText decode_html(std::span<const std::byte> page);

} // namespace micrograph::document
