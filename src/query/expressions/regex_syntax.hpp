#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::query {

/// An XPath regular expression (XPath Functions and Operators 3.1, section 5.6.1; XSD 1.1, part 2, appendix
/// G) spelt so that ICU understands it the same way. ICU knows more than XPath (look-around, `\b`, `\Q`),
/// writes class subtraction in another way, takes `&&` in a class for an operator, and `$` also for the place
/// before a last line end.
///
/// Absent if the pattern is none of XPath's. What ICU refuses too (a bracket that is not closed) is left to
/// it.
[[nodiscard]] std::optional<std::string> to_icu_pattern(std::string_view pattern, bool multiline,
                                                        bool without_space);

} // namespace micrograph::query
