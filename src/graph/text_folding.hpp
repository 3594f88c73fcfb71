#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Case in texts that are searched, as far as it concerns ASCII.
///
/// Filters compare in many ways: byte by byte, in lower case, in upper case, by Unicode's case folding. An index that serves
/// all of them may say "perhaps" too often but never "no" wrongly. So of a text that is looked for without regard to case
/// only its ASCII parts count, and the folded form of a text has every ASCII part that one of these forms of it has.
namespace micrograph::graph {

/// `A` to `Z` in lower case, all other bytes as they are.
[[nodiscard]] constexpr char fold_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
/// Replaces `out` by the folded form of a text: ASCII letters in lower case, and the few other characters that become ASCII in
/// some case as what they become (`ß` as `ss`). All else stays, also what is no UTF-8. Character by character, so whole
/// characters that are in a text are, folded, in the folded text.
void fold(std::string_view text, std::string& out);

/// The longest parts of a text that are ASCII.
[[nodiscard]] std::vector<std::string_view> ascii_parts(std::string_view text);

} // namespace micrograph::graph
