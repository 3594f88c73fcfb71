#include "mapping/void_text.hpp"

#include <algorithm>
#include <array>

namespace micrograph::mapping {

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
  };
  while (!text.empty() && blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && blank(text.back()))
    text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_void(std::string_view text) {
  // Those with a colon are the standard values for unknown information of the DataCite schema (appendix 3).
  constexpr std::array<std::string_view, 28> words{"n/a",
                                                   "na",
                                                   "n.a.",
                                                   "null",
                                                   "nil",
                                                   "none",
                                                   "nan",
                                                   "unknown",
                                                   "undefined",
                                                   "not available",
                                                   "not applicable",
                                                   "not specified",
                                                   "unspecified",
                                                   "not defined",
                                                   "tbd",
                                                   "tba",
                                                   ":unac",
                                                   ":unal",
                                                   ":unap",
                                                   ":unas",
                                                   ":unav",
                                                   ":unkn",
                                                   ":none",
                                                   ":null",
                                                   ":tba",
                                                   "(:unkn)",
                                                   "(:unav)",
                                                   "(:tba)"};
  const std::string_view bare = trimmed(text);
  constexpr std::size_t longest_word = 14;
  if (bare.find_first_not_of("-_?") == std::string_view::npos)
    return true; // the empty text as well
  if (bare == "—" || bare == "–" || bare == "[]" || bare == "{}") // the last two are how empty JSON is lifted
    return true;
  return bare.size() <= longest_word && std::find(words.begin(), words.end(), lower(bare)) != words.end();
}

} // namespace micrograph::mapping
