#pragma once

#include "base/decimal.hpp"
#include "graph/value_id.hpp"
#include "query/expression.hpp"
#include "query/local_terms.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace micrograph::query {

/// A condition that ids alone decide for most rows: comparisons of a variable with a number, a date or an IRI, BOUND, and
/// what `&&`, `||`, `!` and IN make of them. Numbers and dates lie in their ids, so no term is decoded.
///
/// For what it cannot tell (a number in a spelling that no id carries) it says so, and the expression is evaluated.
class IdTest {
public:
  enum class Answer : std::uint8_t { no, yes, error, unknown };

  /// Absent where ids decide nothing. Constants are looked up in `terms`, so the test is of one run.
  [[nodiscard]] static std::optional<IdTest> of(const Expression& expression, LocalTerms& terms);

  /// What the expression comes to for a row, by VariableIndex.
  [[nodiscard]] Answer answer(const graph::ValueId* row) const;

private:
  enum class Kind : std::uint8_t { number, moment, resource, bound, all_of, any_of, negation };
  /// A number for comparison with ids of each kind.
  struct Bound {
    bool exact = false;
    std::int64_t whole = 0; ///< of an exact one: not above it
    std::int64_t rest = 0;  ///< what it is above that, times 10^9
    double approximate = 0;
    /// Of the numbers written in ids tagged plain_double, the first whose double is not below the bound, and the first whose
    /// double is above it.
    std::int64_t not_below = 0;
    std::int64_t above = 0;
  };
  static bool split(const Decimal& value, Bound& out);

  static std::optional<IdTest> of_comparison(const Expression& expression, LocalTerms& terms);
  static std::optional<IdTest> of_membership(const Expression& expression, LocalTerms& terms);
  static std::optional<IdTest> of_all(Kind kind, const std::vector<Expression>& parts, LocalTerms& terms);

  [[nodiscard]] Answer compare_number(graph::ValueId id) const;
  [[nodiscard]] Answer compare_moment(graph::ValueId id) const;
  [[nodiscard]] Answer compare_resource(graph::ValueId id) const;
  [[nodiscard]] Answer joined(const graph::ValueId* row, Answer deciding) const;
  template <typename Ordering> [[nodiscard]] Answer relation(Ordering order) const;

  Kind kind_ = Kind::bound;
  Operation operation_ = Operation::equal; ///< with the variable on the left
  VariableIndex variable_ = no_variable;
  Bound bound_;
  graph::ValueId constant_; ///< of moment and resource
  std::vector<IdTest> parts_;
};

} // namespace micrograph::query
