#include "query/expressions/functions.hpp"
#include "query/expressions/random.hpp"

#include <cmath>

namespace micrograph::query {

namespace {

Decimal exact(Builtin builtin, const Decimal& value) {
  switch (builtin) {
  case Builtin::abs:
    return value.sign() < 0 ? value.negated() : value;
  case Builtin::ceil:
    return value.ceil();
  case Builtin::floor:
    return value.floor();
  default:
    return value.round();
  }
}

/// fn:round: the half towards positive infinity, and -0.5 to 0.5 keep the sign of their zero. Adding a half
/// would be wrong for the number just below one, and for those that have no fraction left.
double round_half_up(double value) {
  const double down = std::floor(value);
  const double rounded = value - down >= 0.5 ? down + 1 : down;
  return std::copysign(rounded, value);
}

double approximate(Builtin builtin, double value) {
  switch (builtin) {
  case Builtin::abs:
    return std::fabs(value);
  case Builtin::ceil:
    return std::ceil(value);
  case Builtin::floor:
    return std::floor(value);
  default:
    return std::isfinite(value) ? round_half_up(value) : value;
  }
}

} // namespace

Value call_numeric_function(Builtin builtin, Arguments arguments, EvaluationContext& context) {
  if (builtin == Builtin::rand) // the upper 53 bits as a fraction: below 1, every step alike
    return Value(Number::of_double(std::ldexp(static_cast<double>(random_bits() >> 11), -53)));
  std::optional<Number> number = number_of(arguments[0], context);
  if (!number)
    return {};
  if (number->is_exact())
    number->exact = exact(builtin, number->exact);
  else
    number->approximate = approximate(builtin, number->approximate);
  return Value(std::move(*number));
}

} // namespace micrograph::query
