#include "query/operators/aggregate.hpp"

namespace micrograph::query {

bool Accumulator::is_new(graph::ValueId id) {
  if (seen_ && id == last_)
    return false; // rows often come in runs
  last_ = id;
  if (!seen_)
    seen_ = std::make_unique<std::unordered_set<graph::ValueId>>();
  return seen_->insert(id).second;
}

void Accumulator::add(const Aggregate& aggregate, graph::ValueId id, EvaluationContext& context) {
  if (!id.defined()) {
    failed_ = true;
    return;
  }
  if (aggregate.distinct && !is_new(id))
    return;
  if (aggregate.function == AggregateFunction::count)
    ++count_;
  else
    take(aggregate, from_id(id, context), context);
}

void Accumulator::add(const Aggregate& aggregate, const Value& value, EvaluationContext& context) {
  if (is_error(value))
    failed_ = true;
  else if (!aggregate.distinct || is_new(to_id(value, context)))
    take(aggregate, value, context);
}

void Accumulator::take(const Aggregate& aggregate, const Value& value, EvaluationContext& context) {
  const bool first = count_++ == 0;
  switch (aggregate.function) {
  case AggregateFunction::count:
    return;
  case AggregateFunction::sum:
  case AggregateFunction::avg:
    // Starting from zero makes one value that is no number an error, too.
    value_ = query::add(first ? integer(0) : value_, value, context);
    return;
  case AggregateFunction::min:
    if (first || compare_for_order(value, value_, context) < 0)
      value_ = value;
    return;
  case AggregateFunction::max:
    if (first || compare_for_order(value, value_, context) > 0)
      value_ = value;
    return;
  case AggregateFunction::sample:
    if (first)
      value_ = value;
    return;
  case AggregateFunction::group_concat: {
    const rdf::Term term = to_term(value, context);
    if (term.kind == rdf::TermKind::blank)
      failed_ = true;
    if (!first)
      text_ += aggregate.separator;
    text_ += term.value;
    return;
  }
  }
}

graph::ValueId Accumulator::result(const Aggregate& aggregate, EvaluationContext& context) const {
  switch (aggregate.function) {
  case AggregateFunction::count:
    return to_id(integer(static_cast<std::int64_t>(count_)), context);
  case AggregateFunction::sample:
    return to_id(value_, context);
  case AggregateFunction::sum:
    return failed_ ? graph::undefined : to_id(count_ == 0 ? integer(0) : value_, context);
  case AggregateFunction::avg:
    if (failed_)
      return graph::undefined;
    return to_id(count_ == 0 ? integer(0)
                             : divide(value_, integer(static_cast<std::int64_t>(count_)), context),
                 context);
  case AggregateFunction::min:
  case AggregateFunction::max:
    return failed_ ? graph::undefined : to_id(value_, context);
  case AggregateFunction::group_concat:
    return failed_ ? graph::undefined : to_id(text(text_), context);
  }
  return graph::undefined;
}

} // namespace micrograph::query
