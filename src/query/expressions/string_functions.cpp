#include "base/utf8.hpp"
#include "query/expressions/functions.hpp"
#include "query/expressions/unicode.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace micrograph::query {

namespace {

/// A string literal (section 17.4.3.1.1): a plain one, with a language or without. Null for anything else.
SharedTerm string_literal(const Value& value, EvaluationContext& context) {
  SharedTerm term = term_of(value, context);
  return term->kind == rdf::TermKind::literal && term->datatype.empty() ? term : nullptr;
}

/// A literal with another text in the same language.
Value like(const rdf::Term& model, std::string text) {
  return Value(rdf::Term(rdf::TermKind::literal, std::move(text), {}, model.language));
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Section 17.4.3.14: characters that are not unreserved, as percent and two digits.
std::string encode_for_uri(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                            c == '-' || c == '.' || c == '_' || c == '~';
    if (unreserved) {
      out += c;
    } else {
      out += '%';
      out += digits[static_cast<unsigned char>(c) >> 4];
      out += digits[static_cast<unsigned char>(c) & 15];
    }
  }
  return out;
}

/// Basic filtering (RFC 4647, section 3.3.1).
bool lang_matches(std::string_view tag, std::string_view range) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  if (tag.empty())
    return false;
  if (range == "*")
    return true;
  return tag.size() >= range.size() &&
         std::equal(range.begin(), range.end(), tag.begin(),
                    [&](char a, char b) { return lower(a) == lower(b); }) &&
         (tag.size() == range.size() || tag[range.size()] == '-');
}

/// fn:round as a double: the half towards positive infinity.
double rounded(const Number& number) {
  return number.is_exact() ? number.exact.round().to_double() : std::floor(number.approximate + 0.5);
}

/// fn:substring: the code points at positions p (from 1) with round(start) <= p < round(start) +
/// round(length).
std::string substring(std::string_view text, const Number& start, const std::optional<Number>& length) {
  const double first = rounded(start);
  const double end = length ? first + rounded(*length) : std::numeric_limits<double>::infinity();
  std::string out;
  double position = 1;
  while (!text.empty() && position < end) {
    const std::size_t bytes = decode_utf8(text).length;
    if (position >= first)
      out += text.substr(0, bytes);
    text.remove_prefix(bytes);
    ++position;
  }
  return out;
}

Value concat(Arguments arguments, EvaluationContext& context) {
  std::string out, language;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const SharedTerm part = string_literal(arguments[i], context);
    if (!part)
      return {};
    out += part->value;
    if (i == 0)
      language = part->language;
    else if (language != part->language)
      language.clear();
  }
  return Value(rdf::Term(rdf::TermKind::literal, std::move(out), {}, std::move(language)));
}

Value substr(Arguments arguments, EvaluationContext& context) {
  const SharedTerm source = string_literal(arguments[0], context);
  const auto start = number_of(arguments[1], context);
  const auto length = arguments.size() > 2 ? number_of(arguments[2], context) : std::nullopt;
  if (!source || !start || (arguments.size() > 2 && !length))
    return {};
  return like(*source, substring(source->value, *start, length));
}

/// The calls on two compatible strings (section 17.4.3.1.2).
Value on_two_strings(Builtin builtin, Arguments arguments, EvaluationContext& context) {
  const SharedTerm first = string_literal(arguments[0], context),
                   second = string_literal(arguments[1], context);
  if (!first || !second || (!second->language.empty() && first->language != second->language))
    return {};
  const std::string_view text = first->value, part = second->value;
  const std::size_t found = text.find(part);
  switch (builtin) {
  case Builtin::contains:
    return boolean(found != std::string_view::npos);
  case Builtin::strstarts:
    return boolean(text.starts_with(part));
  case Builtin::strends:
    return boolean(text.ends_with(part));
  case Builtin::strbefore:
    // What is not found gives the simple literal "", not one with the language.
    return found == std::string_view::npos ? query::text("")
                                           : like(*first, std::string(text.substr(0, found)));
  default:
    return found == std::string_view::npos ? query::text("")
                                           : like(*first, std::string(text.substr(found + part.size())));
  }
}

Value on_one_string(Builtin builtin, const Value& argument, EvaluationContext& context) {
  const SharedTerm source = string_literal(argument, context);
  if (!source)
    return {};
  switch (builtin) {
  case Builtin::strlen:
    return integer(static_cast<std::int64_t>(code_points(source->value)));
  case Builtin::ucase:
    return like(*source, upper_case(source->value));
  case Builtin::lcase:
    return like(*source, lower_case(source->value));
  default:
    return text(encode_for_uri(source->value));
  }
}

} // namespace

std::optional<std::string> simple_literal(const Value& value, EvaluationContext& context) {
  const SharedTerm term = string_literal(value, context);
  return term && term->language.empty() ? std::optional(term->value) : std::nullopt;
}

Value call_string_function(Builtin builtin, Arguments arguments, EvaluationContext& context) {
  switch (builtin) {
  case Builtin::concat:
    return concat(arguments, context);
  case Builtin::substr:
    return substr(arguments, context);
  case Builtin::contains:
  case Builtin::strstarts:
  case Builtin::strends:
  case Builtin::strbefore:
  case Builtin::strafter:
    return on_two_strings(builtin, arguments, context);
  case Builtin::lang_matches: {
    const auto tag = simple_literal(arguments[0], context), range = simple_literal(arguments[1], context);
    return tag && range ? boolean(lang_matches(*tag, *range)) : Value();
  }
  default:
    return on_one_string(builtin, arguments[0], context);
  }
}

} // namespace micrograph::query
