#pragma once

#include "query/evaluation_context.hpp"
#include "query/expression.hpp"
#include "query/expressions/value.hpp"

#include <memory>
#include <span>
#include <string>

namespace micrograph::query {

class Regex;

/// What is worked out once per expression.
struct PreparedExpression {
  Value constant; ///< of a term
  std::shared_ptr<const Regex>
      regex; ///< of REGEX and REPLACE with constant pattern and flags; null if they are wrong
  bool constant_regex = false;
};

using Arguments = std::span<const Value>;

// The families of built-in calls (SPARQL 1.1, section 17.4). Arguments have been evaluated, none is an error,
// and there are as many as the grammar allows. Each returns an error for what is not defined.

/// isIRI, STR, LANG, DATATYPE, IRI, BNODE, STRDT, STRLANG, UUID, …
[[nodiscard]] Value call_term_function(const Expression& call, Arguments arguments,
                                       EvaluationContext& context);
/// STRLEN, SUBSTR, CONTAINS, ENCODE_FOR_URI, LANGMATCHES, …
[[nodiscard]] Value call_string_function(Builtin builtin, Arguments arguments, EvaluationContext& context);
/// REGEX and REPLACE.
[[nodiscard]] Value call_regex_function(const Expression& call, Arguments arguments,
                                        EvaluationContext& context);
/// ABS, CEIL, FLOOR, ROUND, RAND.
[[nodiscard]] Value call_numeric_function(Builtin builtin, Arguments arguments, EvaluationContext& context);
/// NOW, YEAR … SECONDS, TIMEZONE, TZ.
[[nodiscard]] Value call_date_function(Builtin builtin, Arguments arguments, EvaluationContext& context);
/// MD5, SHA1, SHA256, SHA384, SHA512.
[[nodiscard]] Value call_hash_function(Builtin builtin, Arguments arguments, EvaluationContext& context);
/// The function named by an IRI: a constructor of XSD (section 17.5), otherwise an extension function,
/// otherwise an error.
[[nodiscard]] Value call_function(const std::string& iri, Arguments arguments, EvaluationContext& context);

/// The lexical form of a simple literal (xsd:string). Absent for anything else.
[[nodiscard]] std::optional<std::string> simple_literal(const Value& value, EvaluationContext& context);

} // namespace micrograph::query
