#include "query/expressions/unicode.hpp"

#include "query/expressions/regex_syntax.hpp"

#include <unicode/locid.h>
#include <unicode/regex.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

namespace micrograph::query {

namespace {

/// In steps of the matcher, about a millisecond each: a hostile pattern costs a second, not a night.
constexpr std::int32_t time_limit = 1000;

icu::UnicodeString to_utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}
std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// A text in UTF-8 as ICU reads it, without a copy; positions are bytes.
struct Utf8Text {
  UText text = UTEXT_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;

  explicit Utf8Text(std::string_view utf8) {
    utext_openUTF8(&text, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status);
  }
  ~Utf8Text() { utext_close(&text); }
  Utf8Text(const Utf8Text&) = delete;
  Utf8Text& operator=(const Utf8Text&) = delete;
};

std::optional<std::uint32_t> icu_flags(std::string_view flags) {
  std::uint32_t out = UREGEX_UNIX_LINES; // XPath knows one line end
  for (const char flag : flags) {
    switch (flag) {
    case 'i':
      out |= UREGEX_CASE_INSENSITIVE;
      break;
    case 's':
      out |= UREGEX_DOTALL;
      break;
    case 'm':
      out |= UREGEX_MULTILINE;
      break;
    case 'x':
      break; // the pattern is stripped instead: ICU's flag would also take # for the start of a comment
    case 'q':
      out |= UREGEX_LITERAL;
      break;
    default:
      return std::nullopt;
    }
  }
  return out;
}

} // namespace

std::string upper_case(std::string_view text) {
  return to_utf8(to_utf16(text).toUpper(icu::Locale::getRoot()));
}
std::string lower_case(std::string_view text) {
  return to_utf8(to_utf16(text).toLower(icu::Locale::getRoot()));
}

int display_width(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  constexpr std::int32_t no_width = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK;
  if ((U_GET_GC_MASK(c) & no_width) != 0 && c != 0xAD) // the soft hyphen is shown
    return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

struct Regex::State {
  std::unique_ptr<icu::RegexPattern> pattern;
  bool literal = false;         ///< flag q: the replacement is taken literally, too
  bool matches_nothing = false; ///< it matches the empty text
};

Regex::Regex(std::unique_ptr<State> state) : state_(std::move(state)) {}
Regex::~Regex() = default;

std::shared_ptr<const Regex> Regex::compile(std::string_view pattern, std::string_view flags) {
  const auto icu = icu_flags(flags);
  if (!icu)
    return nullptr;
  auto state = std::make_unique<State>();
  state->literal = (*icu & UREGEX_LITERAL) != 0;
  std::optional<std::string> translated(pattern);
  if (!state->literal)
    translated =
        to_icu_pattern(pattern, (*icu & UREGEX_MULTILINE) != 0, flags.find('x') != std::string_view::npos);
  if (!translated)
    return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  state->pattern.reset(icu::RegexPattern::compile(to_utf16(*translated), *icu, status));
  if (U_FAILURE(status))
    return nullptr;
  std::shared_ptr<Regex> regex(new Regex(std::move(state)));
  const auto on_nothing = regex->matches("");
  regex->state_->matches_nothing = on_nothing.value_or(true);
  return regex;
}

std::optional<bool> Regex::matches(std::string_view text) const {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::RegexMatcher> matcher(state_->pattern->matcher(status));
  Utf8Text input(text);
  if (U_FAILURE(status) || U_FAILURE(input.status))
    return std::nullopt;
  matcher->setTimeLimit(time_limit, status);
  matcher->reset(&input.text);
  const bool found = matcher->find(status);
  return U_FAILURE(status) ? std::nullopt : std::optional(found);
}

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Appends the replacement for one match (XPath Functions and Operators 3.1, section 5.6.4). False if it is
/// wrong.
bool append_replacement(std::string& out, std::string_view replacement, const icu::RegexMatcher& match,
                        std::string_view text) {
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    const char c = replacement[i];
    const char next = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
    if (c == '\\') {
      if (next != '\\' && next != '$')
        return false;
      out += next;
      ++i;
    } else if (c == '$') {
      if (!is_digit(next))
        return false;
      std::int32_t group = next - '0';
      // As many digits as make the number of a group; the others stand for themselves.
      for (++i; group > 0 && i + 1 < replacement.size() && is_digit(replacement[i + 1]) &&
                group * 10 + (replacement[i + 1] - '0') <= match.groupCount();
           ++i)
        group = group * 10 + (replacement[i + 1] - '0');
      if (group > match.groupCount())
        continue;
      UErrorCode status = U_ZERO_ERROR;
      const std::int64_t start = match.start64(group, status), end = match.end64(group, status);
      if (start >= 0 && U_SUCCESS(status)) // -1: the group took no part
        out += text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start));
    } else {
      out += c;
    }
  }
  return true;
}

} // namespace

std::optional<std::string> Regex::replace(std::string_view text, std::string_view replacement) const {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::RegexMatcher> matcher(state_->pattern->matcher(status));
  Utf8Text input(text);
  if (state_->matches_nothing || U_FAILURE(status) || U_FAILURE(input.status))
    return std::nullopt;
  matcher->setTimeLimit(time_limit, status);
  matcher->reset(&input.text);
  std::string out;
  std::size_t copied = 0;
  while (matcher->find(status)) {
    const auto start = static_cast<std::size_t>(matcher->start64(status));
    out += text.substr(copied, start - copied);
    if (state_->literal)
      out += replacement;
    else if (!append_replacement(out, replacement, *matcher, text))
      return std::nullopt;
    copied = static_cast<std::size_t>(matcher->end64(status));
  }
  if (U_FAILURE(status))
    return std::nullopt;
  return out += text.substr(copied);
}

} // namespace micrograph::query
