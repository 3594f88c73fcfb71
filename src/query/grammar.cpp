#include "query/grammar.hpp"

#include "base/ascii.hpp"
#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"

#include <utility>

namespace micrograph::query {

namespace {

bool equal_without_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size())
    return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (ascii::lower(a[i]) != ascii::lower(b[i]))
      return false;
  return true;
}

std::string described(const Token& token) {
  switch (token.kind) {
  case TokenKind::end:
    return "the end of the query";
  case TokenKind::iri:
    return "<" + token.text + ">";
  case TokenKind::prefixed:
    return token.text + ":" + token.local;
  case TokenKind::blank:
    return "_:" + token.text;
  case TokenKind::variable:
    return "?" + token.text;
  case TokenKind::language:
    return "@" + token.text;
  case TokenKind::string:
    return "the string \"" + token.text.substr(0, 40) + (token.text.size() > 40 ? "…\"" : "\"");
  default:
    return "'" + token.text + "'";
  }
}

} // namespace

ParsedQuery parse_query(std::string_view text, const std::string& source_name, const std::string& base) {
  return Grammar(text, source_name, base).query();
}

Grammar::Grammar(std::string_view text, const std::string& source_name, const std::string& base)
    : source_name_(source_name), tokens_(tokenize(text, source_name)), base_(base), scopes_(1) {}

const Token& Grammar::peek(std::size_t ahead) const {
  return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
}

Token Grammar::take() {
  Token token = peek();
  if (token.kind != TokenKind::end)
    ++next_;
  return token;
}

bool Grammar::at_word(std::string_view word, std::size_t ahead) const {
  return peek(ahead).kind == TokenKind::word && equal_without_case(peek(ahead).text, word);
}

bool Grammar::at(std::string_view sign, std::size_t ahead) const {
  return peek(ahead).kind == TokenKind::punctuation && peek(ahead).text == sign;
}

bool Grammar::accept_word(std::string_view word) {
  if (!at_word(word))
    return false;
  ++next_;
  return true;
}

bool Grammar::accept(std::string_view sign) {
  if (!at(sign))
    return false;
  ++next_;
  return true;
}

void Grammar::expect_word(std::string_view word) {
  if (!accept_word(word))
    fail_expected(std::string(word));
}

void Grammar::expect(std::string_view sign) {
  if (!accept(sign))
    fail_expected("'" + std::string(sign) + "'");
}

Place Grammar::place_of(const Token& token) const {
  Place place;
  place.source = source_name_;
  place.line = token.line;
  place.column = token.column;
  return place;
}

void Grammar::fail_expected(const std::string& what) const {
  fail("expected " + what + ", found " + described(peek()), peek());
}

void Grammar::fail(const std::string& message, const Token& token) const {
  throw QueryError("query.syntax", message, place_of(token));
}

void Grammar::fail_too_deep() const {
  throw QueryError("query.too-deep", "the query is nested too deeply here", place_of(peek()));
}

void Grammar::note_unsupported(const Token& token, const std::string& what) {
  if (!unsupported_)
    unsupported_ = ParsedQuery::Unsupported{place_of(token), what};
}

bool Grammar::at_iri() const {
  return peek().kind == TokenKind::iri || peek().kind == TokenKind::prefixed;
}

std::string Grammar::iri() {
  if (!at_iri())
    fail_expected("an IRI or a prefixed name");
  return expand(take());
}

std::string Grammar::expand(const Token& token) const {
  if (token.kind == TokenKind::iri)
    return rdf::resolve_iri(base_, token.text);
  const auto prefix = prefixes_.find(token.text);
  if (prefix == prefixes_.end())
    fail("the prefix '" + token.text + ":' is not declared; add PREFIX " + token.text + ": <…>", token);
  return prefix->second + token.local;
}

bool Grammar::at_literal() const {
  const auto is_number = [this](std::size_t ahead) {
    const TokenKind kind = peek(ahead).kind;
    return kind == TokenKind::integer || kind == TokenKind::decimal || kind == TokenKind::double_;
  };
  if ((at("+") || at("-")) && is_number(1) && peek().end == peek(1).begin)
    return true;
  return is_number(0) || peek().kind == TokenKind::string || at_word("true") || at_word("false");
}

rdf::Term Grammar::literal() {
  namespace xsd = rdf::vocabulary::xsd;
  const auto typed = [](std::string lexical, const char* datatype) {
    return rdf::Term(rdf::TermKind::literal, std::move(lexical), datatype);
  };
  std::string sign;
  if (at("+") || at("-"))
    sign = take().text;
  Token token = take();
  switch (token.kind) {
  case TokenKind::integer:
    return typed(sign + token.text, xsd::integer);
  case TokenKind::decimal:
    return typed(sign + token.text, xsd::decimal);
  case TokenKind::double_:
    return typed(sign + token.text, xsd::double_);
  case TokenKind::word:
    return typed(equal_without_case(token.text, "true") ? "true" : "false", xsd::boolean);
  default:
    break;
  }
  rdf::Term term(rdf::TermKind::literal, std::move(token.text));
  if (peek().kind == TokenKind::language) {
    term.language = take().text;
  } else if (accept("^^")) {
    term.datatype = iri();
    if (term.datatype == xsd::string)
      term.datatype.clear();
  }
  return term;
}

VariableIndex Grammar::variable() {
  if (peek().kind != TokenKind::variable)
    fail_expected("a variable");
  return variable_named(take().text);
}

VariableIndex Grammar::variable_named(const std::string& name) {
  Scope& scope = scopes_.back();
  const auto [entry, is_new] =
      scope.index.emplace(name, static_cast<VariableIndex>(scope.frame->names.size()));
  if (is_new)
    scope.frame->names.push_back(name);
  return entry->second;
}

PatternTerm Grammar::fresh_blank() {
  PatternTerm node;
  Frame& frame = *scopes_.back().frame;
  node.variable = static_cast<VariableIndex>(frame.names.size());
  frame.names.push_back("_:-" + std::to_string(frame.names.size()));
  return node;
}

PatternTerm Grammar::labelled_blank(const Token& token) {
  const auto [home, is_new] = label_home_.emplace(token.text, basic_patterns_);
  if (!is_new && home->second != basic_patterns_)
    fail("the blank node label _:" + token.text + " is used in another part of the query already", token);
  PatternTerm node;
  node.variable = variable_named("_:" + token.text);
  return node;
}

PatternTerm Grammar::variable_or_term() {
  PatternTerm node;
  if (peek().kind == TokenKind::variable)
    node.variable = variable();
  else
    node.term = rdf::Term(rdf::TermKind::iri, iri());
  return node;
}

} // namespace micrograph::query
