#include "query/expressions/functions.hpp"
#include "query/expressions/unicode.hpp"

namespace micrograph::query {

namespace {

/// The regular expression of a call whose pattern is argument 1 and whose flags, if any, are argument
/// `flags_index`.
std::shared_ptr<const Regex> regex_of(const Expression& call, Arguments arguments, std::size_t flags_index,
                                      EvaluationContext& context) {
  if (call.prepared && call.prepared->constant_regex)
    return call.prepared->regex;
  const auto pattern = simple_literal(arguments[1], context);
  const auto flags =
      arguments.size() > flags_index ? simple_literal(arguments[flags_index], context) : std::string();
  return pattern && flags ? Regex::compile(*pattern, *flags) : nullptr;
}

} // namespace

Value call_regex_function(const Expression& call, Arguments arguments, EvaluationContext& context) {
  const bool is_test = call.builtin == Builtin::regex;
  const SharedTerm subject = term_of(arguments[0], context);
  if (subject->kind != rdf::TermKind::literal || !subject->datatype.empty())
    return {};
  const auto regex = regex_of(call, arguments, is_test ? 2 : 3, context);
  if (!regex)
    return {};
  if (is_test) {
    const auto found = regex->matches(subject->value);
    return found ? boolean(*found) : Value();
  }
  const auto replacement = simple_literal(arguments[2], context);
  if (!replacement)
    return {};
  auto replaced = regex->replace(subject->value, *replacement);
  if (!replaced)
    return {};
  return Value(rdf::Term(rdf::TermKind::literal, std::move(*replaced), {}, subject->language));
}

} // namespace micrograph::query
