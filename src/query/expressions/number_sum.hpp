#pragma once

#include "query/expressions/value.hpp"

#include <cstdint>
#include <vector>

namespace micrograph::query {

/// The sum of doubles, exact until it is asked for and rounded once then: so it does not depend on the order in which they
/// come, and a plan with other joins, or with threads, gives the same.
///
/// Kept as few doubles whose sum is the sum (after Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997). Beyond the
/// range of doubles it is infinite and stays so.
class ExactSum {
public:
  void add(double value);
  /// `other` is another one.
  void add(const ExactSum& other);
  /// The nearest double.
  [[nodiscard]] double rounded() const;

private:
  void add_rest(double value);

  // Of numbers of like size these two hold all there is.
  double sum_ = 0;   ///< as one would add
  double error_ = 0; ///< what that has lost
  std::vector<double> rest_; ///< ascending by amount, no two with bits of the same weight
  double beyond_ = 0;        ///< infinities and NaN that came
};

/// SUM: the numbers by XPath's rules of promotion, as if integers and decimals were added first and then floats and
/// doubles, both exactly.
class NumberSum {
public:
  /// What is no number makes the sum an error.
  void add(const Value& value, EvaluationContext& context);
  void add(const NumberSum& other);
  [[nodiscard]] Value result() const;

private:
  void add(const Number& number);
  void add_exact(const Decimal& value);
  void add_to(std::int64_t& sum, std::int64_t value);
  void settle();

  NumericType type_ = NumericType::integer; ///< the greatest that came
  bool failed_ = false;
  Decimal exact_;
  std::int64_t whole_ = 0;      ///< integers not yet in `exact_`
  std::int64_t billionths_ = 0; ///< decimals not yet in `exact_`, times 10^9
  ExactSum approximate_;
};

} // namespace micrograph::query
