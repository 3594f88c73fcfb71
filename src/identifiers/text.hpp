#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace micrograph::identifiers {

// What the readers of identifiers have in common. All of it is about ASCII; other bytes are left alone.

/// Longer identifiers than this do not exist; it bounds the work on hostile text.
inline constexpr std::size_t longest_identifier = 2000;

/// True if it is not empty and all of its characters are digits.
[[nodiscard]] bool all_digits(std::string_view text);

/// Takes off a start, whatever its case; `start` is in lower case. False, and nothing taken, if it is not there.
bool take(std::string_view& text, std::string_view start);
/// Takes off `http://` or `https://` and `www.`, as far as they are there. True if the scheme was.
bool take_web_scheme(std::string_view& text);
/// Takes off everything to the first `/`, with it, and returns it without.
std::string_view take_step(std::string_view& path);

/// The text as a sentence has it: without blanks, a pair of quotes or brackets around it, and the comma, full stop or
/// bracket that belongs to the sentence. A bracket stays if it was opened in the text, as DOIs do.
[[nodiscard]] std::string_view without_punctuation(std::string_view text);

/// No control character, no space, none of <>"{}|\^` (RFC 3987, section 2.2, by exclusion).
[[nodiscard]] bool has_iri_characters(std::string_view text);
/// With escapes for what no IRI may have, and for a `%` that starts no escape.
[[nodiscard]] std::string percent_encoded(std::string_view text);
/// Without escapes of ASCII characters other than `%` itself; those that stay are in capitals. The inverse of
/// percent_encoded() but for characters that need no escape.
[[nodiscard]] std::string percent_decoded(std::string_view text);

} // namespace micrograph::identifiers
