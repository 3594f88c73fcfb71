#include "rdf/token_scanner.hpp"

#include "base/utf8.hpp"
#include "rdf/characters.hpp"

#include <algorithm>
#include <cstring>
#include <span>

namespace micrograph::rdf {

using namespace characters;

namespace {

constexpr std::size_t first_window = 64 * 1024;

std::uint32_t hex_value(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits)
    value = value << 4 | static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  return value;
}

/// An ASCII character as a message shows it.
std::string shown(char c) {
  static constexpr char digits[] = "0123456789ABCDEF";
  if (c > ' ' && c < 0x7F)
    return std::string("'") + c + "'";
  return std::string("U+00") + digits[static_cast<unsigned char>(c) >> 4 & 7] + digits[c & 15];
}

} // namespace

TokenScanner::TokenScanner(ByteSource& bytes) : bytes_(&bytes), name_(bytes.name()) {
  begin_ = position_ = end_ = window_.data();
  refill();
  skip_byte_order_mark();
}

TokenScanner::TokenScanner(std::string_view text, std::string source_name)
    : name_(std::move(source_name)), begin_(text.data()), end_(text.data() + text.size()), position_(begin_),
      complete_(true) {
  skip_byte_order_mark();
}

void TokenScanner::skip_byte_order_mark() {
  // Part of the encoding, not of the text; editors on Windows write it.
  if (std::string_view(position_, static_cast<std::size_t>(end_ - position_)).substr(0, 3) ==
      "\xEF\xBB\xBF") {
    position_ += 3;
    line_offset_ = 3;
  }
}

/// Moves what is not yet read to the start of the window and reads on behind it. A token that does not fit
/// doubles the window, so that scanning it anew each time stays linear in its length.
bool TokenScanner::refill() {
  if (complete_)
    return false;
  const auto consumed = static_cast<std::size_t>(position_ - begin_);
  const auto kept = static_cast<std::size_t>(end_ - position_);
  begin_offset_ += consumed;
  std::memmove(window_.data(), window_.data() + consumed, kept);
  if (window_.size() < 2 * kept || window_.empty())
    window_.resize(std::max(first_window, 2 * window_.size()));
  const auto space = std::as_writable_bytes(std::span(window_)).subspan(kept);
  const std::size_t count = bytes_->read_at(begin_offset_ + kept, space);
  begin_ = position_ = window_.data();
  end_ = begin_ + kept + count;
  complete_ = count < space.size();
  return true;
}

void TokenScanner::fail(const std::string& text, std::uint64_t line, std::uint64_t column) const {
  throw FormatError("rdf.syntax", text, Place{name_, {}, {}, line, column});
}

void TokenScanner::fail_at(const char* at, const std::string& text) const {
  // A string over several lines is not counted yet when it fails.
  std::uint64_t line = line_;
  std::uint64_t line_offset = line_offset_;
  for (const char* p = position_; p < at; ++p)
    if (*p == '\n') {
      ++line;
      line_offset = offset(p) + 1;
    }
  fail(text, line, offset(at) - line_offset + 1);
}

void TokenScanner::count_lines(const char* from, const char* to) {
  while ((from = static_cast<const char*>(std::memchr(from, '\n', static_cast<std::size_t>(to - from))))) {
    ++line_;
    line_offset_ = offset(++from);
  }
}

Token TokenScanner::next() {
  for (;;) {
    skip_blanks();
    Token token;
    token.first_on_line = first_on_line_;
    token.line = line_;
    token.column = offset(position_) - line_offset_ + 1;
    const bool blanks_cut_short = in_comment_ && position_ != end_;
    if (position_ == end_ || blanks_cut_short) {
      if (refill())
        continue;
      return token;
    }
    if (const char* after = scan(position_, token)) {
      if (token.long_quotes)
        count_lines(position_, after);
      first_on_line_ = false;
      position_ = after;
      return token;
    }
    refill();
  }
}

/// Passes white space and comments; stops at a token or at the end of the window.
void TokenScanner::skip_blanks() {
  while (position_ != end_) {
    const char c = *position_;
    if (c == '\n' || c == '\r') {
      in_comment_ = false;
      first_on_line_ = true;
      ++position_;
      if (c == '\n') {
        ++line_;
        line_offset_ = offset(position_);
      }
    } else if (in_comment_) {
      const char* after = skip_character(position_);
      if (!after)
        return;
      position_ = after;
    } else if (c == '#') {
      in_comment_ = true;
    } else if (c == ' ' || c == '\t') {
      ++position_;
    } else {
      return;
    }
  }
}

/// Behind one character of any kind, or null if the window ends within it.
const char* TokenScanner::skip_character(const char* at) const {
  if (is_ascii(*at))
    return at + 1;
  const Decoded decoded = decode_utf8(at, end_);
  if (decoded.length == 0) {
    if (cut_short(at, 4))
      return nullptr;
    fail_at(at, "this is not UTF-8");
  }
  return at + decoded.length;
}

const char* TokenScanner::scan(const char* at, Token& token) {
  const char c = *at;
  switch (c) {
  case '<':
    return scan_iri(at, token);
  case '"':
  case '\'':
    return scan_string(at, token);
  case '@':
    return scan_at_word(at, token);
  case '_':
    return scan_blank(at, token);
  case '^':
    if (cut_short(at, 2))
      return nullptr;
    if (end_ - at < 2 || at[1] != '^')
      fail_at(at, "expected '^^'");
    token.kind = TokenKind::datatype;
    token.text = {at, 2};
    return at + 2;
  case '.':
    if (cut_short(at, 2))
      return nullptr;
    if (end_ - at >= 2 && is(at[1], digit))
      return scan_number(at, token);
    [[fallthrough]];
  case ',':
  case ';':
  case '[':
  case ']':
  case '(':
  case ')':
  case '{':
  case '}':
    token.kind = TokenKind::punctuation;
    token.text = {at, 1};
    return at + 1;
  case ':':
    return scan_local_name(at, token, 0);
  default:
    return is(c, digit) || c == '+' || c == '-' ? scan_number(at, token) : scan_word(at, token);
  }
}

const char* TokenScanner::scan_iri(const char* at, Token& token) const {
  const char* p = at + 1;
  for (;;) {
    while (p != end_ && characters::is(*p, iri))
      ++p;
    if (cut_short(p))
      return nullptr;
    if (p == end_)
      fail_at(at, "this IRI has no end");
    if (*p == '>')
      break;
    if (*p == '\\') {
      token.escaped = true;
      if (!(p = scan_escape(p, false)))
        return nullptr;
    } else if (is_ascii(*p)) {
      fail_at(p, shown(*p) + " cannot stand in an IRI");
    } else if (!(p = skip_character(p))) {
      return nullptr;
    }
  }
  token.kind = TokenKind::iri;
  token.text = {at + 1, static_cast<std::size_t>(p - at - 1)};
  return p + 1;
}

/// A backslash and what belongs to it. In strings that may be one letter, in IRIs only a code point, which
/// must be one that an IRI could hold unescaped.
const char* TokenScanner::scan_escape(const char* at, bool in_string) const {
  if (cut_short(at, 2))
    return nullptr;
  const char kind = end_ - at >= 2 ? at[1] : '\0';
  if (in_string && kind != '\0' && std::strchr("tbnrf\"'\\", kind))
    return at + 2;
  const int digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  if (digits == 0)
    fail_at(at, "this escape is not known here");
  if (cut_short(at, static_cast<std::size_t>(digits) + 2))
    return nullptr;
  const char* p = at + 2;
  for (int i = 0; i < digits; ++i, ++p)
    if (p == end_ || !characters::is(*p, hex))
      fail_at(at, std::string("\\") + kind + " wants " + std::to_string(digits) + " hexadecimal digits");
  const std::uint32_t code = hex_value({at + 2, static_cast<std::size_t>(digits)});
  if (!is_scalar(code))
    fail_at(at, "this escape is not a character of Unicode");
  if (!in_string && code < 0x80 && !characters::is(static_cast<char>(code), iri))
    fail_at(at, "this character cannot stand in an IRI, not even escaped");
  return p;
}

const char* TokenScanner::scan_string(const char* at, Token& token) const {
  if (cut_short(at, 3))
    return nullptr;
  const char quote = *at;
  const bool is_long = end_ - at >= 3 && at[1] == quote && at[2] == quote;
  const std::ptrdiff_t quotes = is_long ? 3 : 1;
  const char* p = at + quotes;
  for (;;) {
    while (p != end_ && characters::is(*p, plain))
      ++p;
    if (cut_short(p, 3))
      return nullptr;
    if (p == end_)
      fail_at(at, "this string has no end");
    if (*p == quote) {
      // Of more than three quotes the last three close, so `""""` may not end here.
      if (!is_long || (end_ - p >= 3 && p[1] == quote && p[2] == quote))
        break;
      ++p;
    } else if (*p == '\\') {
      token.escaped = true;
      if (!(p = scan_escape(p, true)))
        return nullptr;
    } else if ((*p == '\n' || *p == '\r') && !is_long) {
      fail_at(p, "the line ends within a string");
    } else if (!(p = skip_character(p))) {
      return nullptr;
    }
  }
  token.kind = TokenKind::string;
  token.quote = quote;
  token.long_quotes = is_long;
  token.text = {at + quotes, static_cast<std::size_t>(p - at - quotes)};
  return p + quotes;
}

const char* TokenScanner::scan_at_word(const char* at, Token& token) const {
  const char* p = at + 1;
  const char* part = p;
  while (p != end_ && characters::is(*p, letter))
    ++p;
  if (p == part && !cut_short(p))
    fail_at(at, "expected a language or a directive after '@'");
  for (;;) {
    // One byte beyond the hyphen decides whether it belongs to the tag.
    if (cut_short(p, 2))
      return nullptr;
    if (end_ - p < 2 || *p != '-' || !characters::is(p[1], letter | digit))
      break;
    for (++p; p != end_ && characters::is(*p, letter | digit);)
      ++p;
  }
  token.kind = TokenKind::at_word;
  token.text = {at + 1, static_cast<std::size_t>(p - at - 1)};
  return p;
}

/// Behind the characters of PN_CHARS and the dots from `at` on.
const char* TokenScanner::scan_name(const char* at) const {
  const char* p = at;
  for (;;) {
    while (p != end_ && (characters::is(*p, name) || *p == '.'))
      ++p;
    if (cut_short(p))
      return nullptr;
    if (p == end_ || is_ascii(*p))
      return p;
    const char* after = skip_character(p);
    if (!after)
      return nullptr;
    if (!is_name(decode_utf8(p, end_).code))
      return p;
    p = after;
  }
}

const char* TokenScanner::scan_blank(const char* at, Token& token) const {
  if (cut_short(at, 3))
    return nullptr;
  const char* start = at + 2;
  if (end_ - at < 3 || at[1] != ':')
    fail_at(at, "expected '_:' and a label");
  const char* p = scan_name(start);
  if (!p)
    return nullptr;
  while (p != start && p[-1] == '.')
    --p; // dots at the end end the statement instead
  const bool good_start =
      p != start && (is_ascii(*start) ? characters::is(*start, letter | digit) || *start == '_'
                                      : is_name_start(decode_utf8(start, end_).code));
  if (!good_start)
    fail_at(at, "this label of a blank node is not allowed");
  token.kind = TokenKind::blank;
  token.text = {start, static_cast<std::size_t>(p - start)};
  return p;
}

const char* TokenScanner::scan_number(const char* at, Token& token) const {
  const char* p = at + (*at == '+' || *at == '-');
  const auto pass_digits = [&] {
    const char* first = p;
    while (p != end_ && characters::is(*p, digit))
      ++p;
    return p != first;
  };
  bool digits = pass_digits();
  token.kind = TokenKind::integer;
  const char* end_of_number = p;
  if (p != end_ && *p == '.') {
    ++p;
    const bool fraction = pass_digits();
    if (fraction) {
      token.kind = TokenKind::decimal;
      end_of_number = p;
    }
    digits = digits || fraction;
  }
  if (digits && p != end_ && (*p | 0x20) == 'e') {
    ++p;
    if (p != end_ && (*p == '+' || *p == '-'))
      ++p;
    if (pass_digits()) {
      token.kind = TokenKind::double_;
      end_of_number = p;
    }
  }
  if (cut_short(p))
    return nullptr;
  if (!digits)
    fail_at(at, "expected a number");
  token.text = {at, static_cast<std::size_t>(end_of_number - at)};
  return end_of_number;
}

const char* TokenScanner::scan_word(const char* at, Token& token) const {
  const char* first = skip_character(at);
  if (!first)
    return nullptr;
  if (!is_name_start(decode_utf8(at, end_).code))
    fail_at(at,
            is_ascii(*at) ? shown(*at) + " has no meaning here" : "no name can begin with this character");
  const char* p = scan_name(at);
  if (!p)
    return nullptr;
  if (p != end_ && *p == ':' && p[-1] != '.')
    return scan_local_name(at, token, static_cast<std::size_t>(p - at));
  // No prefix after all: the first dot ends the statement, as in `true.`
  p = std::find(at, p, '.');
  token.kind = TokenKind::word;
  token.text = {at, static_cast<std::size_t>(p - at)};
  return p;
}

const char* TokenScanner::scan_local_name(const char* at, Token& token, std::size_t prefix_length) const {
  const char* start = at + prefix_length + 1;
  const char* p = start;
  const char* after_last = start; // behind the last character that is not an unescaped dot
  for (;;) {
    if (cut_short(p, 4))
      return nullptr;
    if (p == end_)
      break;
    const char c = *p;
    if (c == '%') {
      if (end_ - p < 3 || !characters::is(p[1], hex) || !characters::is(p[2], hex))
        fail_at(p, "'%' wants two hexadecimal digits");
      p += 3;
    } else if (c == '\\') {
      if (end_ - p < 2 || !characters::is(p[1], local_escape))
        fail_at(p, "this escape is not known in a name");
      token.escaped = true;
      p += 2;
    } else if (c == '.' && p != start) {
      ++p;
      continue;
    } else if (characters::is(c, name) || c == ':') {
      if (c == '-' && p == start)
        break;
      ++p;
    } else if (!is_ascii(c)) {
      const char* after = skip_character(p);
      const std::uint32_t code = decode_utf8(p, end_).code;
      if (!is_name(code) || (p == start && !is_name_start(code)))
        break;
      p = after;
    } else {
      break;
    }
    after_last = p;
  }
  token.kind = TokenKind::prefixed_name;
  token.text = {at, static_cast<std::size_t>(after_last - at)};
  return after_last;
}

void append_unescaped(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t backslash = text.find('\\', i);
    out.append(text, i, backslash - i); // append cuts at the end of the text
    if (backslash == std::string_view::npos)
      return;
    const char kind = text[backslash + 1];
    const std::size_t digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    if (digits != 0)
      append_utf8(out, hex_value(text.substr(backslash + 2, digits)));
    else
      out += kind;
    i = backslash + 2 + digits;
  }
}

} // namespace micrograph::rdf
