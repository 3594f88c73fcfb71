#include "query/text_filter.hpp"

#include "query/expressions/regex_fragments.hpp"
#include "query/expressions/unicode.hpp"

#include <iterator>
#include <string>
#include <utility>

namespace micrograph::query {

namespace {

/// A variable, and what has been made of its text.
struct Subject {
  VariableIndex variable = no_variable;
  bool strings_only = true; ///< other terms than string literals give an error
  bool any_case = false;
};

class FilterReader {
public:
  FilterReader(const LocalTerms& terms, std::span<const graph::ValueId> parameters)
      : terms_(terms), parameters_(parameters) {}

  [[nodiscard]] std::optional<TextFilter> read(const Expression& condition) const {
    if (condition.kind == ExpressionKind::operation)
      return operation(condition);
    if (condition.kind != ExpressionKind::builtin)
      return std::nullopt;
    switch (condition.builtin) {
    case Builtin::contains:
    case Builtin::strstarts:
    case Builtin::strends:
      return text_in_text(condition);
    case Builtin::regex:
      return regex(condition);
    default:
      return std::nullopt;
    }
  }

private:
  [[nodiscard]] static bool is_call(const Expression& expression, Builtin builtin) {
    return expression.kind == ExpressionKind::builtin && expression.builtin == builtin;
  }

  [[nodiscard]] std::optional<Subject> subject(const Expression& expression) const {
    if (expression.kind == ExpressionKind::variable && !parameters_[expression.variable].defined())
      return Subject{.variable = expression.variable};
    const bool changes_case = is_call(expression, Builtin::lcase) || is_call(expression, Builtin::ucase);
    if (!changes_case && !is_call(expression, Builtin::str))
      return std::nullopt;
    const Expression& inner = expression.arguments.front();
    auto out = subject(inner);
    if (out && changes_case)
      out->any_case = true;
    else if (out && inner.kind == ExpressionKind::variable)
      out->strings_only = false;
    return out;
  }

  /// The term of an expression that is the same in every solution; absent for others, and for errors.
  [[nodiscard]] std::optional<rdf::Term> constant(const Expression& expression) const {
    if (expression.kind == ExpressionKind::term)
      return expression.term;
    if (expression.kind == ExpressionKind::variable && parameters_[expression.variable].defined())
      return terms_.term(parameters_[expression.variable]);
    if (is_call(expression, Builtin::str)) {
      const auto term = constant(expression.arguments.front());
      return term && term->kind != rdf::TermKind::blank ? std::optional(rdf::Term(rdf::literal(term->value)))
                                                        : std::nullopt;
    }
    if (!is_call(expression, Builtin::lcase) && !is_call(expression, Builtin::ucase))
      return std::nullopt;
    const auto text = constant_text(expression.arguments.front());
    if (!text)
      return std::nullopt;
    return rdf::Term(rdf::literal(expression.builtin == Builtin::lcase ? lower_case(*text) : upper_case(*text)));
  }
  /// The text of a constant that is a string, in some language or none.
  [[nodiscard]] std::optional<std::string> constant_text(const Expression& expression) const {
    auto term = constant(expression);
    if (!term || term->kind != rdf::TermKind::literal || !term->datatype.empty())
      return std::nullopt;
    return std::move(term->value);
  }

  [[nodiscard]] static TextFilter requiring(const Subject& subject, std::string fragment) {
    return {subject.variable,
            {.alternatives = {{std::move(fragment)}}, .any_case = subject.any_case, .prefix = {},
             .strings_only = subject.strings_only}};
  }

  [[nodiscard]] std::optional<TextFilter> text_in_text(const Expression& call) const {
    const auto about = subject(call.arguments[0]);
    const auto text = about ? constant_text(call.arguments[1]) : std::nullopt;
    if (!text || text->empty())
      return std::nullopt;
    TextFilter out = requiring(*about, *text);
    if (call.builtin == Builtin::strstarts && !about->any_case) {
      out.requirement.prefix = *text;
      out.requirement.alternatives.clear();
    }
    return out;
  }

  [[nodiscard]] std::optional<TextFilter> regex(const Expression& call) const {
    const auto about = subject(call.arguments[0]);
    const auto pattern = about ? constant_text(call.arguments[1]) : std::nullopt;
    const auto flags = call.arguments.size() > 2 ? constant_text(call.arguments[2]) : std::string();
    const auto fragments = pattern && flags ? required_fragments(*pattern, *flags) : std::nullopt;
    if (!fragments)
      return std::nullopt;
    TextFilter out{about->variable,
                   {.alternatives = fragments->alternatives,
                    .any_case = fragments->any_case || about->any_case,
                    .prefix = about->any_case ? std::string() : fragments->prefix,
                    .strings_only = about->strings_only}};
    return out;
  }

  /// What STR, LCASE and UCASE give equals a text if they are the same, not if they mean the same value.
  [[nodiscard]] std::optional<TextFilter> equality(const Expression& a, const Expression& b) const {
    const auto about = a.kind == ExpressionKind::builtin ? subject(a) : std::nullopt;
    const auto text = about ? constant_text(b) : std::nullopt;
    return text && !text->empty() ? std::optional(requiring(*about, *text)) : std::nullopt;
  }

  [[nodiscard]] std::optional<TextFilter> operation(const Expression& condition) const {
    if (condition.operation == Operation::equal) {
      auto out = equality(condition.arguments[0], condition.arguments[1]);
      return out ? out : equality(condition.arguments[1], condition.arguments[0]);
    }
    if (condition.operation != Operation::logical_or && condition.operation != Operation::logical_and)
      return std::nullopt;
    auto a = read(condition.arguments[0]), b = read(condition.arguments[1]);
    if (condition.operation == Operation::logical_and)
      return a ? a : b; // what both require is more, but each is true
    return a && b && a->variable == b->variable ? std::optional(either(std::move(*a), std::move(*b))) : std::nullopt;
  }

  /// What is required if one of the two is.
  [[nodiscard]] static TextFilter either(TextFilter a, TextFilter b) {
    for (TextFilter* filter : {&a, &b}) {
      graph::TextRequirement& requirement = filter->requirement;
      if (requirement.prefix.empty())
        continue;
      // The start of a text is a part of it.
      if (requirement.alternatives.empty())
        requirement.alternatives.emplace_back();
      for (auto& fragments : requirement.alternatives)
        fragments.push_back(requirement.prefix);
      requirement.prefix.clear();
    }
    std::move(b.requirement.alternatives.begin(), b.requirement.alternatives.end(),
              std::back_inserter(a.requirement.alternatives));
    a.requirement.any_case = a.requirement.any_case || b.requirement.any_case;
    a.requirement.strings_only = a.requirement.strings_only && b.requirement.strings_only;
    return a;
  }

  const LocalTerms& terms_;
  std::span<const graph::ValueId> parameters_;
};

} // namespace

std::optional<TextFilter> text_filter(const Expression& condition, const LocalTerms& terms,
                                      std::span<const graph::ValueId> parameters) {
  return FilterReader(terms, parameters).read(condition);
}

} // namespace micrograph::query
