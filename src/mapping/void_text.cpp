#include "mapping/void_text.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>

namespace micrograph::mapping {

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
  const std::string_view bare = ascii::trimmed(text);
  constexpr std::size_t longest_word = 14;
  if (bare.find_first_not_of("-_?") == std::string_view::npos)
    return true; // the empty text as well
  if (bare == "—" || bare == "–" || bare == "[]" || bare == "{}") // the last two are how empty JSON is lifted
    return true;
  return bare.size() <= longest_word && std::find(words.begin(), words.end(), ascii::lower(bare)) != words.end();
}

} // namespace micrograph::mapping
