#pragma once

#include "graph/value_id.hpp"
#include "query/expressions/number.hpp"
#include "rdf/term.hpp"

#include <memory>
#include <string>
#include <variant>

namespace micrograph::query {

struct EvaluationContext;

using SharedTerm = std::shared_ptr<const rdf::Term>;

/// What an expression comes to: an error, or a term. The term is held as it came, an id of the run, a number
/// that was worked out, or text, and turned into another form only when somebody asks. Cheap to copy.
class Value {
public:
  Value() = default; ///< an error
  explicit Value(graph::ValueId id) {
    if (id.defined())
      content_ = id;
  }
  explicit Value(Number number) : content_(std::move(number)) {}
  /// A term of kind none is an error.
  explicit Value(rdf::Term term) {
    if (term.kind != rdf::TermKind::none)
      content_ = std::make_shared<const rdf::Term>(std::move(term));
  }
  explicit Value(SharedTerm term) : content_(std::move(term)) {}

  [[nodiscard]] bool is_error() const { return std::holds_alternative<std::monostate>(content_); }
  /// Null unless held as an id.
  [[nodiscard]] const graph::ValueId* id() const { return std::get_if<graph::ValueId>(&content_); }
  /// Null unless held as a number that was worked out.
  [[nodiscard]] const Number* number() const { return std::get_if<Number>(&content_); }
  /// Null unless held as text.
  [[nodiscard]] const SharedTerm* term() const { return std::get_if<SharedTerm>(&content_); }

private:
  std::variant<std::monostate, graph::ValueId, Number, SharedTerm> content_;
};

[[nodiscard]] inline bool is_error(const Value& value) {
  return value.is_error();
}

/// `undefined` gives an error.
[[nodiscard]] Value from_id(graph::ValueId id, EvaluationContext& context);
/// The id of the term, by LocalTerms::intern where it must; `undefined` for an error.
[[nodiscard]] graph::ValueId to_id(const Value& value, EvaluationContext& context);
/// Kind none for an error.
[[nodiscard]] rdf::Term to_term(const Value& value, EvaluationContext& context);

/// An xsd:integer.
[[nodiscard]] Value integer(std::int64_t value);
/// An xsd:boolean.
[[nodiscard]] Value boolean(bool value);
/// A plain literal.
[[nodiscard]] Value text(std::string value);
[[nodiscard]] Value iri_value(std::string iri);
[[nodiscard]] Value typed_literal(std::string lexical, std::string datatype);

/// A value's term, shared if it is text already. Null for an error.
[[nodiscard]] SharedTerm term_of(const Value& value, EvaluationContext& context);
/// Absent unless a literal that means a number. Does not allocate for an id that carries one.
[[nodiscard]] std::optional<Number> number_of(const Value& value, EvaluationContext& context);
/// SPARQL 1.1, section 17.2.2. Absent for a type error.
[[nodiscard]] std::optional<bool> effective_boolean(const Value& value, EvaluationContext& context);

/// The operators + and /, for SUM and AVG: errors in, errors out.
[[nodiscard]] Value add(const Value& a, const Value& b, EvaluationContext& context);
[[nodiscard]] Value divide(const Value& a, const Value& b, EvaluationContext& context);

} // namespace micrograph::query
