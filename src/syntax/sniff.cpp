#include "syntax/sniff.hpp"

#include "base/error.hpp"
#include "rdf/iri.hpp"
#include "rdf/token_scanner.hpp"

#include <cctype>

namespace micrograph::syntax {

namespace {

using rdf::Token;
using rdf::TokenKind;

constexpr std::string_view white_space = " \t\r\n";

std::string_view after_blanks(std::string_view text) {
  const auto start = text.find_first_not_of(white_space);
  return start == std::string_view::npos ? std::string_view() : text.substr(start);
}

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFE\xFF") || text.starts_with("\xFF\xFE") || text.starts_with(std::string_view("<\0", 2)) ||
         text.starts_with(std::string_view("\0<", 2));
}

/// A tag, a declaration or a comment. An IRI of Turtle begins like a tag, but has no blanks in it.
bool is_xml(std::string_view text) {
  if (text.starts_with("<?xml") || text.starts_with("<!--") || text.starts_with("<!DOCTYPE") ||
      text.starts_with("<rdf:RDF>"))
    return true;
  const auto end = text.find_first_of(" \t\r\n>", 1);
  return text.starts_with('<') && end != std::string_view::npos && end > 1 && text[end] != '>';
}

/// `{` and `[` begin an object and an array of JSON, but also a graph of TriG and a blank node of Turtle; what
/// follows them tells.
bool is_json(std::string_view text) {
  if (text.empty() || (text[0] != '{' && text[0] != '['))
    return false;
  const std::string_view inside = after_blanks(text.substr(1));
  if (inside.empty())
    return false;
  if (text[0] == '{')
    return inside[0] == '"' || (inside[0] == '}' && after_blanks(inside.substr(1)).empty());
  return inside[0] == '{' || inside[0] == '"' || inside[0] == '[' ||
         (inside[0] == ']' && after_blanks(inside.substr(1)).empty());
}

bool equal_ignoring_case(std::string_view text, std::string_view upper) {
  if (text.size() != upper.size())
    return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (std::toupper(static_cast<unsigned char>(text[i])) != upper[i])
      return false;
  return true;
}

/// Walks over statements of the Turtle family and notes what only some of its syntaxes have.
class FamilyScan {
public:
  explicit FamilyScan(std::string_view text) : scanner_(text, "start") {}

  std::optional<Guess> run() {
    try {
      while (go_on(scanner_.next())) {
      }
    } catch (const FormatError&) {
      // A fault, or a token that the end of what is seen has cut: what was seen before it counts.
    }
    if (decided_)
      return decided_;
    if (directives_)
      return Guess{Syntax::turtle, true};
    if (lines_ && statements_ > 0)
      return Guess{Syntax::ntriples, true};
    return begun_ ? std::optional(Guess{Syntax::turtle, false}) : std::nullopt;
  }

private:
  /// Takes the next token. False if that was enough.
  bool go_on(const Token& token) {
    if (token.kind == TokenKind::end || (!in_statement_ && is_directive(token)))
      return token.kind != TokenKind::end;
    if (token.kind == TokenKind::word && !is_word_of_turtle(token))
      return false;
    lines_ = lines_ && in_statement_ != token.first_on_line;
    in_statement_ = true;
    if (token.kind == TokenKind::punctuation)
      punctuation(token);
    else
      term(token);
    last_ = token.kind;
    return !decided_;
  }

  [[nodiscard]] bool is_word_of_turtle(const Token& token) const {
    return in_statement_ ? token.text == "a" || token.text == "true" || token.text == "false"
                         : equal_ignoring_case(token.text, "GRAPH");
  }

  /// `@prefix e: <…> .` and `PREFIX e: <…>`, with the rest of it.
  bool is_directive(const Token& token) {
    const bool at = token.kind == TokenKind::at_word && (token.text == "prefix" || token.text == "base");
    const bool word = token.kind == TokenKind::word &&
                      (equal_ignoring_case(token.text, "PREFIX") || equal_ignoring_case(token.text, "BASE"));
    if (!at && !word)
      return false;
    while (scanner_.next().kind == TokenKind::prefixed_name) {
    }
    if (at && !scanner_.next().is('.'))
      throw FormatError("rdf.syntax", "no directive");
    directives_ = true;
    return true;
  }

  void term(const Token& token) {
    switch (token.kind) {
    case TokenKind::iri:
      lines_ = lines_ && rdf::has_scheme(token.text);
      terms_ += last_ != TokenKind::datatype;
      break;
    case TokenKind::blank:
      ++terms_;
      break;
    case TokenKind::string:
      lines_ = lines_ && token.quote == '"' && !token.long_quotes && terms_ == 2;
      ++terms_;
      break;
    case TokenKind::at_word:
    case TokenKind::datatype:
      break;
    default:
      lines_ = false;
      terms_ += token.kind != TokenKind::word || !equal_ignoring_case(token.text, "GRAPH");
    }
    begun_ = begun_ || token.kind != TokenKind::word;
  }

  void punctuation(const Token& token) {
    begun_ = true;
    if (token.is('.') && depth_ == 0) {
      statements_ += terms_ > 2;
      if (lines_ && terms_ == 4)
        decided_ = Guess{Syntax::nquads, true};
      terms_ = 0;
      in_statement_ = false;
      return;
    }
    if (token.is('{') && depth_ == 0 && terms_ <= 1)
      decided_ = Guess{Syntax::trig, true};
    lines_ = false;
    if (token.is('[') || token.is('('))
      ++depth_;
    else if (token.is(']') || token.is(')'))
      depth_ -= depth_ > 0;
  }

  rdf::TokenScanner scanner_;
  std::optional<Guess> decided_;
  bool directives_ = false;
  bool lines_ = true;  ///< all so far could stand in N-Triples or N-Quads
  bool begun_ = false; ///< something was seen that could begin a statement
  bool in_statement_ = false;
  std::size_t statements_ = 0; ///< that ended
  std::size_t terms_ = 0;      ///< of this one, outside of brackets
  std::size_t depth_ = 0;
  TokenKind last_ = TokenKind::end;
};

} // namespace

std::optional<Guess> guess_syntax(std::string_view start) {
  start = start.substr(0, sniffed_size);
  if (is_utf16(start))
    return Guess{Syntax::rdfxml, true};
  std::string_view text = start;
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  text = after_blanks(text);
  if (is_xml(text))
    return Guess{Syntax::rdfxml, true};
  if (is_json(text))
    return Guess{Syntax::jsonld, true};
  return FamilyScan(text).run();
}

bool is_kept_by(Syntax promised, const Guess& guess) {
  const auto in_family = [](Syntax syntax) { return syntax != Syntax::rdfxml && syntax != Syntax::jsonld; };
  if (promised == guess.syntax)
    return true;
  if (!in_family(promised) || !in_family(guess.syntax))
    return false;
  return !guess.certain || guess.syntax == Syntax::ntriples ||
         (guess.syntax == Syntax::turtle && promised == Syntax::trig);
}

Syntax widest(Syntax guessed) {
  return guessed == Syntax::turtle ? Syntax::trig : guessed == Syntax::ntriples ? Syntax::nquads : guessed;
}

} // namespace micrograph::syntax
