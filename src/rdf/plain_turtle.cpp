#include "rdf/plain_turtle.hpp"

#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <cstring>
#include <strings.h>

namespace micrograph::rdf {

namespace xsd = vocabulary::xsd;

namespace {

/// Serd calls itself for every bracket. Documents written by people or tools stay below a few dozen; the
/// limit keeps a hostile one far from the end of the stack.
constexpr std::size_t most_nesting = 1000;

/// A name of two letters can stand for a namespace of any length, and a small file for more than memory holds.
constexpr std::size_t longest_namespace = 4096;

constexpr std::size_t most_in_part = 16 * 1024 * 1024;

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace

PlainTurtle::PlainTurtle(TokenScanner& scanner, Syntax syntax, std::string base)
    : scanner_(scanner), syntax_(syntax), base_(std::move(base)) {}

std::size_t PlainTurtle::read(char* out, std::size_t size) {
  // Serd asks for more only when it has read all lines of the last piece, but for a line cut in two.
  places_.erase(places_.begin(), places_.begin() + static_cast<std::ptrdiff_t>(lines_handed_));
  first_place_ += static_cast<std::uint32_t>(lines_handed_);
  if (handed_ > pending_.size() / 2) { // not each time: a literal may be many pieces long
    pending_.erase(0, handed_);
    handed_ = 0;
  }
  if (failed_ && waiting() == 0)
    std::rethrow_exception(failed_);

  while (waiting() < size && !part_ended_ && !failed_) {
    part_ended_ = part_size_ >= most_in_part && between_statements();
    if (!part_ended_)
      rewrite_next();
  }
  // An error waits until Serd has read what stands before it, where it may find another. Blanks fill the
  // piece, since a short one means the end.
  if (failed_ && waiting() < size)
    pending_.append(size - waiting(), ' ');
  const std::size_t count = std::min(size, waiting());
  std::memcpy(out, pending_.data() + handed_, count);
  handed_ += count;
  part_size_ += count;
  lines_handed_ = static_cast<std::size_t>(std::count(out, out + count, '\n'));
  return count;
}

void PlainTurtle::rewrite_next() {
  const std::size_t before = pending_.size();
  try {
    const Token token = scanner_.next();
    done_ = part_ended_ = token.kind == TokenKind::end;
    if (line_based())
      rewrite_line_based(token);
    else
      rewrite(token);
    last_kind_ = token.kind;
  } catch (const FormatError&) {
    failed_ = std::current_exception();
    pending_.resize(before);
  }
}

bool PlainTurtle::next_part() {
  if (done_)
    return false;
  pending_.clear();
  places_.clear();
  handed_ = lines_handed_ = part_size_ = 0;
  first_place_ = 1;
  part_ended_ = false;
  return true;
}

void PlainTurtle::fail(const std::string& text, std::uint32_t serd_line) const {
  const std::uint32_t index = serd_line - first_place_;
  if (places_.empty())
    scanner_.fail(text, 1, 1);
  const TokenPlace& place = places_[std::min<std::size_t>(index, places_.size() - 1)];
  scanner_.fail(text, place.line, place.column);
}

/// Every token but the first begins with the line end of the one before, since language and datatype must
/// follow their string without a gap.
void PlainTurtle::begin_token(const Token& token) {
  if (part_size_ != 0 || !pending_.empty())
    pending_ += '\n';
  places_.push_back({token.line, token.column});
}

void PlainTurtle::emit(const Token& token, std::string_view text) {
  begin_token(token);
  pending_ += text;
}

void PlainTurtle::append_iri(std::string& out, const Token& token) {
  if (token.kind == TokenKind::prefixed_name) {
    const std::size_t colon = token.text.find(':');
    const auto prefix = prefixes_.find(token.text.substr(0, colon));
    if (prefix == prefixes_.end())
      scanner_.fail("the prefix '" + std::string(token.text.substr(0, colon)) + ":' is not declared", token);
    out += prefix->second;
    append_unescaped(out, token.text.substr(colon + 1));
    return;
  }
  if (token.kind != TokenKind::iri)
    scanner_.fail("expected an IRI", token);
  const std::size_t start = out.size();
  if (token.escaped)
    append_unescaped(out, token.text);
  else
    out += token.text;
  if (has_scheme(std::string_view(out).substr(start)))
    return;
  if (line_based())
    scanner_.fail("an IRI must be absolute here", token);
  const std::string resolved = resolve_iri(base_, std::string_view(out).substr(start));
  if (!has_scheme(resolved))
    scanner_.fail("this IRI is relative, and there is no base to resolve it", token);
  out.replace(start, std::string::npos, resolved);
}

void PlainTurtle::emit_iri(const Token& token) {
  // The IRI of a datatype stays on the line of its literal.
  if (last_kind_ != TokenKind::datatype)
    begin_token(token);
  pending_ += '<';
  append_iri(pending_, token);
  pending_ += '>';
}

void PlainTurtle::emit_string(const Token& token) {
  begin_token(token);
  pending_ += '"';
  // All strings become short ones in double quotes. The escapes in them are valid there, too.
  std::string_view text = token.text;
  while (true) {
    const std::size_t special = text.find_first_of(std::string_view("\"\\\n\r\0", 5));
    pending_ += text.substr(0, special);
    if (special == std::string_view::npos)
      break;
    const char c = text[special];
    if (c == '\\')
      pending_ += text.substr(special, 2);
    else
      pending_ += c == '"' ? "\\\"" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\u0000";
    text.remove_prefix(special + (c == '\\' ? 2 : 1));
  }
  pending_ += '"';
}

void PlainTurtle::emit_typed(const Token& token, const char* datatype) {
  begin_token(token);
  pending_ += '"';
  pending_ += token.text;
  pending_ += "\"^^<";
  pending_ += datatype;
  pending_ += '>';
}

/// N-Triples and N-Quads: absolute IRIs, labels, short strings; one statement a line.
void PlainTurtle::rewrite_line_based(const Token& token) {
  const bool begins = statement_start_;
  statement_start_ = false;
  if (begins != token.first_on_line && token.kind != TokenKind::end)
    scanner_.fail(begins ? "a statement begins on a line of its own"
                         : "a statement ends on the line it began on",
                  token);
  if (last_kind_ == TokenKind::datatype && token.kind != TokenKind::iri)
    scanner_.fail("expected the IRI of a datatype", token);
  switch (token.kind) {
  case TokenKind::end:
    if (!begins)
      scanner_.fail("the file ends within a statement", token);
    return;
  case TokenKind::iri:
    return emit_iri(token);
  case TokenKind::blank:
    emit(token, "_:_");
    pending_ += token.text;
    return;
  case TokenKind::string:
    if (token.long_quotes || token.quote != '"')
      scanner_.fail("strings stand between single \" here", token);
    return emit_string(token);
  case TokenKind::at_word:
  case TokenKind::datatype:
    if (last_kind_ != TokenKind::string)
      scanner_.fail("expected a term", token);
    pending_ += token.kind == TokenKind::datatype ? "^^" : "@";
    if (token.kind == TokenKind::at_word)
      pending_ += token.text;
    return;
  case TokenKind::punctuation:
    if (token.is('.')) {
      statement_start_ = true;
      return emit(token, ".");
    }
    break;
  default:
    break;
  }
  scanner_.fail("'" + std::string(token.text) + "' has no place in this syntax", token);
}

void PlainTurtle::rewrite(const Token& token) {
  if (last_kind_ == TokenKind::datatype && token.kind != TokenKind::iri &&
      token.kind != TokenKind::prefixed_name)
    scanner_.fail("expected the IRI of a datatype", token);
  if (token.kind == TokenKind::punctuation)
    return check_structure(token);
  lone_blank_ = LoneBlank::no;
  const bool starts = statement_start_;
  statement_start_ = false;
  switch (token.kind) {
  case TokenKind::iri:
  case TokenKind::prefixed_name:
    return emit_iri(token);
  case TokenKind::blank:
    emit(token, "_:_");
    pending_ += token.text;
    return;
  case TokenKind::string:
    return emit_string(token);
  case TokenKind::at_word:
    if (last_kind_ == TokenKind::string) {
      pending_ += '@';
      pending_ += token.text;
      return;
    }
    statement_start_ = starts;
    return directive(token, false);
  case TokenKind::datatype:
    if (last_kind_ != TokenKind::string)
      scanner_.fail("'^^' must follow a string", token);
    pending_ += "^^";
    return;
  case TokenKind::integer:
    return emit_typed(token, xsd::integer);
  case TokenKind::decimal:
    return emit_typed(token, xsd::decimal);
  case TokenKind::double_:
    return emit_typed(token, xsd::double_);
  case TokenKind::word:
    statement_start_ = starts;
    return word(token);
  case TokenKind::punctuation:
    return;
  case TokenKind::end:
    if (!starts || graph_open_)
      scanner_.fail("the file ends within a statement", token);
    return;
  }
}

void PlainTurtle::word(const Token& token) {
  if (token.text == "true" || token.text == "false") {
    statement_start_ = false;
    return emit_typed(token, xsd::boolean);
  }
  if (equal_ignoring_case(token.text, "prefix") || equal_ignoring_case(token.text, "base"))
    return directive(token, true);
  const bool graph = equal_ignoring_case(token.text, "graph");
  // Serd takes any word for a subject, so `a` must be kept from it there.
  if (graph ? syntax_ != Syntax::trig || !statement_start_ || graph_open_
            : token.text != "a" || statement_start_)
    scanner_.fail("'" + std::string(token.text) + "' means nothing here", token);
  statement_start_ = false;
  emit(token, graph ? "GRAPH" : "a");
}

/// Passes brackets and full stops on, having checked what Serd does not: depth, graphs outside of TriG, and
/// statements that consist of `[]` alone.
void PlainTurtle::check_structure(const Token& token) {
  const char mark = token.text[0];
  if (lone_blank_ == LoneBlank::closed && (mark == '.' || mark == '}'))
    scanner_.fail("a blank node alone is not a statement", token);
  if (mark == '[')
    lone_blank_ = statement_start_ ? LoneBlank::opened : LoneBlank::no;
  else
    lone_blank_ = mark == ']' && lone_blank_ == LoneBlank::opened ? LoneBlank::closed : LoneBlank::no;

  statement_start_ = false;
  switch (mark) {
  case '[':
  case '(':
    if (++nesting_ > most_nesting)
      scanner_.fail("more than " + std::to_string(most_nesting) + " brackets within each other", token);
    break;
  case ']':
  case ')':
    if (nesting_ == 0)
      scanner_.fail("nothing is open that '" + std::string(token.text) + "' could close", token);
    --nesting_;
    break;
  case '{':
  case '}':
    if (syntax_ != Syntax::trig)
      scanner_.fail("Turtle has no graphs; is this TriG?", token);
    if (nesting_ != 0 || graph_open_ != (mark == '}'))
      scanner_.fail("'" + std::string(token.text) + "' has no place here", token);
    graph_open_ = mark == '{';
    statement_start_ = true;
    break;
  case '.':
    if (nesting_ != 0)
      scanner_.fail("the statement ends before its brackets do", token);
    statement_start_ = true;
    break;
  default:
    break;
  }
  emit(token, token.text);
}

/// Reads a directive to its end. Bases are dealt with here; prefixes as well, but they are also passed on, so
/// that the sink hears of them in the order of the document.
void PlainTurtle::directive(const Token& keyword, bool sparql) {
  const bool is_base = sparql ? equal_ignoring_case(keyword.text, "base") : keyword.text == "base";
  const Token at = keyword; // its text is gone with the next token, its place is not
  if (!is_base && !(sparql ? equal_ignoring_case(keyword.text, "prefix") : keyword.text == "prefix"))
    scanner_.fail("'@" + std::string(keyword.text) + "' must follow a string, or be @prefix or @base",
                  keyword);
  if (!statement_start_ || graph_open_)
    scanner_.fail("a directive has no place within a statement or a graph", keyword);

  std::string name;
  if (!is_base) {
    const Token prefix = scanner_.next();
    if (prefix.kind != TokenKind::prefixed_name || prefix.text.find(':') != prefix.text.size() - 1)
      scanner_.fail("expected the name of a prefix, with a colon at its end", prefix);
    name = prefix.text.substr(0, prefix.text.size() - 1);
  }
  const Token iri_token = scanner_.next();
  if (iri_token.kind != TokenKind::iri)
    scanner_.fail("expected an IRI between '<' and '>'", iri_token);
  std::string iri;
  append_iri(iri, iri_token);
  if (iri.size() > longest_namespace)
    scanner_.fail("a namespace or base may have " + std::to_string(longest_namespace) + " bytes at most", at);
  if (!sparql) {
    const Token dot = scanner_.next();
    if (!dot.is('.'))
      scanner_.fail("expected '.' at the end of the directive", dot);
  }
  if (is_base) {
    base_ = std::move(iri);
    return;
  }
  emit(at, "@prefix ");
  pending_.append(name).append(": <").append(iri).append("> .");
  prefixes_.insert_or_assign(std::move(name), std::move(iri));
}

} // namespace micrograph::rdf
