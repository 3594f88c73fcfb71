#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Case in texts that are searched, as far as it can be told without tables.
///
/// Filters compare in many ways: byte by byte, in lower case, in upper case, by Unicode's case folding. An index that serves
/// all of them may say "perhaps" too often but never "no" wrongly. So only ASCII letters are folded; what other characters
/// could become is not looked at, and texts that hold one of the few which could become ASCII letters are always "perhaps".
namespace micrograph::graph {

/// `A` to `Z` in lower case, all other bytes as they are.
[[nodiscard]] constexpr char fold_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
/// Replaces `out` by the text in folded form, which has the same number of bytes.
void fold_ascii(std::string_view text, std::string& out);

/// True if some change of case may turn a part of the text that is no ASCII into ASCII (`ß` has the upper case `SS`), or if
/// the text is no UTF-8, so that it depends on the reader what it says.
[[nodiscard]] bool folds_unforeseeably(std::string_view text);

/// The longest parts of a text that are ASCII: what remains of it when nothing is known of case beyond.
[[nodiscard]] std::vector<std::string_view> ascii_parts(std::string_view text);

} // namespace micrograph::graph
