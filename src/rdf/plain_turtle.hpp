#pragma once

#include "rdf/serd_io.hpp"
#include "rdf/token_scanner.hpp"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::rdf {

/// Rewrites a document of any of the four syntaxes into the part of it that Serd reads exactly.
///
/// What remains for Serd is the structure: subjects, `;` and `,`, `[ ]`, `( )`, graphs. IRIs come out
/// absolute, names expanded, numbers and booleans as typed literals, every blank node label with an
/// underscore before it, and each token on a line of its own, so that the number of Serd's line is the number
/// of the token. docs/decisions/0002-serd-wrapper.md says what Serd makes of the rest.
/// Throws FormatError `rdf.syntax`.
class PlainTurtle {
public:
  PlainTurtle(TokenScanner& scanner, Syntax syntax, std::string base);

  /// Fills `out` with the next text; fewer bytes than asked only at the end of a part.
  std::size_t read(char* out, std::size_t size);
  /// Begins the next part: whole statements, some megabytes of them, for one Serd reader each. Readers of
  /// Serd 0.30 keep a little of every N-Quads statement, so that one alone would fill the memory.
  /// False if there is none.
  [[nodiscard]] bool next_part();

  /// Reports an error that Serd found, at the token it calls a line.
  [[noreturn]] void fail(const std::string& text, std::uint32_t serd_line) const;

private:
  struct TokenPlace {
    std::uint64_t line;
    std::uint64_t column;
  };
  /// Whether the statement at hand is a lone `[]` so far, which is not a statement but which Serd accepts.
  enum class LoneBlank { no, opened, closed };

  void rewrite_next();
  void rewrite(const Token& token);
  void rewrite_line_based(const Token& token);
  void check_structure(const Token& token);
  void word(const Token& token);
  void directive(const Token& keyword, bool sparql);
  void emit(const Token& token, std::string_view text);
  void emit_iri(const Token& token);
  void emit_string(const Token& token);
  void emit_typed(const Token& token, const char* datatype);
  void begin_token(const Token& token);
  void append_iri(std::string& out, const Token& token);
  [[nodiscard]] std::size_t waiting() const { return pending_.size() - handed_; }
  [[nodiscard]] bool between_statements() const { return statement_start_ && nesting_ == 0 && !graph_open_; }
  [[nodiscard]] bool line_based() const { return syntax_ == Syntax::ntriples || syntax_ == Syntax::nquads; }

  TokenScanner& scanner_;
  Syntax syntax_;
  std::string base_;
  std::map<std::string, std::string, std::less<>> prefixes_;

  std::string pending_;            ///< rewritten text
  std::size_t handed_ = 0;         ///< bytes of it that Serd has
  std::vector<TokenPlace> places_; ///< of the tokens whose lines are not behind Serd yet
  std::uint32_t first_place_ = 1;  ///< line of places_.front(); wraps around as Serd's counter does
  std::size_t lines_handed_ = 0;   ///< lines of the piece that Serd is reading
  std::size_t part_size_ = 0;      ///< bytes handed out of this part
  bool part_ended_ = true;
  std::exception_ptr failed_; ///< what was wrong with the token behind pending_
  bool done_ = false;

  TokenKind last_kind_ = TokenKind::end;
  bool statement_start_ = true;
  bool graph_open_ = false;
  std::size_t nesting_ = 0; ///< open brackets and parentheses
  LoneBlank lone_blank_ = LoneBlank::no;
};

} // namespace micrograph::rdf
