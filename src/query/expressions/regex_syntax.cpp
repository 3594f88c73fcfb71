#include "query/expressions/regex_syntax.hpp"

namespace micrograph::query {

namespace {

/// XML's NameStartChar and what NameChar has beyond it, as the inside of a class.
constexpr char name_start[] =
    R"(:A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF)";
constexpr char name_more[] = R"(\-.0-9\u00B7\u0300-\u036F\u203F\u2040)";

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Translator {
public:
  Translator(std::string_view pattern, bool multiline, bool without_space)
      : rest_(pattern), multiline_(multiline), without_space_(without_space) {}

  std::optional<std::string> translate() {
    while (good_ && !rest_.empty())
      step();
    return good_ ? std::optional(std::move(out_)) : std::nullopt;
  }

private:
  static constexpr int max_class_depth = 32;

  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }
  bool accept(std::string_view text) {
    if (!rest_.starts_with(text))
      return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  void step() {
    const char c = take();
    if (without_space_ && is_space(c))
      return;
    if (c == '\\')
      escape(false);
    else if (c == '[')
      character_class(0);
    else if (c == '(' && rest_.starts_with('?'))
      group();
    else if (c == '$' && !multiline_)
      out_ += "\\z";
    else if (c == '.')
      out_ += c;
    else if (c == '#')
      out_ += "\\#";
    else
      quantified(c);
  }

  /// The only group with a question mark is the one that does not capture.
  void group() {
    good_ = accept("?:");
    out_ += "(?:";
  }

  /// ICU's possessive `a*+` is no XPath.
  void quantified(char c) {
    const bool is_quantifier = c == '*' || c == '+' || c == '?' || c == '}';
    out_ += c;
    if (is_quantifier && rest_.starts_with('+'))
      good_ = false;
  }

  void escape(bool in_class) {
    if (rest_.empty()) {
      good_ = false;
      return;
    }
    static constexpr std::string_view plain = "nrtsSdDwW\\|.?*+(){}-[]^$";
    const char c = take();
    if (plain.find(c) != std::string_view::npos) {
      // XSD's \w is all but punctuation, separators and others, and \s is the four characters.
      out_ += c == 'w'   ? "[^\\p{P}\\p{Z}\\p{C}]"
              : c == 'W' ? "[\\p{P}\\p{Z}\\p{C}]"
              : c == 's' ? "[\\u0009\\u000A\\u000D\\u0020]"
              : c == 'S' ? "[^\\u0009\\u000A\\u000D\\u0020]"
                         : std::string("\\") + c;
    } else if (c == 'i' || c == 'I' || c == 'c' || c == 'C') {
      out_ += (c == 'I' || c == 'C') ? "[^" : "[";
      out_ += name_start;
      if (c == 'c' || c == 'C')
        out_ += name_more;
      out_ += ']';
    } else if (c == 'p' || c == 'P') {
      category(c);
    } else if (c >= '1' && c <= '9' && !in_class) {
      out_ += std::string("\\") + c;
    } else {
      good_ = false;
    }
  }

  /// `\p{Lu}` is the same for both; `\p{IsBasicLatin}` names a block.
  void category(char c) {
    const std::size_t end = rest_.find('}');
    if (!accept("{") || end == std::string_view::npos) {
      good_ = false;
      return;
    }
    std::string_view name = rest_.substr(0, end - 1);
    rest_.remove_prefix(end);
    out_ += std::string("\\") + c + '{';
    if (name.starts_with("Is")) {
      name.remove_prefix(2);
      out_ += "block=";
    }
    good_ = !name.empty() && name.size() < 64 && name.find_first_of("=:^{&|[") == std::string_view::npos;
    out_ += std::string(name) + '}';
  }

  void character_class(int depth) {
    if (depth > max_class_depth) {
      good_ = false;
      return;
    }
    out_ += '[';
    if (accept("^"))
      out_ += '^';
    bool first = true;
    while (good_) {
      if (rest_.empty()) {
        good_ = false;
        return;
      }
      const char c = take();
      if (c == ']' && !first) {
        out_ += ']';
        return;
      }
      if (c == '\\')
        escape(true);
      else if (c == '-' && accept("["))
        subtraction(depth);
      else if (c == '[' || (c == ']' && first))
        good_ = false;
      else
        class_character(c);
      first = false;
    }
  }

  void subtraction(int depth) {
    out_ += "--";
    character_class(depth + 1);
    // Nothing may follow the class that is taken away.
    good_ = good_ && rest_.starts_with(']');
  }

  void class_character(char c) {
    // A hyphen at either end stands for itself; ICU wants that said.
    const bool hyphen_itself =
        c == '-' && (out_.back() == '[' || out_.back() == '^' || rest_.starts_with(']'));
    if (c == '&' || c == '{' || c == '}' || c == '$' || c == '^' || c == '#' || c == '|' || c == '~' ||
        hyphen_itself)
      out_ += '\\';
    out_ += c;
  }

  std::string_view rest_;
  bool multiline_;
  bool without_space_;
  std::string out_;
  bool good_ = true;
};

} // namespace

std::optional<std::string> to_icu_pattern(std::string_view pattern, bool multiline, bool without_space) {
  return Translator(pattern, multiline, without_space).translate();
}

} // namespace micrograph::query
