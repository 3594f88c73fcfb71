#pragma once

// The SPARQL algebra (SPARQL 1.1 Query Language, section 18) as plain data. The parser makes it, the
// optimiser rewrites it, the planner turns it into operators. Expressions are in expression.hpp; how they are
// evaluated, and what evaluation may ask of its surroundings, in evaluation_context.hpp.

#include "query/expression.hpp"
#include "query/variable_set.hpp"
#include "rdf/term.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::query {

/// A term or a variable in a pattern. A blank node of a query is a variable that cannot be named.
struct PatternTerm {
  VariableIndex variable = no_variable;
  rdf::Term term; ///< if `variable` is no_variable

  [[nodiscard]] bool is_variable() const { return variable != no_variable; }
  friend bool operator==(const PatternTerm&, const PatternTerm&) = default;
};

struct TriplePattern {
  PatternTerm subject, predicate, object;
};

/// A property path. Sequences, alternatives and inverses that can be are rewritten to joins, unions and
/// swapped patterns; what is left stands below a closure or is a negated property set.
enum class PathKind : std::uint8_t {
  link,
  inverse,
  sequence,
  alternative,
  zero_or_more,
  one_or_more,
  zero_or_one,
  negated_set
};
struct Path {
  PathKind kind = PathKind::link;
  rdf::Term iri;                          ///< of a link
  std::vector<Path> parts;                ///< one for inverse and closures, any number for the others
  std::vector<rdf::Term> negated;         ///< of a negated_set: forward
  std::vector<rdf::Term> negated_inverse; ///< of a negated_set: those under ^
  bool forward_part = true;               ///< of a negated_set: false for `!(^a)`, which has no forward part
};

enum class AlgebraKind : std::uint8_t {
  basic,     ///< `triples`, joined; none is the pattern with one empty solution
  path,      ///< `subject` `path` `object`
  join,      ///< children
  left_join, ///< two children; `expressions` are its condition, seen on the merged solution
  union_,    ///< children
  minus,     ///< two children
  filter,    ///< one child; all of `expressions`
  extend,    ///< one child; `variable` gets expressions[0]
  values,    ///< `variables`, `rows`
  graph,     ///< one child, evaluated in the graph `name`
  group,     ///< one child; `keys` and `aggregates`
  project,   ///< one child in a frame of its own; see `frame`
  distinct,  ///< one child
  reduced,   ///< one child
  order,     ///< one child; `order`
  slice,     ///< one child; `offset`, `limit`
};

struct OrderCondition {
  Expression expression;
  bool descending = false;
};

/// A query's own variables, and which of them are seen from outside.
struct Frame {
  std::vector<std::string>
      names; ///< by VariableIndex; blank nodes and helpers start with a character no name has
  /// Variables that stand at one place of one triple and nowhere else: whatever they are bound to, nobody looks. Set by
  /// find_unread().
  VariableSet unread;
  /// From a variable of this frame to one of the frame around it (for the outermost: position in the result).
  std::vector<std::pair<VariableIndex, VariableIndex>> projected;
  /// Inside GRAPH ?g, where ?g is a variable of the frame around: that variable, and the one of this frame
  /// that carries it in.
  VariableIndex graph_outside = no_variable;
  VariableIndex graph_inside = no_variable;
};

struct ServiceCall;

/// What a node of the algebra says, without its children.
struct AlgebraNode {
  AlgebraKind kind = AlgebraKind::basic;
  std::vector<TriplePattern> triples;
  PatternTerm subject, object; ///< of path
  Path path;
  std::vector<Expression> expressions;
  VariableIndex variable = no_variable;
  std::vector<VariableIndex> variables;
  std::vector<std::vector<rdf::Term>> rows;               ///< of values; kind none is UNDEF
  std::shared_ptr<ServiceCall> service;                   ///< of values, if its rows come from there
  PatternTerm name;                                       ///< of graph
  std::vector<std::pair<VariableIndex, Expression>> keys; ///< of group: variable that holds the key's value
  std::vector<std::pair<VariableIndex, Aggregate>> aggregates;
  std::shared_ptr<Frame> frame; ///< of project
  std::vector<OrderCondition> order;
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> limit;

  // Set by analyse(), see optimize.hpp. Inside GRAPH ?g every triple binds ?g, too.
  VariableSet certain;  ///< bound in every solution
  VariableSet possible; ///< bound in some solution, perhaps
};

struct Algebra : AlgebraNode {
  std::vector<std::unique_ptr<Algebra>> children;

  Algebra() = default;
  explicit Algebra(AlgebraKind k) { kind = k; }
};

using AlgebraPtr = std::unique_ptr<Algebra>;

} // namespace micrograph::query
