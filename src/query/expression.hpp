#pragma once

#include "rdf/term.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace micrograph::query {

/// A variable, as an index into the row of its frame. Each SELECT (and sub-SELECT) is a frame of its own.
using VariableIndex = std::uint32_t;
inline constexpr VariableIndex no_variable = 0xFFFFFFFF;

struct Algebra;            // algebra.hpp
struct PreparedExpression; // expressions/: whatever is worked out once per expression, e.g. a compiled regex

enum class ExpressionKind : std::uint8_t {
  variable,   ///< `variable`
  term,       ///< `term`: a constant
  operation,  ///< `operation` on `arguments` (one or two)
  builtin,    ///< `builtin` on `arguments`
  function,   ///< the function named by the IRI `term.value` on `arguments`: an XSD cast or an extension
  in,         ///< arguments[0] IN the rest; an empty list is `arguments.size() == 1`
  not_in,     ///< arguments[0] NOT IN the rest
  exists,     ///< EXISTS `pattern`
  not_exists, ///< NOT EXISTS `pattern`
  aggregate,  ///< only between parser and translation, which puts a variable in its place: never evaluated
};

enum class Operation : std::uint8_t {
  logical_or,
  logical_and,
  logical_not,
  equal,
  not_equal,
  less,
  greater,
  less_equal,
  greater_equal,
  add,
  subtract,
  multiply,
  divide,
  plus,
  minus, // plus and minus are the unary ones
};

/// The built-in calls of SPARQL 1.1, section 17.4. The parser has checked how many arguments each has.
enum class Builtin : std::uint8_t {
  str,
  lang,
  lang_matches,
  datatype,
  bound,
  iri,
  bnode,
  rand,
  abs,
  ceil,
  floor,
  round,
  concat,
  strlen,
  ucase,
  lcase,
  encode_for_uri,
  contains,
  strstarts,
  strends,
  strbefore,
  strafter,
  year,
  month,
  day,
  hours,
  minutes,
  seconds,
  timezone,
  tz,
  now,
  uuid,
  struuid,
  md5,
  sha1,
  sha256,
  sha384,
  sha512,
  coalesce,
  if_,
  strlang,
  strdt,
  same_term,
  is_iri,
  is_blank,
  is_literal,
  is_numeric,
  regex,
  substr,
  replace,
};

enum class AggregateFunction : std::uint8_t { count, sum, min, max, avg, sample, group_concat };

struct Expression;

/// An aggregate call; without `argument` it is COUNT(*).
struct Aggregate {
  AggregateFunction function = AggregateFunction::count;
  bool distinct = false;
  std::shared_ptr<Expression> argument;
  std::string separator = " "; ///< of GROUP_CONCAT
};

/// An expression tree. Values it works on are unbound or terms; an error is a result like any other
/// (SPARQL 1.1, section 17.2), never an exception.
struct Expression {
  ExpressionKind kind = ExpressionKind::term;
  Operation operation = Operation::equal;
  Builtin builtin = Builtin::str;
  VariableIndex variable = no_variable;
  rdf::Term term;
  std::vector<Expression> arguments;
  std::shared_ptr<Algebra> pattern; ///< of exists and not_exists
  std::uint32_t exists_index = 0;   ///< numbers exists and not_exists within one query
  std::shared_ptr<const Aggregate> aggregate;
  std::string base;                                   ///< of builtin iri: the query's base IRI, or empty
  std::shared_ptr<const PreparedExpression> prepared; ///< set by prepare(), see evaluation_context.hpp

  static Expression of_variable(VariableIndex v) {
    Expression e;
    e.kind = ExpressionKind::variable;
    e.variable = v;
    return e;
  }
  static Expression of_term(rdf::Term t) {
    Expression e;
    e.term = std::move(t);
    return e;
  }
  static Expression of_operation(Operation op, std::vector<Expression> args) {
    Expression e;
    e.kind = ExpressionKind::operation;
    e.operation = op;
    e.arguments = std::move(args);
    return e;
  }
  static Expression of_builtin(Builtin b, std::vector<Expression> args) {
    Expression e;
    e.kind = ExpressionKind::builtin;
    e.builtin = b;
    e.arguments = std::move(args);
    return e;
  }
};

} // namespace micrograph::query
