#pragma once

#include "base/byte_source.hpp"
#include "base/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace micrograph::rdf {

enum class TokenKind : std::uint8_t {
  end,
  iri,           ///< `text` between `<` and `>`
  prefixed_name, ///< `text` with its colon
  blank,         ///< `text` is the label
  string,        ///< `text` between the quotes
  at_word,       ///< language tag, `@prefix` or `@base`; `text` without the at sign
  integer,
  decimal,
  double_,
  word,        ///< `a`, `true`, `PREFIX` …: letters that are no prefixed name
  datatype,    ///< `^^`
  punctuation, ///< `text` is one of `. , ; [ ] ( ) { }`
};

/// A terminal of the Turtle family. The text is as it stands in the document, escapes included (they have
/// been checked), and is valid until the next token is asked for.
struct Token {
  TokenKind kind = TokenKind::end;
  bool first_on_line = true; ///< nothing but white space stands before it on its line
  bool escaped = false;      ///< `text` holds a backslash
  bool long_quotes = false;  ///< string between triple quotes
  char quote = 0;            ///< `"` or `'`
  std::string_view text;
  std::uint64_t line = 1;
  std::uint64_t column = 1; ///< in bytes

  [[nodiscard]] bool is(char mark) const { return kind == TokenKind::punctuation && text[0] == mark; }
};

/// Cuts a document into the terminals of Turtle and TriG, of which those of N-Triples and N-Quads are a
/// part, and refuses what is none: characters, escapes, UTF-8. Throws FormatError `rdf.syntax`.
class TokenScanner {
public:
  explicit TokenScanner(ByteSource& bytes);
  TokenScanner(std::string_view text, std::string source_name);

  /// The next token; `end` at the end, again and again.
  [[nodiscard]] Token next();

  [[noreturn]] void fail(const std::string& text, std::uint64_t line, std::uint64_t column) const;
  [[noreturn]] void fail(const std::string& text, const Token& at) const { fail(text, at.line, at.column); }

private:
  bool refill();
  void skip_byte_order_mark();
  void skip_blanks();
  // Each takes the place of the token's first byte and returns the one behind its last, or null if the
  // window ends before that can be known.
  [[nodiscard]] const char* scan(const char* at, Token& token);
  [[nodiscard]] const char* scan_iri(const char* at, Token& token) const;
  [[nodiscard]] const char* scan_string(const char* at, Token& token) const;
  [[nodiscard]] const char* scan_at_word(const char* at, Token& token) const;
  [[nodiscard]] const char* scan_blank(const char* at, Token& token) const;
  [[nodiscard]] const char* scan_number(const char* at, Token& token) const;
  [[nodiscard]] const char* scan_word(const char* at, Token& token) const;
  [[nodiscard]] const char* scan_local_name(const char* at, Token& token, std::size_t prefix_length) const;
  [[nodiscard]] const char* scan_name(const char* at) const;
  [[nodiscard]] const char* scan_escape(const char* at, bool in_string) const;
  [[nodiscard]] const char* skip_character(const char* at) const;
  [[nodiscard]] bool cut_short(const char* at, std::size_t wanted = 1) const {
    return !complete_ && static_cast<std::size_t>(end_ - at) < wanted;
  }
  [[nodiscard]] std::uint64_t offset(const char* at) const {
    return begin_offset_ + static_cast<std::uint64_t>(at - begin_);
  }
  void count_lines(const char* from, const char* to);
  [[noreturn]] void fail_at(const char* at, const std::string& text) const;

  ByteSource* bytes_ = nullptr;
  std::string name_;
  std::string window_;          ///< bytes of the source around the current place; unused for text in memory
  const char* begin_ = nullptr; ///< of the window
  const char* end_ = nullptr;
  const char* position_ = nullptr;
  std::uint64_t begin_offset_ = 0; ///< of the window in the source
  bool complete_ = false;          ///< nothing comes after end_
  bool in_comment_ = false;
  bool first_on_line_ = true;
  std::uint64_t line_ = 1;
  std::uint64_t line_offset_ = 0; ///< of the first byte of this line
};

/// Appends `text` with `\uXXXX` and `\UXXXXXXXX` decoded; a backslash before anything else is dropped (as in
/// local names). The text must have passed a TokenScanner.
void append_unescaped(std::string& out, std::string_view text);

} // namespace micrograph::rdf
