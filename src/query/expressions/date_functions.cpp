#include "query/expressions/comparison.hpp"
#include "query/expressions/datatypes.hpp"
#include "query/expressions/date_time.hpp"
#include "query/expressions/functions.hpp"

namespace micrograph::query {

Value call_date_function(Builtin builtin, Arguments arguments, EvaluationContext& context) {
  namespace xsd = datatypes::xsd;
  if (builtin == Builtin::now)
    return typed_literal(date_time_text(context.now), xsd::date_time);
  const Comparable argument = comparable(arguments[0], context);
  const bool has_time = argument.family == Family::date_time;
  // SPARQL defines these for xsd:dateTime only; the parts that an xsd:date has are given as well.
  if (!has_time && argument.family != Family::date)
    return {};
  const DateTime& moment = argument.moment;
  switch (builtin) {
  case Builtin::year:
    return integer(moment.year);
  case Builtin::month:
    return integer(moment.month);
  case Builtin::day:
    return integer(moment.day);
  case Builtin::hours:
    return has_time ? integer(moment.hour) : Value();
  case Builtin::minutes:
    return has_time ? integer(moment.minute) : Value();
  case Builtin::seconds:
    return has_time ? Value(Number::of_exact(NumericType::decimal, moment.seconds)) : Value();
  case Builtin::timezone: {
    const auto duration = zone_duration(moment);
    return duration ? typed_literal(*duration, datatypes::day_time_duration) : Value();
  }
  default:
    return text(zone_text(moment));
  }
}

} // namespace micrograph::query
