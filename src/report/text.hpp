#pragma once

#include "base/counted.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace micrograph::report {

/// A text as content of an element or within a quoted attribute of HTML: `& < > " '` as references, what is not UTF-8 as
/// U+FFFD, control characters and those that turn the direction of writing as spaces, since they would act on what
/// stands beside them.
[[nodiscard]] std::string escaped(std::string_view text);

/// At most `limit` code points, the last of them `…` if there were more. Never cuts within a code point.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit);

/// How many code points.
[[nodiscard]] std::size_t length(std::string_view text);

/// At most `digits` significant digits and no zeros at the end: `0.65`, `500`.
[[nodiscard]] std::string rounded(double number, int digits = 4);

/// `12.5 %`, `< 0.1 %` for what would be nothing, `> 99.9 %` for what would be all; `0 %` and `100 %` only if it is so.
[[nodiscard]] std::string percentage(std::uint64_t part, std::uint64_t whole);

/// The IRI if a page may lead there: http and https, of at most 2,000 bytes. Otherwise empty: `javascript:` is an IRI, too.
[[nodiscard]] std::string web_address(std::string_view iri);

/// A name for a thing that has none, made of its IRI: the path of a node, a DOI without its resolver.
[[nodiscard]] std::string name_from_iri(std::string_view iri);

} // namespace micrograph::report
