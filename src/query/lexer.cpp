#include "query/lexer.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <cstddef>
#include <optional>

namespace micrograph::query {

namespace {

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
bool is_alpha(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_hex(char32_t c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// PN_CHARS_BASE of the grammar.
bool is_name_base(char32_t c) {
  return is_alpha(c) || (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7) ||
         (c >= 0x370 && c <= 0x1FFF && c != 0x37E) || (c >= 0x200C && c <= 0x200D) ||
         (c >= 0x2070 && c <= 0x218F) || (c >= 0x2C00 && c <= 0x2FEF) || (c >= 0x3001 && c <= 0xD7FF) ||
         (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0xEFFFF);
}
/// What VARNAME may go on with: PN_CHARS without `-`.
bool is_variable_char(char32_t c) {
  return is_name_base(c) || c == '_' || is_digit(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) ||
         (c >= 0x203F && c <= 0x2040);
}
bool is_name_char(char32_t c) {
  return is_variable_char(c) || c == '-';
}

class Lexer {
public:
  Lexer(std::string_view text, const std::string& source_name) : text_(text), source_name_(source_name) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    do
      tokens.push_back(next());
    while (tokens.back().kind != TokenKind::end);
    return tokens;
  }

private:
  [[noreturn]] void fail(const std::string& message) const {
    Place place;
    place.source = source_name_;
    place.line = line_;
    place.column = at_ - line_start_ + 1;
    throw QueryError("query.syntax", message, place);
  }

  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  /// The code point at the reading position; 0 at the end. The text was checked to be UTF-8 before.
  char32_t code_point(std::size_t& length) const {
    const DecodedCodePoint decoded = decode_utf8(text_.substr(at_));
    length = decoded.length;
    return length == 0 ? 0 : decoded.code_point;
  }

  template <class Accepts> void take_while(std::string& out, Accepts accepts) {
    std::size_t length = 0;
    for (char32_t c = code_point(length); c != 0 && accepts(c); c = code_point(length)) {
      out.append(text_, at_, length);
      at_ += length;
    }
  }

  void skip_blank_and_comments() {
    while (at_ < text_.size()) {
      if (text_[at_] == '#')
        while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r')
          ++at_;
      else if (is_space(text_[at_]))
        pass_one();
      else
        return;
    }
  }
  void pass_one() {
    if (text_[at_++] == '\n') {
      ++line_;
      line_start_ = at_;
    }
  }

  Token next() {
    skip_blank_and_comments();
    Token token;
    token.line = line_;
    token.column = static_cast<std::uint32_t>(at_ - line_start_ + 1);
    token.begin = at_;
    if (at_ < text_.size())
      read(token);
    token.end = at_;
    return token;
  }

  void read(Token& token) {
    const char c = peek();
    std::size_t length = 0;
    const char32_t first = code_point(length);
    if (c == '<' && read_iri(token))
      return;
    if (c == '"' || c == '\'')
      return read_string(token, c);
    if ((c == '?' || c == '$') && read_variable(token))
      return;
    if (c == '@')
      return read_language(token);
    if (is_digit(first) || (c == '.' && is_digit(static_cast<unsigned char>(peek(1)))))
      return read_number(token);
    if (c == '_' && peek(1) == ':')
      return read_blank(token);
    if (c == ':' || is_name_base(first))
      return read_word_or_prefixed(token);
    read_punctuation(token);
  }

  /// `<` may as well be less-than: it is an IRI only if it closes without a character that IRIs cannot have.
  bool read_iri(Token& token) {
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      const auto c = static_cast<unsigned char>(text_[i]);
      if (c == '>') {
        token.kind = TokenKind::iri;
        token.text = text_.substr(at_ + 1, i - at_ - 1);
        at_ = i + 1;
        return true;
      }
      if (c <= 0x20 || c == '<' || c == '"' || c == '{' || c == '}' || c == '|' || c == '^' || c == '`' ||
          c == '\\')
        return false;
    }
    return false;
  }

  void read_string(Token& token, char quote) {
    token.kind = TokenKind::string;
    const bool is_long = peek(1) == quote && peek(2) == quote;
    at_ += is_long ? 3 : 1;
    for (;;) {
      if (at_ >= text_.size())
        fail("the string is not closed before the end of the query");
      const char c = text_[at_];
      if (c == quote && (!is_long || (peek(1) == quote && peek(2) == quote))) {
        at_ += is_long ? 3 : 1;
        return;
      }
      if (c == '\\') {
        read_escape(token.text);
      } else if (!is_long && (c == '\n' || c == '\r')) {
        fail("the string is not closed before the end of the line; use three quotes for text of several "
             "lines");
      } else {
        token.text += c;
        pass_one();
      }
    }
  }

  void read_escape(std::string& out) {
    static constexpr std::string_view letters = "tbnrf\\\"'";
    static constexpr std::string_view values = "\t\b\n\r\f\\\"'";
    const std::size_t which = letters.find(peek(1));
    if (at_ + 1 >= text_.size() || which == std::string_view::npos)
      fail("expected one of t b n r f \\ \" ' after the backslash");
    out += values[which];
    at_ += 2;
  }

  bool read_variable(Token& token) {
    const std::size_t start = at_++;
    take_while(token.text, is_variable_char);
    const char32_t first = decode_utf8(token.text).code_point; // 0 if there is none
    if (!is_name_base(first) && first != '_' && !is_digit(first)) {
      at_ = start; // a lone `?` is a path operator
      token.text.clear();
      return false;
    }
    token.kind = TokenKind::variable;
    return true;
  }

  void read_language(Token& token) {
    ++at_;
    token.kind = TokenKind::language;
    const auto take_part = [&](bool digits) {
      const std::size_t start = at_;
      while (is_alpha(static_cast<unsigned char>(peek())) ||
             (digits && is_digit(static_cast<unsigned char>(peek())))) {
        const char c = text_[at_++];
        token.text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
      if (at_ == start)
        fail("expected a language tag such as @en or @en-GB");
    };
    take_part(false);
    while (peek() == '-') {
      token.text += text_[at_++];
      take_part(true);
    }
  }

  void read_number(Token& token) {
    const std::size_t start = at_;
    const auto digits = [&] {
      while (is_digit(static_cast<unsigned char>(peek())))
        ++at_;
    };
    const auto exponent_length = [&](std::size_t ahead) -> std::size_t {
      if (peek(ahead) != 'e' && peek(ahead) != 'E')
        return 0;
      const std::size_t sign = peek(ahead + 1) == '+' || peek(ahead + 1) == '-' ? 1 : 0;
      return is_digit(static_cast<unsigned char>(peek(ahead + 1 + sign))) ? 1 + sign : 0;
    };
    token.kind = TokenKind::integer;
    digits();
    if (peek() == '.' && is_digit(static_cast<unsigned char>(peek(1)))) {
      token.kind = TokenKind::decimal;
      ++at_;
      digits();
    } else if (peek() == '.' && exponent_length(1) != 0) {
      ++at_; // `1.e5`
    }
    if (const std::size_t length = exponent_length(0)) {
      token.kind = TokenKind::double_;
      at_ += length;
      digits();
    }
    token.text = text_.substr(start, at_ - start);
  }

  void read_blank(Token& token) {
    at_ += 2;
    token.kind = TokenKind::blank;
    take_while(token.text, [](char32_t c) { return is_name_char(c) || c == '.'; });
    give_back_dots(token.text);
    const char32_t first = decode_utf8(token.text).code_point; // 0 if there is none
    if (!is_name_base(first) && first != '_' && !is_digit(first))
      fail("expected a label after _:");
  }

  /// A name may have dots inside but not at its end, where a dot ends the triple.
  void give_back_dots(std::string& name) {
    while (!name.empty() && name.back() == '.') {
      name.pop_back();
      --at_;
    }
  }

  void read_word_or_prefixed(Token& token) {
    const std::size_t start = at_;
    std::string name;
    take_while(name, [](char32_t c) { return is_name_char(c) || c == '.'; });
    if (peek() == ':' && (name.empty() || name.back() != '.')) {
      ++at_;
      token.kind = TokenKind::prefixed;
      token.text = std::move(name);
      read_local_name(token);
      return;
    }
    at_ = start;
    token.kind = TokenKind::word;
    take_while(token.text, [](char32_t c) { return is_alpha(c) || is_digit(c) || c == '_'; });
    if (token.text.empty())
      fail("expected ':' after the prefix '" + name + "'");
  }

  void read_local_name(Token& token) {
    std::size_t trailing_dots = 0;
    for (;;) {
      std::size_t length = 0;
      const char32_t c = code_point(length);
      const bool first = token.local.empty();
      if (c == '%' && is_hex(static_cast<unsigned char>(peek(1))) &&
          is_hex(static_cast<unsigned char>(peek(2)))) {
        length = 3;
      } else if (c == '\\' &&
                 std::string_view("_~.-!$&'()*+,;=/?#@%").find(peek(1)) != std::string_view::npos &&
                 peek(1) != '\0') {
        token.local += peek(1);
        at_ += 2;
        trailing_dots = 0;
        continue;
      } else if (!(c == ':' || is_digit(c) ||
                   (first ? is_name_base(c) || c == '_' : is_name_char(c) || c == '.'))) {
        break;
      }
      trailing_dots = c == '.' ? trailing_dots + 1 : 0;
      token.local.append(text_, at_, length);
      at_ += length;
    }
    token.local.resize(token.local.size() - trailing_dots);
    at_ -= trailing_dots;
  }

  void read_punctuation(Token& token) {
    static constexpr std::string_view two[] = {"<=", ">=", "!=", "&&", "||", "^^"};
    token.kind = TokenKind::punctuation;
    for (const std::string_view sign : two)
      if (text_.substr(at_, 2) == sign) {
        token.text = sign;
        at_ += 2;
        return;
      }
    if (std::string_view("{}()[].,;=<>!+-*/|^?&").find(peek()) == std::string_view::npos) {
      std::size_t length = 0;
      code_point(length);
      fail("unexpected character '" + std::string(text_.substr(at_, length)) + "'");
    }
    token.text = text_[at_++];
  }

  std::string_view text_;
  const std::string& source_name_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::uint32_t line_ = 1;
};

[[noreturn]] void fail_at(std::string_view text, std::size_t offset, const std::string& source_name,
                          const std::string& message) {
  Place place;
  place.source = source_name;
  std::uint64_t line = 1;
  std::size_t line_start = 0;
  for (std::size_t i = 0; i < offset; ++i)
    if (text[i] == '\n') {
      ++line;
      line_start = i + 1;
    }
  place.line = line;
  place.column = offset - line_start + 1;
  throw QueryError("query.syntax", message, place);
}

/// The value of `digits` hexadecimal digits at `offset`, if they are there.
std::optional<char32_t> hex_value(std::string_view text, std::size_t offset, std::size_t digits) {
  if (offset + digits > text.size())
    return std::nullopt;
  char32_t value = 0;
  for (const char c : text.substr(offset, digits)) {
    if (!is_hex(static_cast<unsigned char>(c)))
      return std::nullopt;
    value = value * 16 + static_cast<char32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return value;
}

/// Undoes \uXXXX and \UXXXXXXXX. A backslash that is itself escaped starts none.
std::string undo_code_point_escapes(std::string_view text, const std::string& source_name) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 >= text.size()) {
      out += text[i];
    } else if (text[i + 1] == 'u' || text[i + 1] == 'U') {
      const std::size_t digits = text[i + 1] == 'u' ? 4 : 8;
      const std::optional<char32_t> value = hex_value(text, i + 2, digits);
      if (!value || *value > 0x10FFFF || (*value >= 0xD800 && *value <= 0xDFFF))
        fail_at(text, i, source_name,
                "expected a code point in " + std::to_string(digits) + " hexadecimal digits");
      append_utf8(out, *value);
      i += 1 + digits;
    } else {
      out += text[i];
      out += text[++i];
    }
  }
  return out;
}

} // namespace

std::vector<Token> tokenize(std::string_view text, const std::string& source_name) {
  if (const std::size_t valid = valid_utf8_length(text); valid != text.size())
    fail_at(text, valid, source_name, "the query is not UTF-8 here");
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos)
    fail_at(text, zero, source_name, "unexpected zero byte");
  if (text.find('\\') == std::string_view::npos)
    return Lexer(text, source_name).run();
  const std::string unescaped = undo_code_point_escapes(text, source_name);
  return Lexer(unescaped, source_name).run();
}

} // namespace micrograph::query
