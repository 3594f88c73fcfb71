#include "query/expressions/number_sum.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace micrograph::query {

namespace {

struct Sum {
  double rounded = 0;
  double error = 0; ///< what is missing from it, exactly
};

/// Knuth's, which needs not know the larger.
Sum add_exactly(double a, double b) {
  const double sum = a + b, of_b = sum - a;
  return {sum, (a - (sum - of_b)) + (b - of_b)};
}

} // namespace

void ExactSum::add(double value) {
  const Sum first = add_exactly(sum_, value);
  const Sum second = add_exactly(error_, first.error);
  if (!std::isfinite(first.rounded)) {
    beyond_ += std::isfinite(value) ? first.rounded : value;
    return;
  }
  sum_ = first.rounded;
  error_ = second.rounded;
  if (second.error != 0)
    add_rest(second.error);
}

void ExactSum::add_rest(double value) {
  std::size_t kept = 0;
  for (const double part : rest_) {
    const Sum sum = add_exactly(value, part);
    if (sum.error != 0)
      rest_[kept++] = sum.error;
    value = sum.rounded;
  }
  rest_.resize(kept);
  if (value != 0)
    rest_.push_back(value);
}

void ExactSum::add(const ExactSum& other) {
  beyond_ += other.beyond_;
  add(other.sum_);
  add(other.error_);
  for (const double part : other.rest_)
    add_rest(part);
}

double ExactSum::rounded() const {
  if (beyond_ != 0) // infinite, or NaN
    return beyond_;
  ExactSum all;
  all.rest_ = rest_;
  all.add_rest(error_);
  all.add_rest(sum_);
  const std::vector<double>& parts = all.rest_;
  if (parts.empty())
    return 0;
  if (!std::isfinite(parts.back())) // rounded up beyond the greatest
    return parts.back();
  std::size_t at = parts.size() - 1;
  Sum sum{parts[at], 0};
  while (at > 0 && sum.error == 0)
    sum = add_exactly(sum.rounded, parts[--at]);
  // Half way between two doubles the even one was taken, but what follows may tip the scales.
  if (at > 0 && sum.error != 0 && (sum.error < 0) == (parts[at - 1] < 0)) {
    const double twice = sum.error * 2, other = sum.rounded + twice;
    if (other - sum.rounded == twice)
      return other;
  }
  return sum.rounded;
}

void NumberSum::add(const Value& value, EvaluationContext& context) {
  if (const graph::ValueId* const id = value.id()) {
    switch (id->tag()) {
    case graph::Tag::integer:
      add_to(whole_, id->integer_value());
      return;
    case graph::Tag::decimal:
      type_ = std::max(type_, NumericType::decimal);
      add_to(billionths_, id->decimal_value_e9());
      return;
    case graph::Tag::double_:
    case graph::Tag::plain_double:
      type_ = NumericType::double_;
      approximate_.add(id->double_value());
      return;
    default:
      break;
    }
  }
  if (const auto number = number_of(value, context))
    add(*number);
  else
    failed_ = true;
}

void NumberSum::add_to(std::int64_t& sum, std::int64_t value) {
  std::int64_t next = 0;
  if (__builtin_add_overflow(sum, value, &next)) {
    settle();
    next = value;
  }
  sum = next;
}

void NumberSum::add(const Number& number) {
  type_ = std::max(type_, number.type);
  if (number.is_exact())
    add_exact(number.exact);
  else
    approximate_.add(number.approximate);
}

void NumberSum::add(const NumberSum& other) {
  type_ = std::max(type_, other.type_);
  failed_ = failed_ || other.failed_;
  add_to(whole_, other.whole_);
  add_to(billionths_, other.billionths_);
  if (other.exact_.sign() != 0)
    add_exact(other.exact_);
  approximate_.add(other.approximate_);
}

void NumberSum::add_exact(const Decimal& value) {
  if (const auto sum = exact_.plus(value))
    exact_ = *sum;
  else
    failed_ = true; // too long
}

/// Puts what was added up apart into `exact_`.
void NumberSum::settle() {
  add_exact(Decimal(std::exchange(whole_, 0)));
  add_exact(Decimal(std::exchange(billionths_, 0), 9));
}

Value NumberSum::result() const {
  NumberSum settled = *this;
  settled.settle();
  if (settled.failed_)
    return {};
  if (type_ <= NumericType::decimal)
    return Value(Number::of_exact(type_, settled.exact_));
  settled.approximate_.add(settled.exact_.to_double());
  const double sum = settled.approximate_.rounded();
  return Value(type_ == NumericType::double_ ? Number::of_double(sum) : Number::of_float(static_cast<float>(sum)));
}

} // namespace micrograph::query
