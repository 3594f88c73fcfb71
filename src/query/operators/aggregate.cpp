#include "query/operators/aggregate.hpp"

namespace micrograph::query {

bool Accumulator::is_new(graph::ValueId id) {
  if (id == last_)
    return false; // rows often come in runs
  last_ = id;
  return seen_.insert(id);
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
    if (!sum_)
      sum_ = std::make_unique<NumberSum>();
    sum_->add(value, context);
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

bool can_be_merged(const Aggregate& aggregate) {
  if (!aggregate.distinct)
    return true;
  // The others would need the values of one part that are new to those before it, in their order.
  return aggregate.argument && (aggregate.function == AggregateFunction::count || aggregate.function == AggregateFunction::min ||
                                aggregate.function == AggregateFunction::max);
}

void Accumulator::merge(const Aggregate& aggregate, const Accumulator& other, EvaluationContext& context) {
  failed_ = failed_ || other.failed_;
  if (other.count_ == 0)
    return;
  const bool first = count_ == 0;
  switch (aggregate.function) {
  case AggregateFunction::count:
    if (other.first_.defined()) {
      count_ += other.count_ - (other.first_ == last_ ? 1 : 0); // one value may lie across the border of two parts
      first_ = first ? other.first_ : first_;
      last_ = other.last_;
    } else if (aggregate.distinct)
      other.seen_.for_each([this](graph::ValueId id) { count_ += seen_.insert(id) ? 1 : 0; });
    else
      count_ += other.count_;
    return;
  case AggregateFunction::sum:
  case AggregateFunction::avg:
    count_ += other.count_;
    if (!sum_)
      sum_ = std::make_unique<NumberSum>();
    sum_->add(*other.sum_);
    return;
  case AggregateFunction::group_concat:
    count_ += other.count_;
    text_ += (first ? "" : aggregate.separator) + other.text_;
    return;
  case AggregateFunction::min:
  case AggregateFunction::max:
  case AggregateFunction::sample:
    take(aggregate, other.value_, context); // counts it, too
    count_ += other.count_ - 1;
    return;
  }
}

graph::ValueId Accumulator::result(const Aggregate& aggregate, EvaluationContext& context) const {
  switch (aggregate.function) {
  case AggregateFunction::count:
    return to_id(integer(static_cast<std::int64_t>(count_)), context);
  case AggregateFunction::sample:
    return to_id(value_, context);
  case AggregateFunction::sum:
    return failed_ ? graph::undefined : to_id(sum_ ? sum_->result() : integer(0), context);
  case AggregateFunction::avg:
    if (failed_)
      return graph::undefined;
    return to_id(count_ == 0 ? integer(0)
                             : divide(sum_->result(), integer(static_cast<std::int64_t>(count_)), context),
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
