#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::query {

enum class TokenKind : std::uint8_t {
  iri,      ///< `<…>`; `text` is what stands between
  prefixed, ///< `p:local`; `text` is `p`, `local` the rest with its escapes undone
  blank,    ///< `_:label`; `text` is the label
  variable, ///< `?name` or `$name`; `text` is the name
  language, ///< `@tag`; `text` is the tag, lower case
  integer,  ///< without sign, as are the next two
  decimal,
  double_,
  string,      ///< `text` is the value, escapes undone
  word,        ///< keyword, function name or `a`, as written
  punctuation, ///< `text` is the sign, the longest that fits
  end,
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;
  std::string local;
  std::uint32_t line = 1;   ///< 1-based
  std::uint32_t column = 1; ///< 1-based, in bytes
  std::size_t begin = 0;    ///< byte offset; with `end` it tells whether two tokens touch
  std::size_t end = 0;
};

/// Cuts a query into tokens, the last of kind `end`. Code point escapes (`\u00B5`) are undone first
/// (SPARQL 1.1, section 19.2). Throws QueryError `query.syntax`.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text, const std::string& source_name);

} // namespace micrograph::query
