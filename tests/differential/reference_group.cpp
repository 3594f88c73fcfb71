// Grouping and aggregates: section 18.5.1.
#include "differential/reference.hpp"
#include "query/expressions/ordering.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace micrograph::differential {

using query::Aggregate;
using query::AggregateFunction;
using query::Value;

Solutions Reference::group(const query::Algebra& node, const Scene& scene) {
  std::map<Mapping, Solutions> groups;
  for (const Mapping& row : evaluate(*node.children[0], scene)) {
    Mapping key;
    for (const auto& part : node.keys)
      key.push_back(number(value(part.second, row, scene)));
    groups[key].push_back(row);
  }
  if (node.keys.empty() && groups.empty())
    groups[{}]; // without keys there is one group, even of nothing
  Solutions all;
  for (const auto& [key, rows] : groups) {
    Mapping out = empty(scene);
    for (std::size_t i = 0; i < key.size(); ++i)
      out[node.keys[i].first] = key[i];
    for (const auto& [variable, call] : node.aggregates)
      out[variable] = number(aggregate(call, rows, scene));
    all.push_back(std::move(out));
  }
  return all;
}

/// An error among the values is one of the whole, but for COUNT and SAMPLE, which pass over it.
Value Reference::aggregate(const Aggregate& call, const Solutions& rows, const Scene& scene) {
  if (!call.argument) {
    std::set<Mapping> different;
    for (Mapping row : rows) {
      for (std::size_t v = 0; v < row.size(); ++v)
        if (scene.frame->names[v].starts_with("_:"))
          row[v] = unbound; // blank nodes of a query are no variables of its solutions
      different.insert(std::move(row));
    }
    return query::integer(static_cast<std::int64_t>(call.distinct ? different.size() : rows.size()));
  }
  std::vector<Value> values;
  std::set<TermNumber> seen;
  bool failed = false;
  for (const Mapping& row : rows) {
    const Value one = value(*call.argument, row, scene);
    if (query::is_error(one))
      failed = true;
    else if (!call.distinct || seen.insert(number(one)).second)
      values.push_back(one);
  }
  if (call.function == AggregateFunction::count)
    return query::integer(static_cast<std::int64_t>(values.size()));
  if (call.function == AggregateFunction::sample)
    return values.empty() ? Value() : values.front();
  if (failed)
    return {};
  const auto smaller = [this](const Value& a, const Value& b) { return query::compare_for_order(a, b, context_) < 0; };
  Value sum = query::integer(0);
  for (const Value& one : values)
    sum = query::add(sum, one, context_);
  switch (call.function) {
  case AggregateFunction::sum:
    return sum;
  case AggregateFunction::avg:
    return values.empty() ? query::integer(0)
                          : query::divide(sum, query::integer(static_cast<std::int64_t>(values.size())), context_);
  case AggregateFunction::min:
    return values.empty() ? Value() : *std::min_element(values.begin(), values.end(), smaller);
  case AggregateFunction::max:
    return values.empty() ? Value() : *std::max_element(values.begin(), values.end(), smaller);
  default:
    break;
  }
  std::string joined;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const rdf::Term term = query::to_term(values[i], context_);
    if (term.kind == rdf::TermKind::blank)
      return {};
    joined += (i == 0 ? "" : call.separator) + term.value;
  }
  return query::text(joined);
}

} // namespace micrograph::differential
